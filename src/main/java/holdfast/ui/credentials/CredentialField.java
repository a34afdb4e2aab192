package holdfast.ui.credentials;

import holdfast.dvr.Path;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of a credential as it is shown.
 *
 * @param name as the issuer spelled it; for an element of a list its number, from 1
 * @param element whether it is an element of a list
 * @param content what it holds
 * @param isPublic whether the issuer marked it as one that a request may output
 * @param children the fields in it
 */
public record CredentialField(
        String name, boolean element, Content content, boolean isPublic, List<CredentialField> children) {
    public CredentialField {
        children = List.copyOf(children);
    }

    /** What a field holds. */
    public sealed interface Content {
        record Text(String text) implements Content {}

        record Bool(boolean value) implements Content {}

        record Nothing() implements Content {}

        /** Others are in it. */
        record Group() implements Content {}
    }

    /** The fields of an object; the issuer's marks are not fields. */
    public static List<CredentialField> of(JsonObject data) {
        Map<String, JsonValue> members = data.members();
        Set<String> marks = members.keySet().stream().map(Path::marker).collect(Collectors.toSet());
        List<CredentialField> fields = new ArrayList<>();
        members.forEach((name, value) -> {
            if (!marks.contains(name)) {
                boolean marked = members.get(Path.marker(name)) instanceof JsonBoolean mark && mark.value();
                fields.add(field(name, false, value, marked));
            }
        });
        return fields;
    }

    private static CredentialField field(String name, boolean element, JsonValue value, boolean marked) {
        return switch (value) {
            case JsonObject object -> new CredentialField(name, element, new Content.Group(), marked, of(object));
            case JsonArray(List<JsonValue> items) -> {
                List<CredentialField> children = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    children.add(field(Integer.toString(i + 1), true, items.get(i), false));
                }
                yield new CredentialField(name, element, new Content.Group(), marked, children);
            }
            case JsonString(String text) -> leaf(name, element, new Content.Text(text), marked);
            case JsonNumber number -> leaf(name, element, new Content.Text(number.text()), marked);
            case JsonBoolean bool -> leaf(name, element, new Content.Bool(bool.value()), marked);
            case JsonNull ignored -> leaf(name, element, new Content.Nothing(), marked);
        };
    }

    private static CredentialField leaf(String name, boolean element, Content content, boolean marked) {
        return new CredentialField(name, element, content, marked, List.of());
    }

    /** How many values there are in all. */
    public static int count(List<CredentialField> fields) {
        return fields.stream()
                .mapToInt(field -> field.content() instanceof Content.Group ? count(field.children()) : 1)
                .sum();
    }

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "CredentialField[]";
    }
}
