package holdfast.testing;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random user data with plain fields, nested objects, lists of values and lists of objects, some of them marked public. */
final class RandomCredential {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "Jakarta",
            "JAKARTA",
            "Jakarta Selatan",
            "kar",
            "TA",
            "ID-1",
            "Émile",
            "émile",
            "ss",
            "naïve 🙂",
            "x y");
    private static final long[] NUMBERS = {0, 1, -1, 2, 7, 18, 21, 650, 100_000, Long.MAX_VALUE, Long.MIN_VALUE};

    /** The kind of a field's values. Dates are texts. */
    enum Kind {
        TEXT,
        INTEGER,
        BOOLEAN,
        DAY_FIRST,
        MONTH_FIRST;

        /** The kind as comparisons see it. */
        Kind compares() {
            return this == DAY_FIRST || this == MONTH_FIRST ? TEXT : this;
        }
    }

    /**
     * A path that exists.
     *
     * @param list whether its value is a list
     * @param isPublic whether everything at it may be output
     */
    record Field(String path, Kind kind, boolean list, boolean isPublic) {
        Field under(String tag) {
            return new Field(tag + "." + path, kind, list, isPublic);
        }
    }

    private final SplittableRandom random;
    private final double faults;
    private final List<Field> fields = new ArrayList<>();
    private JsonObject data = JsonObject.builder().build();
    private int nextName;

    private RandomCredential(SplittableRandom random, double faults) {
        this.random = random;
        this.faults = faults;
    }

    static RandomCredential next(SplittableRandom random, double faults) {
        RandomCredential credential = new RandomCredential(random, faults);
        Map<String, JsonValue> root = new LinkedHashMap<>();
        credential.plainFields(root, "", random.nextInt(3, 7));
        credential.nested(root, "", 0);
        credential.lists(root, "", random.nextInt(1, 3));
        credential.listOfObjects(root);
        credential.data = new JsonObject(new LinkedHashMap<>(root));
        return credential;
    }

    JsonObject data() {
        return data;
    }

    List<Field> fields() {
        return fields;
    }

    private String name() {
        String[] words = {"age", "name", "city", "score", "flag", "since", "Level_", "x"};
        return words[random.nextInt(words.length)] + nextName++;
    }

    private Kind kind() {
        return Kind.values()[random.nextInt(Kind.values().length)];
    }

    private void plainFields(Map<String, JsonValue> object, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            String name = name();
            Kind kind = kind();
            boolean marked = mark(object, name);
            object.put(name, value(kind));
            fields.add(new Field(prefix + name, kind, false, marked));
        }
    }

    private boolean mark(Map<String, JsonValue> object, String name) {
        boolean marked = random.nextInt(3) > 0;
        if (marked || random.nextInt(3) == 0) {
            object.put("_" + name + "_zkpass_public_", JsonValue.of(marked));
        }
        return marked;
    }

    private void nested(Map<String, JsonValue> object, String prefix, int depth) {
        for (int i = random.nextInt(3); i > 0 && depth < 3; i--) {
            String name = name();
            Map<String, JsonValue> inner = new LinkedHashMap<>();
            plainFields(inner, prefix + name + ".", random.nextInt(1, 4));
            if (random.nextBoolean()) {
                lists(inner, prefix + name + ".", 1);
            }
            nested(inner, prefix + name + ".", depth + 1);
            object.put(name, new JsonObject(new LinkedHashMap<>(inner)));
        }
    }

    private void lists(Map<String, JsonValue> object, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            String name = name();
            Kind kind = kind();
            boolean marked = mark(object, name);
            List<JsonValue> items = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                items.add(value(kind));
            }
            object.put(name, new JsonArray(items));
            fields.add(new Field(prefix + name + (random.nextBoolean() ? "" : "[]"), kind, true, marked));
            if (!items.isEmpty()) {
                fields.add(new Field(prefix + name + "[" + random.nextInt(items.size()) + "]", kind, false, marked));
            }
        }
    }

    private void listOfObjects(Map<String, JsonValue> object) {
        String name = name();
        String first = name();
        String second = name();
        Kind firstKind = kind();
        Kind secondKind = kind();
        boolean allMarked = random.nextBoolean();
        int length = random.nextInt(6);
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Map<String, JsonValue> item = new LinkedHashMap<>();
            item.put("flag", unfit() ? JsonValue.of("yes") : JsonValue.of(random.nextBoolean()));
            if (!unfit()) {
                item.put(first, value(firstKind));
            }
            if (allMarked || random.nextBoolean()) {
                item.put("_" + first + "_zkpass_public_", JsonValue.of(true));
            }
            item.put("deep", new JsonObject(new LinkedHashMap<>(Map.of(second, value(secondKind)))));
            items.add(new JsonObject(new LinkedHashMap<>(item)));
        }
        object.put(name, new JsonArray(items));
        boolean none = length == 0;
        fields.add(new Field(name + "[]." + first, firstKind, true, allMarked || none));
        fields.add(new Field(name + "[?flag]." + first, firstKind, true, allMarked || none));
        fields.add(new Field(name + "[].flag", Kind.BOOLEAN, true, none));
        fields.add(new Field(name + "[].deep." + second, secondKind, true, none));
        fields.add(new Field(name + "[?flag].deep." + second, secondKind, true, none));
        if (!none) {
            int index = random.nextInt(length);
            fields.add(new Field(name + "[" + index + "]." + first, firstKind, false, allMarked));
            fields.add(new Field(name + "[" + index + "].deep." + second, secondKind, false, false));
        }
    }

    private boolean unfit() {
        return random.nextDouble() < faults / 4;
    }

    private JsonValue value(Kind kind) {
        if (unfit()) {
            return switch (random.nextInt(5)) {
                case 0 -> new JsonNumber("1.5");
                case 1 -> new JsonNumber("9223372036854775808");
                case 2 -> JsonValue.JsonNull.NULL;
                case 3 -> JsonObject.builder().put("inner", 1).build();
                default -> JsonValue.array(List.of());
            };
        }
        return scalar(random, kind);
    }

    static JsonValue scalar(SplittableRandom random, Kind kind) {
        return switch (kind) {
            case TEXT -> JsonValue.of(TEXTS.get(random.nextInt(TEXTS.size())));
            case INTEGER ->
                switch (random.nextInt(3)) {
                    case 0 -> JsonValue.of(NUMBERS[random.nextInt(NUMBERS.length)]);
                    case 1 -> random.nextInt(8) == 0 ? new JsonNumber("-0") : JsonValue.of(random.nextInt(-3, 40));
                    default -> JsonValue.of(random.nextInt(-1000, 30_000));
                };
            case BOOLEAN -> JsonValue.of(random.nextBoolean());
            case DAY_FIRST, MONTH_FIRST -> JsonValue.of(date(random, kind));
        };
    }

    /** A date that exists, in the given order. */
    static String date(SplittableRandom random, Kind format) {
        int year = random.nextInt(20) == 0 ? random.nextInt(10_000) : random.nextInt(1940, 2040);
        boolean leapDay = random.nextInt(12) == 0;
        int month = leapDay ? 2 : random.nextInt(1, 13);
        int last = java.time.YearMonth.of(year, month).lengthOfMonth();
        int day = leapDay ? last : random.nextInt(1, last + 1);
        char delimiter = "/-.".charAt(random.nextInt(3));
        int first = format == Kind.DAY_FIRST ? day : month;
        int second = format == Kind.DAY_FIRST ? month : day;
        return two(first) + delimiter + two(second) + delimiter + two(year / 100) + two(year % 100);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
