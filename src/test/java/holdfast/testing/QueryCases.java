package holdfast.testing;

import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.testing.RandomCredential.Field;
import holdfast.testing.RandomCredential.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Random queries with credentials that they can be run on. Without faults a query always evaluates: its paths exist,
 * its types fit, and it outputs only what is marked. With faults, now and then something does not.
 */
public final class QueryCases {
    private static final List<String> ORDER = List.of("==", "!=", ">", ">=", "<", "<=");
    private static final List<String> SAME = List.of("==", "!=");
    private static final List<String> LETTERS = List.of("==", "!=", "~==", "~!=", "~contains");

    /**
     * A query and what to run it on.
     *
     * @param query JSON text
     */
    public record Case(String query, SortedMap<Tag, JsonObject> data, LocalDate reference) {}

    /** A name and what it stands for. */
    private record Name(String name, Kind kind, boolean list, boolean showable) {}

    private final SplittableRandom random;
    private final double faults;
    private final List<Field> fields = new ArrayList<>();
    private int nextName;

    private QueryCases(SplittableRandom random, double faults) {
        this.random = random;
        this.faults = faults;
    }

    /**
     * Makes one case.
     *
     * @param faults how often, between 0 and 1, an operand, a path or a value in the data is made unfit
     */
    public static Case next(SplittableRandom random, double faults) {
        return new QueryCases(random, faults).make();
    }

    private Case make() {
        SortedMap<Tag, JsonObject> data = new TreeMap<>();
        List<Tag> tags = random.nextInt(3) > 0
                ? List.of(Tag.NONE)
                : random.nextBoolean()
                        ? List.of(new Tag("bank"))
                        : List.of(new Tag("bank"), new Tag("clinic"), new Tag("uni"))
                                .subList(0, random.nextInt(2, 4));
        for (Tag tag : tags) {
            RandomCredential credential = RandomCredential.next(random, faults);
            data.put(tag, credential.data());
            for (Field field : credential.fields()) {
                fields.add(tag.isNone() ? field : field.under(tag.name()));
            }
        }
        List<JsonValue> statements = block(new ArrayList<>(), random.nextInt(1, 6), 0);
        LocalDate reference = LocalDate.of(random.nextInt(1990, 2060), 1, 1).plusDays(random.nextInt(366));
        return new Case(JsonWriter.compact(JsonValue.array(statements)), data, reference);
    }

