package holdfast.zk.gadget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small random documents full of look-alikes, and what a path means in them. */
final class SmallDocuments {
    private static final List<String> NAMES = List.of("a", "a", "a", "b", "b", "f", "c", "ab", "_b");
    private static final List<Object> SCALARS = List.of(
            0L,
            1L,
            12L,
            -1L,
            true,
            false,
            "a",
            "{",
            "}",
            "[",
            "\"",
            "\\",
            "a\":1",
            ",\"a\":2",
            "\\\"",
            ":",
            "\"},\"b\":7");

    /** Spelled {@code \\u00fc} in every text; all other letters stand as they are. */
    static final char ALWAYS_ESCAPED = 'ü';

    private static final List<Object> WILD = List.of(
            new BigDecimal("1.5"),
            new BigDecimal("-2E+3"),
            new BigDecimal("9223372036854775808"),
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("-0"),
            "",
            "ü",
            "{\"a\":1}",
            "][}{\"\"",
            "é€",
            "\\\\\"");

    private final SplittableRandom random;
    private final boolean wild;

    SmallDocuments(SplittableRandom random) {
        this(random, false);
    }

    private SmallDocuments(SplittableRandom random, boolean wild) {
        this.random = random;
        this.wild = wild;
    }

    /** Documents with more kinds of numbers, texts, names and white space. */
    static SmallDocuments wild(SplittableRandom random) {
        return new SmallDocuments(random, true);
    }

    /** A document that is an object. */
    Map<String, Object> object() {
        return object(0);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        int members = random.nextInt(depth == 0 ? 1 : 0, 4);
        for (int i = 0; i < members; i++) {
            String name = wild && random.nextInt(20) == 0
                    ? List.of("ü", "a\"", "é", "", "{a").get(random.nextInt(5))
                    : NAMES.get(random.nextInt(NAMES.size()));
            if (!result.containsKey(name)) {
                result.put(name, name.equals("f") ? (Object) random.nextBoolean() : value(depth + 1));
            }
        }
        return result;
    }

    private Object value(int depth) {
        int kind = random.nextInt(10);
        if (depth < 4 && kind < 3) {
            return object(depth);
        }
        if (depth < 4 && kind < 5) {
            return random.ints(random.nextInt(wild ? 5 : 4), 0, 2)
                    .mapToObj(i -> value(depth + 1))
                    .toList();
        }
        if (wild && random.nextInt(3) == 0) {
            return WILD.get(random.nextInt(WILD.size()));
        }
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    /** A text of a value, with white space here and there. */
    String text(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private void write(Object value, StringBuilder out) {
        white(out);
        switch (value) {
            case Map<?, ?> map -> {
                String comma = "{";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(comma);
                    white(out);
                    write(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    comma = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(list.get(i), out);
                }
                out.append(']');
            }
            case String text ->
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("ü", "\\u00fc"))
                        .append('"');
            default -> out.append(value);
        }
        white(out);
    }

    private void white(StringBuilder out) {
        String white = wild ? " \n\t\r" : " \n";
        for (int n = random.nextInt(8); n >= 7 - (wild ? 1 : 0); n--) {
            out.append(white.charAt(random.nextInt(white.length())));
        }
    }

    /** What a path names: one value, or those of all elements; empty where it names nothing. */
    static List<Object> truth(Object node, String path) {
        if (path.isEmpty()) {
            return node instanceof Map || node instanceof List ? List.of() : List.of(node);
        }
        if (path.startsWith(".")) {
            return truth(node, path.substring(1));
        }
        if (path.startsWith("[")) {
            if (!(node instanceof List<?> list)) {
                return List.of();
            }
            String inside = path.substring(1, path.indexOf(']'));
            String rest = path.substring(path.indexOf(']') + 1);
            if (inside.isEmpty()) {
                return list.stream().flatMap(e -> truth(e, rest).stream()).toList();
            }
            if (inside.startsWith("?")) {
                return list.stream()
                        .filter(e -> e instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(inside.substring(1))))
                        .flatMap(e -> truth(e, rest).stream())
                        .toList();
            }
            int index = Integer.parseInt(inside);
            return index < list.size() ? truth(list.get(index), rest) : List.of();
        }
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Object member = node instanceof Map<?, ?> map ? map.get(path.substring(0, end)) : null;
        return member == null ? List.of() : truth(member, path.substring(end));
    }
}
