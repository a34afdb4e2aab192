package holdfast.credential;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.Optional;
import java.util.Set;

/** How a request names a key that verifies a signature. It names the key only: nothing here says that it is valid. */
public sealed interface KeyRef {

    /**
     * The key itself.
     *
     * @param x first line of the base64 text of the key's SubjectPublicKeyInfo (not a coordinate)
     * @param y second line of it
     */
    record PublicKey(String x, String y) implements KeyRef {
        @Override
        public JsonObject toJson() {
            return JsonObject.builder().put("PublicKey", coordinates()).build();
        }

        /** {@code {"x":…,"y":…}}, as a proof token lists the keys it was made with. */
        public JsonObject coordinates() {
            return JsonObject.builder().put("x", x).put("y", y).build();
        }
    }

    /**
     * A key in a key set that is published at an address.
     *
     * @param jku address of the key set
     * @param kid the key's name in it
     */
    record KeysetEndpoint(String jku, String kid) implements KeyRef {
        @Override
        public JsonObject toJson() {
            return JsonObject.builder()
                    .put(
                            "KeysetEndpoint",
                            JsonObject.builder().put("jku", jku).put("kid", kid).build())
                    .build();
        }
    }

    /** {@code {"PublicKey":{"x":…,"y":…}}} or {@code {"KeysetEndpoint":{"jku":…,"kid":…}}}. */
    JsonObject toJson();

    /** Reads what {@link #toJson} writes; empty when the value has any other form. */
    static Optional<KeyRef> fromJson(JsonValue value) {
        if (!(value instanceof JsonObject object) || object.members().size() != 1) {
            return Optional.empty();
        }
        var only = object.members().firstEntry();
        return switch (only.getKey()) {
            case "PublicKey" -> pair(only.getValue(), "x", "y").map(xy -> new PublicKey(xy[0], xy[1]));
            case "KeysetEndpoint" -> pair(only.getValue(), "jku", "kid").map(jk -> new KeysetEndpoint(jk[0], jk[1]));
            default -> Optional.empty();
        };
    }

    private static Optional<String[]> pair(JsonValue value, String first, String second) {
        return value instanceof JsonObject object
                        && object.members().keySet().equals(Set.of(first, second))
                        && object.get(first) instanceof JsonString a
                        && object.get(second) instanceof JsonString b
                ? Optional.of(new String[] {a.value(), b.value()})
                : Optional.empty();
    }
}