    private boolean fault() {
        return random.nextDouble() < faults;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<JsonValue> block(List<Name> names, int length, int depth) {
        List<JsonValue> statements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(depth < 2 ? 8 : 6)) {
                case 0, 1 -> statements.add(assignCondition(names));
                case 2 -> statements.add(assignOperand(names));
                case 3, 4, 5 -> statements.add(output(names));
                default -> statements.add(branch(names, depth));
            }
        }
        return statements;
    }

    private JsonValue assignCondition(List<Name> names) {
        JsonValue value = condition(names, 0);
        List<Name> conditions = names.stream()
                .filter(name -> name.kind() == Kind.BOOLEAN && !name.list() && name.showable())
                .toList();
        boolean again = !conditions.isEmpty() && random.nextInt(4) == 0;
        String name = again ? pick(conditions).name() : "n" + nextName++;
        if (!again) {
            names.add(new Name(name, Kind.BOOLEAN, false, true));
        }
        return object("assign", object(name, value));
    }

    private JsonValue assignOperand(List<Name> names) {
        String name = "n" + nextName++;
        if (random.nextInt(5) == 0) {
            names.add(new Name(name, Kind.INTEGER, false, false));
            return object("assign", object(name, dateFunction(names)));
        }
        if (random.nextInt(5) == 0) {
            Kind kind = random.nextBoolean() ? Kind.INTEGER : Kind.TEXT;
            names.add(new Name(name, kind, false, true));
            return object("assign", object(name, literal(kind)));
        }
        Field field = pick(fields);
        names.add(new Name(name, field.kind(), field.list(), field.isPublic()));
        return object("assign", object(name, dvar(field)));
    }

    private JsonValue output(List<Name> names) {
        String key = "k" + random.nextInt(6);
        List<Name> shown =
                names.stream().filter(name -> name.showable() || fault()).toList();
        List<Field> open =
                fields.stream().filter(field -> field.isPublic() || fault()).toList();
        JsonValue value = switch (random.nextInt(4)) {
            case 0 -> literal(pick(List.of(Kind.INTEGER, Kind.TEXT, Kind.BOOLEAN)));
            case 1 -> open.isEmpty() ? JsonValue.of(true) : dvar(pick(open));
            default -> shown.isEmpty() ? JsonValue.of(-7) : lvar(pick(shown).name());
        };
        return object("output", object(random.nextInt(4) == 0 ? "result" : key, value));
    }

    private JsonValue branch(List<Name> names, int depth) {
        JsonValue.Builder members = JsonObject.builder().put("condition", condition(names, 1));
        // Names of one side are unknown after it.
        members.put("then", JsonValue.array(block(new ArrayList<>(names), random.nextInt(1, 4), depth + 1)));
        if (random.nextBoolean()) {
            members.put("else", JsonValue.array(block(new ArrayList<>(names), random.nextInt(1, 4), depth + 1)));
        }
        return object("if", members.build());
    }

    private JsonValue condition(List<Name> names, int depth) {
        int choice = random.nextInt(depth < 3 ? 8 : 5);
        List<Name> conditions = names.stream()
                .filter(name -> name.kind() == Kind.BOOLEAN && !name.list())
                .toList();
        if (choice == 0 && !conditions.isEmpty()) {
            return lvar(fault() ? "nobody" : pick(conditions).name());
        }
        if (choice < 5) {
            return relation(names);
        }
        List<JsonValue> operands = new ArrayList<>();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            operands.add(condition(names, depth + 1));
        }
        return object(choice < 7 ? "and" : "or", JsonValue.array(operands));
    }

    private JsonValue relation(List<Name> names) {
        Kind kind = pick(List.of(Kind.INTEGER, Kind.INTEGER, Kind.TEXT, Kind.TEXT, Kind.BOOLEAN));
        String relator = pick(
                switch (kind) {
                    case INTEGER -> ORDER;
                    case BOOLEAN -> SAME;
                    default -> LETTERS;
                });
        boolean list = random.nextInt(3) == 0;
        JsonValue first = operand(names, fault() ? Kind.TEXT : kind, list, false);
        JsonValue second = operand(names, kind, list && fault(), !list);
        List<JsonValue> operands =
                new ArrayList<>(random.nextBoolean() ? List.of(first, second) : List.of(second, first));
        if (random.nextInt(3) > 0) {
            operands.add(JsonValue.of(random.nextBoolean() ? "and" : "or"));
        }
        return object(relator, JsonValue.array(operands));
    }

    private JsonValue operand(List<Name> names, Kind kind, boolean list, boolean anything) {
        List<Field> fitting = fields.stream()
                .filter(field -> field.kind().compares() == kind && field.list() == list)
                .toList();
        List<Name> named = names.stream()
                .filter(name -> name.kind().compares() == kind && name.list() == list)
                .toList();
        if (list) {
            return fitting.isEmpty() ? literal(kind) : dvar(pick(fitting));
        }
        return switch (random.nextInt(anything ? 5 : 4)) {
            case 0 -> named.isEmpty() ? literal(kind) : lvar(pick(named).name());
            case 1, 2 -> fitting.isEmpty() ? literal(kind) : dvar(pick(fitting));
            case 3 -> kind == Kind.INTEGER ? dateFunction(names) : literal(kind);
            default -> literal(kind);
        };
    }

    private JsonValue dateFunction(List<Name> names) {
        Kind format = random.nextBoolean() ? Kind.DAY_FIRST : Kind.MONTH_FIRST;
        JsonValue symbol = JsonValue.of(format == Kind.DAY_FIRST ? "DD/MM/YYYY" : "MM/DD/YYYY");
        JsonValue date = date(names, format);
        return switch (random.nextInt(3)) {
            case 0 -> object("get_age", JsonValue.array(List.of(date, symbol)));
            case 1 -> object("get_day_diff", JsonValue.array(List.of(date, symbol)));
            default -> object("get_day_diff", JsonValue.array(List.of(date, date(names, format), symbol)));
        };
    }

    private JsonValue date(List<Name> names, Kind format) {
        List<Field> dates = fields.stream()
                .filter(field -> field.kind() == format && !field.list())
                .toList();
        List<Name> named = names.stream()
                .filter(name -> name.kind() == format && !name.list())
                .toList();
        if (fault()) {
            return pick(List.of(JsonValue.of("31/02/2020"), JsonValue.of("1/1/2020"), JsonValue.of(5)));
        }
        return switch (random.nextInt(4)) {
            case 0 -> JsonValue.of(RandomCredential.date(random, format));
            case 1 ->
                named.isEmpty()
                        ? JsonValue.of(RandomCredential.date(random, format))
                        : lvar(pick(named).name());
            default -> dates.isEmpty() ? JsonValue.of(RandomCredential.date(random, format)) : dvar(pick(dates));
        };
    }

    /** Half of the time something that occurs in the data, or nearly. */
    private JsonValue literal(Kind kind) {
        return RandomCredential.scalar(random, kind);
    }

    private JsonValue dvar(Field field) {
        String path = field.path();
        if (fault()) {
            path = switch (random.nextInt(4)) {
                case 0 -> path + ".nothing";
                case 1 -> path + "[9]";
                case 2 -> path.contains("[") ? path.substring(0, path.indexOf('[')) + "[0]" : path + "[]";
                default ->
                    path.contains("[]") ? path.replace("[]", "[?flag]") : path + (path.endsWith("]") ? ".x" : "x");
            };
        }
        return object("dvar", JsonValue.of(path));
    }

    private static JsonValue lvar(String name) {
        return object("lvar", JsonValue.of(name));
    }

    private static JsonObject object(String name, JsonValue value) {
        return new JsonObject(new java.util.LinkedHashMap<>(Map.of(name, value)));
    }
}
