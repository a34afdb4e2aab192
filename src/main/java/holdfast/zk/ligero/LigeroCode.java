package holdfast.zk.ligero;

import holdfast.zk.field.Field;
import holdfast.zk.poly.ReedSolomon;

/** A geometry with its Reed–Solomon codes. Safe to share. */
public final class LigeroCode {
    private final LigeroGeometry geometry;
    private final RowCode rows;

    public LigeroCode(Field field, LigeroGeometry geometry) {
        this(geometry, RowCode.of(field, geometry, () -> {}));
    }

    /** @throws IllegalArgumentException if the codes are of other rows than the geometry's */
    public LigeroCode(LigeroGeometry geometry, RowCode rows) {
        if (!rows.fits(geometry)) {
            throw new IllegalArgumentException("the codes are for rows of another length");
        }
        this.geometry = geometry;
        this.rows = rows;
    }

    public Field field() {
        return rows.field();
    }

    public LigeroGeometry geometry() {
        return geometry;
    }

    /** From a block to a whole row. */
    ReedSolomon block() {
        return rows.block();
    }

    /** From a double block to a whole row. */
    ReedSolomon doubleBlock() {
        return rows.doubleBlock();
    }

    /** From a block to a double block. */
    ReedSolomon product() {
        return rows.product();
    }
}
