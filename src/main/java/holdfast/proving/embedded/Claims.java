package holdfast.proving.embedded;

import holdfast.dvr.Value;
import java.time.LocalDate;
import java.util.Map;

/** What the public inputs of a circuit are computed from. */
record Claims(LocalDate reference, Map<String, Value> outputs) {
    Claims {
        outputs = Map.copyOf(outputs);
    }
}
