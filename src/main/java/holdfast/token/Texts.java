package holdfast.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.token.TokenException.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parsers of this package ask of text and JSON, with their own errors. */
final class Texts {
    private static final int QUOTED = 60;
    private static final int MESSAGE = 200;

    private Texts() {}

    /** @throws TokenException {@code TOO_LARGE} when the text has more UTF-8 bytes */
    static void requireSize(String text, int maxBytes, String input) throws TokenException {
        if (text.length() > maxBytes || (!isAscii(text) && text.getBytes(UTF_8).length > maxBytes)) {
            throw new TokenException(Reason.TOO_LARGE, input, "it is larger than " + maxBytes + " bytes");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static JsonValue readJson(String text, int maxBytes, Reason reason, String input) throws TokenException {
        try {
            return JsonReader.read(text, JsonLimits.upTo(maxBytes));
        } catch (JsonException e) {
            throw notJson(e, reason, input);
        }
    }

    static JsonObject readObject(String text, int maxBytes, Reason reason, String input) throws TokenException {
        try {
            return JsonReader.readObject(text, JsonLimits.upTo(maxBytes));
        } catch (JsonException e) {
            throw notJson(e, reason, input);
        }
    }

    static JsonObject readObject(byte[] utf8, int maxBytes, Reason reason, String input) throws TokenException {
        try {
            return JsonReader.readObject(utf8, JsonLimits.upTo(maxBytes));
        } catch (JsonException e) {
            throw notJson(e, reason, input);
        }
    }

    private static TokenException notJson(JsonException e, Reason reason, String input) {
        boolean large = e.reason() == JsonException.Reason.TOO_LARGE;
        return new TokenException(
                large ? Reason.TOO_LARGE : reason, input, clean(String.valueOf(e.getMessage()), MESSAGE));
    }

    /** The one member {@code data} of a payload. */
    static JsonValue unwrap(JsonObject payload, String input) throws TokenException {
        JsonValue data = payload.get("data");
        if (data == null || payload.members().size() != 1) {
            throw new TokenException(
                    Reason.PAYLOAD_NOT_WRAPPED, input, "its payload is not {\"data\": …} with nothing else");
        }
        return data;
    }

    static JsonObject unwrapObject(JsonObject payload, String input) throws TokenException {
        return object(unwrap(payload, input), "data", input);
    }

    static JsonObject object(JsonValue value, String name, String input) throws TokenException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrongType(name, "an object", value, input);
    }

    static JsonValue member(JsonObject object, String name, String input) throws TokenException {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new TokenException(Reason.MEMBER_MISSING, input, "the member \"" + name + "\" is missing");
        }
        return value;
    }

    static String string(JsonObject object, String name, String input) throws TokenException {
        return string(member(object, name, input), name, input);
    }

    static String string(JsonValue value, String name, String input) throws TokenException {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw wrongType(name, "a string", value, input);
    }

    /** A string, or null where the member is absent. */
    static @Nullable String optionalString(JsonObject object, String name, String input) throws TokenException {
        JsonValue value = object.get(name);
        return value == null ? null : string(value, name, input);
    }

    static void requireKnown(JsonObject object, Set<String> known, String input) throws TokenException {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new TokenException(Reason.MEMBER_UNKNOWN, input, "the member " + quote(name) + " is not known");
            }
        }
    }

    private static TokenException wrongType(String name, String expected, JsonValue actual, String input) {
        return new TokenException(
                Reason.MEMBER_INVALID,
                input,
                "the member \"" + name + "\" must be " + expected + ", not of type " + actual.kind());
    }

    /** For messages: text from outside on one line, shortened, without control or direction characters. */
    static String quote(String text) {
        String start = clean(text, QUOTED);
        return '"' + start + (text.codePointCount(0, text.length()) > QUOTED ? "…\"" : "\"");
    }

    private static String clean(String text, int length) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(length).forEach(c -> out.appendCodePoint(isPlain(c) ? c : 0xFFFD));
        return out.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
