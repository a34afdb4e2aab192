package holdfast.json;

import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.HexFormat;
import java.util.Iterator;

/**
 * Writes JSON so that one value has one text: members in their order, only the escapes that RFC 8259 demands (the short
 * ones where they exist), other characters as they are. This is also how the zkPass services spell what they digest.
 */
public final class JsonWriter {
    private static final HexFormat HEX = HexFormat.of();

    private JsonWriter() {}

    /** Without any white space. */
    public static String compact(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(out, value, -1);
        return out.toString();
    }

    /** For people: two spaces a level, one member a line. */
    public static String pretty(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    /** @param level indentation in levels, or -1 for compact text */
    private static void write(StringBuilder out, JsonValue value, int level) {
        switch (value) {
            case JsonObject object -> writeObject(out, object, level);
            case JsonArray array -> writeArray(out, array, level);
            case JsonString string -> quote(out, string.value());
            case JsonNumber number -> out.append(number.text());
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull ignored -> out.append("null");
        }
    }

    private static void writeObject(StringBuilder out, JsonObject object, int level) {
        out.append('{');
        int inner = level < 0 ? level : level + 1;
        for (var it = object.members().entrySet().iterator(); it.hasNext(); ) {
            var member = it.next();
            newLine(out, inner);
            quote(out, member.getKey());
            out.append(level < 0 ? ":" : ": ");
            write(out, member.getValue(), inner);
            comma(out, it);
        }
        end(out, object.members().isEmpty(), level, '}');
    }

    private static void writeArray(StringBuilder out, JsonArray array, int level) {
        out.append('[');
        int inner = level < 0 ? level : level + 1;
        for (var it = array.items().iterator(); it.hasNext(); ) {
            JsonValue item = it.next();
            newLine(out, inner);
            write(out, item, inner);
            comma(out, it);
        }
        end(out, array.items().isEmpty(), level, ']');
    }

    private static void comma(StringBuilder out, Iterator<?> it) {
        if (it.hasNext()) {
            out.append(',');
        }
    }

    private static void end(StringBuilder out, boolean empty, int level, char bracket) {
        if (!empty) {
            newLine(out, level);
        }
        out.append(bracket);
    }

    private static void newLine(StringBuilder out, int level) {
        if (level >= 0) {
            out.append('\n').repeat("  ", level);
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.toHexDigits((byte) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
