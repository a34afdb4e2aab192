package holdfast.zk.gadget;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A path in what the strict reader read, and every reason for which a circuit may refuse it. */
final class StrictPath {
    static final String ESCAPED_NAME = "a name is spelled with an escape";
    static final String ESCAPED_TEXT = "the text is spelled with an escape";
    static final String ABSENT = "there is no such member or element";
    static final String OTHER_KIND = "it is of another kind";
    static final String TOO_MANY = "the list is longer than the circuit's";
    static final String TOO_DEEP = "nested deeper than the circuit follows";

    /** All reasons that random documents meet. */
    static final Set<String> REASONS = Set.of(ESCAPED_NAME, ESCAPED_TEXT, ABSENT, OTHER_KIND, TOO_MANY);

    /** Those that most random documents meet. */
    static final Set<String> COMMON = Set.of(ABSENT, OTHER_KIND);

    private static final int DEEPEST = 7;

    private final Read read;
    private final int capacity;
    private final List<Object> values = new ArrayList<>();
    private String reason = "";

    /** Values, or a reason. */
    record Answer(List<Object> values, String reason) {}

    private StrictPath(Read read, int capacity) {
        this.read = read;
        this.capacity = capacity;
    }

    static Answer read(JsonValue document, String path, Read read, int capacity) {
        StrictPath walk = new StrictPath(read, capacity);
        walk.whole(document, 1);
        walk.follow(document, path);
        return new Answer(walk.values, walk.reason);
    }

    private void refuse(String why) {
        reason = reason.isEmpty() ? why : reason;
    }

    /** Generated texts spell exactly these with escapes. */
    private static boolean isEscaped(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == '\\' || c == SmallDocuments.ALWAYS_ESCAPED);
    }

    private void whole(JsonValue value, int depth) {
        if (depth > DEEPEST && (value instanceof JsonObject || value instanceof JsonArray)) {
            refuse(TOO_DEEP);
        }
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                if (isEscaped(name)) {
                    refuse(ESCAPED_NAME);
                }
                whole(member, depth + 1);
            });
        } else if (value instanceof JsonArray array) {
            array.items().forEach(item -> whole(item, depth + 1));
        }
    }

    private void follow(JsonValue node, String path) {
        if (path.isEmpty()) {
            value(node);
        } else if (path.startsWith(".")) {
            follow(node, path.substring(1));
        } else if (path.startsWith("[")) {
            String inside = path.substring(1, path.indexOf(']'));
            String rest = path.substring(path.indexOf(']') + 1);
            if (!(node instanceof JsonArray(List<JsonValue> items))) {
                refuse(OTHER_KIND);
            } else if (inside.isEmpty() || inside.startsWith("?")) {
                if (items.size() > capacity) {
                    refuse(TOO_MANY);
                }
                items.forEach(item -> element(item, inside, rest));
            } else if (Integer.parseInt(inside) < items.size()) {
                follow(items.get(Integer.parseInt(inside)), rest);
            } else {
                refuse(ABSENT);
            }
        } else {
            int end = 0;
            while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            JsonValue member = node instanceof JsonObject object ? object.get(path.substring(0, end)) : null;
            if (member == null) {
                refuse(node instanceof JsonObject ? ABSENT : OTHER_KIND);
            } else {
                follow(member, path.substring(end));
            }
        }
    }

    private void element(JsonValue item, String filter, String rest) {
        if (filter.isEmpty()) {
            follow(item, rest);
            return;
        }
        JsonValue flag = item instanceof JsonObject object ? object.get(filter.substring(1)) : null;
        if (!(flag instanceof JsonBoolean(boolean kept))) {
            refuse(flag == null ? ABSENT : OTHER_KIND);
        } else if (kept) {
            follow(item, rest);
        }
    }

    private void value(JsonValue node) {
        switch (node) {
            case JsonString(String text)
            when read == Read.TEXT -> {
                if (isEscaped(text)) {
                    refuse(ESCAPED_TEXT);
                }
                values.add(text);
            }
            case JsonNumber number
            when read == Read.INTEGER && number.asLong().isPresent() ->
                values.add(number.asLong().getAsLong());
            case JsonBoolean(boolean value) when read == Read.BOOLEAN -> values.add(value);
            default -> refuse(OTHER_KIND);
        }
    }
}
