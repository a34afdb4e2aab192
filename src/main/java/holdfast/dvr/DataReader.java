package holdfast.dvr;

import holdfast.credential.Tag;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Follows paths into the data of credentials. Absence is always an error, never an empty answer. */
final class DataReader {
    private final Map<Tag, JsonObject> data;
    private final Map<String, Found> found = new HashMap<>();
    private final SequencedSet<FieldRead> read = new LinkedHashSet<>();

    /**
     * What a path gave.
     *
     * @param sources the fields of the value, in order
     * @param notPublic the first of them without a public marker; null when all have one
     * @param reads the fields of the value and the flags of filters
     */
    record Found(
            Value value, List<FieldPath> sources, @Nullable FieldPath notPublic, List<FieldRead> reads) {}

    DataReader(Map<Tag, JsonObject> data) {
        this.data = data;
    }

    Found read(Operand.DataVar dataVar) throws EvaluationError {
        Found known = found.get(dataVar.text());
        if (known != null) {
            return known;
        }
        JsonObject root = data.get(dataVar.tag());
        if (root == null) {
            throw new EvaluationError(Problem.of(
                    Fault.DATA_MISSING, dataVar.place(), dataVar.tag().name()));
        }
        Found result = new PathWalk(dataVar).from(root);
        found.put(dataVar.text(), result);
        read.addAll(result.reads());
        return result;
    }

    /** Everything that was read, in order, each field once. */
    List<FieldRead> read() {
        return List.copyOf(read);
    }

    /** Whether the object marks its member of that name as public. */
    static boolean isPublic(JsonObject object, String name) {
        return object.get(Path.marker(name)) instanceof JsonBoolean marker && marker.value();
    }
}
