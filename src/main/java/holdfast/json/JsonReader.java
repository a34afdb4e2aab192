package holdfast.json;

import holdfast.json.JsonException.Reason;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads JSON strictly (RFC 8259 and I-JSON, RFC 7493): one value and nothing after it, distinct member names at every
 * depth however they are spelled, no lone surrogate, no byte order mark, all within limits. What two programs could
 * read differently is refused, since issuer, holder and verifier must see the same document.
 */
public final class JsonReader {
    // Jackson's own limits stand behind ours and only matter where it would otherwise work without bound.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(1_000_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1_000_000)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Buffers kept for the next document would keep the last one's text, private or not, in memory.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonReader() {}

    /**
     * Reads one value from UTF-8 bytes.
     *
     * @throws JsonException when the bytes are not one strict JSON value within the limits
     */
    public static JsonValue read(byte[] utf8, JsonLimits limits) throws JsonException {
        requireLength(utf8.length, limits);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException(Reason.SYNTAX, -1, "the text is not UTF-8");
        }
        return parse(text, limits);
    }

    /**
     * Reads one value from text.
     *
     * @throws JsonException when the text is not one strict JSON value within the limits
     */
    public static JsonValue read(String text, JsonLimits limits) throws JsonException {
        // Each char is at least one byte, so the cheap check comes first.
        requireLength(text.length(), limits);
        requireLength(text.getBytes(StandardCharsets.UTF_8).length, limits);
        return parse(text, limits);
    }

    /**
     * Reads one object from text.
     *
     * @throws JsonException as {@link #read(String, JsonLimits)}, and when the value is not an object
     */
    public static JsonObject readObject(String text, JsonLimits limits) throws JsonException {
        return requireObject(read(text, limits));
    }

    /**
     * Reads one object from UTF-8 bytes.
     *
     * @throws JsonException as {@link #read(byte[], JsonLimits)}, and when the value is not an object
     */
    public static JsonObject readObject(byte[] utf8, JsonLimits limits) throws JsonException {
        return requireObject(read(utf8, limits));
    }

    private static JsonObject requireObject(JsonValue value) throws JsonException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException(Reason.SYNTAX, 0, "an object was expected, not " + article(value.kind()));
    }

    private static String article(String kind) {
        return kind.equals("null") ? kind : ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static void requireLength(int length, JsonLimits limits) throws JsonException {
        if (length > limits.maxBytes()) {
            throw new JsonException(
                    Reason.TOO_LARGE, limits.maxBytes(), "the document is larger than " + limits.maxBytes() + " bytes");
        }
    }

    private static JsonValue parse(String text, JsonLimits limits) throws JsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException(Reason.SYNTAX, 0, "the document is empty");
            }
            JsonValue value = readValue(parser, first, limits, 0);
            requireEnd(parser);
            return value;
        } catch (StreamConstraintsException e) {
            throw new JsonException(Reason.TOO_DEEP, offset(e), "nested deeper than " + limits.maxDepth());
        } catch (JacksonException e) {
            throw new JsonException(Reason.SYNTAX, offset(e), "not JSON: " + firstLine(e));
        }
    }

    private static void requireEnd(JsonParser parser) throws JsonException {
        long offset = parser.currentLocation().getCharOffset();
        JsonToken next;
        try {
            next = parser.nextToken();
        } catch (JacksonException e) {
            throw new JsonException(Reason.TRAILING_DATA, offset, "something follows the value");
        }
        if (next != null) {
            throw new JsonException(Reason.TRAILING_DATA, offset, "something follows the value");
        }
    }

    // Recursion is bounded by limits.maxDepth().
    private static JsonValue readValue(JsonParser parser, JsonToken token, JsonLimits limits, int depth)
            throws JsonException {
        return switch (token) {
            case START_OBJECT -> readObject(parser, limits, deeper(parser, limits, depth));
            case START_ARRAY -> readArray(parser, limits, deeper(parser, limits, depth));
            case VALUE_STRING -> new JsonString(scalarValues(parser, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser, limits);
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw error(parser, Reason.SYNTAX, "unexpected " + token);
        };
    }

    private static int deeper(JsonParser parser, JsonLimits limits, int depth) throws JsonException {
        if (depth >= limits.maxDepth()) {
            throw error(parser, Reason.TOO_DEEP, "nested deeper than " + limits.maxDepth());
        }
        return depth + 1;
    }

    private static JsonObject readObject(JsonParser parser, JsonLimits limits, int depth) throws JsonException {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        for (JsonToken token = next(parser); token != JsonToken.END_OBJECT; token = next(parser)) {
            String name = scalarValues(parser, parser.currentName());
            if (members.containsKey(name)) {
                throw error(parser, Reason.DUPLICATE_MEMBER, "the member \"" + name + "\" occurs twice in one object");
            }
            members.put(name, readValue(parser, next(parser), limits, depth));
        }
        return new JsonObject(members);
    }

    private static JsonArray readArray(JsonParser parser, JsonLimits limits, int depth) throws JsonException {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            items.add(readValue(parser, token, limits, depth));
        }
        return new JsonArray(items);
    }

    private static JsonNumber readNumber(JsonParser parser, JsonLimits limits) throws JsonException {
        String text = parser.getString();
        if (text.length() > limits.maxNumberLength()) {
            throw error(
                    parser,
                    Reason.NUMBER_TOO_LONG,
                    "a number has more than " + limits.maxNumberLength() + " characters");
        }
        return new JsonNumber(text);
    }

    private static JsonToken next(JsonParser parser) throws JsonException {
        @Nullable JsonToken token = parser.nextToken();
        if (token == null) {
            throw error(parser, Reason.SYNTAX, "the document ends too early");
        }
        return token;
    }

    private static String scalarValues(JsonParser parser, String text) throws JsonException {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            // A whole pair is read as one code point above U+FFFF; what is left over is a half.
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                throw error(parser, Reason.LONE_SURROGATE, "a string has half of a surrogate pair");
            }
        }
        return text;
    }

    private static JsonException error(JsonParser parser, Reason reason, String message) {
        return new JsonException(reason, parser.currentTokenLocation().getCharOffset(), message);
    }

    private static long offset(JacksonException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
