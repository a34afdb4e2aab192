package holdfast.zk.ligero;

import holdfast.zk.field.Field;
import holdfast.zk.poly.ReedSolomon;

/** A geometry with its Reed–Solomon codes, whose tables take milliseconds to make: once per circuit, not per proof. Safe to share. */
public final class LigeroCode {
    private final Field field;
    private final LigeroGeometry geometry;
    private final ReedSolomon block;
    private final ReedSolomon doubleBlock;
    private final ReedSolomon product;

    public LigeroCode(Field field, LigeroGeometry geometry) {
        this(field, geometry, () -> {});
    }

    /** @param check called between its tables; ends the work by throwing */
    public LigeroCode(Field field, LigeroGeometry geometry, Runnable check) {
        this.field = field;
        this.geometry = geometry;
        block = new ReedSolomon(field, geometry.block(), geometry.encoded());
        check.run();
        doubleBlock = new ReedSolomon(field, geometry.doubleBlock(), geometry.encoded());
        check.run();
        product = new ReedSolomon(field, geometry.block(), geometry.doubleBlock());
    }

    public Field field() {
        return field;
    }

    public LigeroGeometry geometry() {
        return geometry;
    }

    /** From a block to a whole row. */
    ReedSolomon block() {
        return block;
    }

    /** From a double block to a whole row. */
    ReedSolomon doubleBlock() {
        return doubleBlock;
    }

    /** From a block to a double block. */
    ReedSolomon product() {
        return product;
    }
}
