package holdfast.zk.circuit;

import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import org.jspecify.annotations.Nullable;

/** The numbers by which circuit files name fields. */
final class FieldCode {
    private static final int P256 = 1;
    private static final int GF2_128 = 4;
    private static final int FP128 = 6;

    private FieldCode() {}

    static @Nullable Field field(int code) {
        return switch (code) {
            case P256 -> Fields.p256();
            case GF2_128 -> Fields.gf2_128();
            case FP128 -> Fields.fp128();
            default -> null;
        };
    }

    static int of(Field field) {
        return switch (field.name()) {
            case "p256" -> P256;
            case "gf2_128" -> GF2_128;
            case "fp128" -> FP128;
            default -> throw new IllegalArgumentException("no code for the field " + field.name());
        };
    }
}
