package holdfast.zk.gadget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads well-formed JSON, plainly. */
final class TinyJson {
    private final String text;
    private int at;

    private TinyJson(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new TinyJson(text).value();
    }

    private Object value() {
        white();
        char c = text.charAt(at);
        Object value = switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
        white();
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        white();
        while (text.charAt(at) != '}') {
            white();
            String name = string();
            white();
            at++;
            members.put(name, value());
            at += text.charAt(at) == ',' ? 1 : 0;
            white();
        }
        at++;
        return members;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        at++;
        white();
        while (text.charAt(at) != ']') {
            items.add(value());
            at += text.charAt(at) == ',' ? 1 : 0;
        }
        at++;
        return items;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            out.append(text.charAt(at));
        }
        at++;
        return out.toString();
    }

    private Object literal() {
        int start = at;
        while (",}] \n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        BigDecimal number = new BigDecimal(word);
        // What is no integer of 64 bits stays what it is, which no circuit reads.
        return word.matches("-?[0-9]{1,19}") && number.toBigInteger().bitLength() < Long.SIZE
                ? (Object) number.longValue()
                : number;
    }

    private void white() {
        while (at < text.length() && " \n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
