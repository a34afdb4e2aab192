package holdfast.wallet;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Lists what is in a credential, for people: paths without values, the elements of an array under one path. */
public final class FieldPaths {
    private FieldPaths() {}

    /** For example {@code name}, {@code accounts[].balance}, in the order of the data. */
    public static List<String> of(JsonObject data) {
        SequencedSet<String> paths = new LinkedHashSet<>();
        collect("", data, paths);
        return List.copyOf(paths);
    }

    private static void collect(String path, JsonValue value, SequencedSet<String> into) {
        switch (value) {
            case JsonObject object
            when !object.members().isEmpty() ->
                object.members()
                        .forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, into));
            case JsonArray array
            when !array.items().isEmpty() -> array.items().forEach(item -> collect(path + "[]", item, into));
            default -> into.add(path);
        }
    }
}
