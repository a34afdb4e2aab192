package holdfast.token;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.token.TokenException.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the headers of signed and of encrypted tokens have in common. */
final class Headers {
    private Headers() {}

    static void requireMembers(JsonObject header, Set<String> known, Set<String> forbidden, String input)
            throws TokenException {
        for (String name : header.members().keySet()) {
            if (!known.contains(name)) {
                throw new TokenException(
                        forbidden.contains(name) ? Reason.HEADER_MEMBER_FORBIDDEN : Reason.HEADER_MEMBER_UNKNOWN,
                        input,
                        "its header has the member " + Texts.quote(name));
            }
        }
    }

    /** For {@code alg} and {@code enc}: one value is allowed, spelled exactly so. */
    static void requireValue(JsonObject header, String name, String only, String input) throws TokenException {
        JsonValue value = header.get(name);
        if (!(value instanceof JsonString(String text)) || !text.equals(only)) {
            String found = value == null
                    ? "absent"
                    : value instanceof JsonString(String text) ? Texts.quote(text) : "no string but " + value.kind();
            throw new TokenException(
                    Reason.ALGORITHM_NOT_ALLOWED, input, "its " + name + " is " + found + ", not \"" + only + "\"");
        }
    }

    static void requireType(JsonObject header, String input) throws TokenException {
        JsonValue type = header.get("typ");
        if (type != null && !type.equals(JsonValue.of("JWT"))) {
            throw invalid("its typ is not \"JWT\"", input);
        }
    }

    /** A string with something in it, or null where the member is absent. */
    static @Nullable String name(JsonObject header, String name, int maxLength, String input) throws TokenException {
        JsonValue value = header.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString(String text)) || text.isEmpty() || text.length() > maxLength) {
            throw invalid("its " + name + " is not a string of 1 to " + maxLength + " characters", input);
        }
        return text;
    }

    private static TokenException invalid(String detail, String input) {
        return new TokenException(Reason.HEADER_MEMBER_INVALID, input, detail);
    }
}
