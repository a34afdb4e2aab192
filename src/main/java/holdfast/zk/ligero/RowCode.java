package holdfast.zk.ligero;

import holdfast.zk.field.Field;
import holdfast.zk.poly.ReedSolomon;

/**
 * The Reed–Solomon codes of a commitment's rows. They follow from the parameters alone, whatever is committed, and their tables take
 * milliseconds to make, in a program that has just been started half a second. Safe to share.
 */
public final class RowCode {
    private final Field field;
    private final ReedSolomon block;
    private final ReedSolomon doubleBlock;
    private final ReedSolomon product;

    private RowCode(Field field, int length, int twice, int encoded, Runnable check) {
        this.field = field;
        block = new ReedSolomon(field, length, encoded, check);
        doubleBlock = new ReedSolomon(field, twice, encoded, check);
        product = new ReedSolomon(field, length, twice, check);
    }

    /**
     * Makes the codes.
     *
     * @param geometry any with rows of that length
     * @param check called between the tables; ends the work by throwing
     */
    public static RowCode of(Field field, LigeroGeometry geometry, Runnable check) {
        return new RowCode(field, geometry.block(), geometry.doubleBlock(), geometry.encoded(), check);
    }

    Field field() {
        return field;
    }

    boolean fits(LigeroGeometry geometry) {
        return geometry.encoded() == block.total() && geometry.block() == block.known();
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
