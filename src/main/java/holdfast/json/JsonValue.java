package holdfast.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An immutable JSON value. Members keep the order in which they were read. */
public sealed interface JsonValue {

    /** What kind of value this is, in the words of RFC 8259: object, array, string, number, boolean, null. */
    default String kind() {
        return switch (this) {
            case JsonObject ignored -> "object";
            case JsonArray ignored -> "array";
            case JsonString ignored -> "string";
            case JsonNumber ignored -> "number";
            case JsonBoolean ignored -> "boolean";
            case JsonNull ignored -> "null";
        };
    }

    /** An object; the names are distinct by construction. */
    record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }

        /** The member of that name, or null when there is none. */
        public @Nullable JsonValue get(String name) {
            return members.get(name);
        }

        public static Builder builder() {
            return new Builder();
        }
    }

    record JsonArray(List<JsonValue> items) implements JsonValue {
        public JsonArray {
            items = List.copyOf(items);
        }
    }

    /** A string of Unicode scalar values (no lone surrogate when it was read by {@link JsonReader}). */
    record JsonString(String value) implements JsonValue {}

    /**
     * A number as it was spelled. Nothing is rounded: what a signed 64-bit integer cannot hold stays text.
     *
     * @param text a number by the grammar of RFC 8259, section 6
     */
    record JsonNumber(String text) implements JsonValue {
        private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");

        public static JsonNumber of(long value) {
            return new JsonNumber(Long.toString(value));
        }

        /** The value when it is spelled as an integer (no fraction, no exponent) of at most 64 bits, signed. */
        public OptionalLong asLong() {
            if (text.length() > 20 || !isInteger()) {
                return OptionalLong.empty();
            }
            BigInteger value = new BigInteger(text);
            return value.bitLength() < Long.SIZE ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        }

        /** Whether it is spelled without fraction and exponent, of whatever size. */
        public boolean isInteger() {
            return INTEGER.matcher(text).matches();
        }
    }

    record JsonBoolean(boolean value) implements JsonValue {}

    enum JsonNull implements JsonValue {
        NULL
    }

    static JsonValue of(String value) {
        return new JsonString(value);
    }

    static JsonValue of(long value) {
        return JsonNumber.of(value);
    }

    static JsonValue of(boolean value) {
        return new JsonBoolean(value);
    }

    /** A string, or null where there is none. */
    static JsonValue ofNullable(@Nullable String value) {
        return value == null ? JsonNull.NULL : new JsonString(value);
    }

    static JsonArray array(List<? extends JsonValue> items) {
        return new JsonArray(List.copyOf(items));
    }

    /** Collects members in the order in which they shall be written. */
    final class Builder {
        private final LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, of(value));
        }

        public Builder put(String name, long value) {
            return put(name, of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, of(value));
        }

        /** Adds the member only when there is a value. */
        public Builder putIfPresent(String name, @Nullable String value) {
            return value == null ? this : put(name, value);
        }

        public Builder putAll(Map<String, ? extends JsonValue> more) {
            members.putAll(more);
            return this;
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
