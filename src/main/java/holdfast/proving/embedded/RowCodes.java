package holdfast.proving.embedded;

import holdfast.zk.field.Field;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.RowCode;
import java.util.HashMap;
import java.util.Map;

/** The codes of rows for the few parameters that are chosen from, each made when it is first needed and kept. Safe to share. */
final class RowCodes {
    private final Map<LigeroParameters, RowCode> made = new HashMap<>();
    private final CancellableLock making = new CancellableLock();

    /** @param check ends the work, or the waiting for another thread that does it, by throwing */
    RowCode of(Field field, LigeroParameters parameters, Runnable check) {
        return making.alone(check, () -> {
            RowCode known = made.get(parameters);
            if (known == null) {
                known = RowCode.of(field, LigeroGeometry.of(parameters, 1, 0, field), check);
                made.put(parameters, known);
            }
            return known;
        });
    }
}
