package holdfast.dvr;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The language a second time, written from its description alone: straight over the JSON of the query, without the
 * product's model, paths, comparisons or dates. Slow and simple.
 */
final class NaiveEvaluator {
    private static final BigInteger MIN = BigInteger.TWO.pow(63).negate();
    private static final BigInteger MAX = BigInteger.TWO.pow(63).subtract(BigInteger.ONE);

    /** A value of the language, or a list of them, and whether it may be shown. */
    private record Val(Object value, boolean open) {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop(String name) {
            super(name);
        }
    }

    private final Map<String, JsonObject> data;
    private final int[] today;
    private final boolean realDays;
    private final Map<String, Val> names = new HashMap<>();
    private final LinkedHashMap<String, Object> outputs = new LinkedHashMap<>();
    private final StringBuilder branches = new StringBuilder();

    private NaiveEvaluator(Map<String, JsonObject> data, int[] today, boolean realDays) {
        this.data = data;
        this.today = today;
        this.realDays = realDays;
    }

    /** Outputs as JSON and the branches as T and F; or the name of the error. */
    static String run(String query, Map<String, JsonObject> data, int year, int month, int day, boolean realDays)
            throws Exception {
        NaiveEvaluator evaluator = new NaiveEvaluator(data, new int[] {year, month, day}, realDays);
        try {
            evaluator.block((JsonArray) JsonReader.read(query, JsonLimits.STANDARD));
        } catch (Stop stop) {
            return stop.getMessage();
        }
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        evaluator.outputs.forEach((key, value) -> members.put(key, json(value)));
        return JsonWriter.compact(new JsonObject(members)) + evaluator.branches;
    }

    private static JsonValue json(Object value) {
        return switch (value) {
            case String text -> new JsonString(text);
            case Boolean bool -> new JsonBoolean(bool);
            case BigInteger number -> new JsonNumber(number.toString());
            case List<?> list ->
                new JsonArray(list.stream().map(NaiveEvaluator::json).toList());
            default -> throw new AssertionError(value);
        };
    }

    private void block(JsonArray statements) {
        for (JsonValue statement : statements.items()) {
            JsonObject object = (JsonObject) statement;
            if (object.get("assign") instanceof JsonObject assign) {
                var only = assign.members().firstEntry();
                names.put(only.getKey(), eval(only.getValue()));
            } else if (object.get("output") instanceof JsonObject output) {
                var only = output.members().firstEntry();
                Val shown = eval(only.getValue());
                if (!shown.open()) {
                    throw new Stop("DataVariableNotPublicError");
                }
                outputs.put(only.getKey(), shown.value());
            } else if (object.get("if") instanceof JsonObject branch) {
                boolean held = truth(eval(branch.get("condition")));
                branches.append(held ? 'T' : 'F');
                if (branch.get(held ? "then" : "else") instanceof JsonArray block) {
                    block(block);
                }
            }
        }
    }

    private static boolean truth(Val val) {
        if (val.value() instanceof Boolean bool) {
            return bool;
        }
        throw new Stop("UnexpectedValueError");
    }

    private Val eval(JsonValue term) {
        if (!(term instanceof JsonObject object)) {
            return new Val(scalar(term), true);
        }
        var only = object.members().firstEntry();
        return switch (only.getKey()) {
            case "dvar" -> path(((JsonString) only.getValue()).value());
            case "lvar" -> {
                Val val = names.get(((JsonString) only.getValue()).value());
                if (val == null) {
                    throw new Stop("LocalVarParsingError");
                }
                yield val;
            }
            case "and", "or" -> {
                int held = 0;
                List<JsonValue> items = ((JsonArray) only.getValue()).items();
                for (JsonValue item : items) {
                    held += truth(eval(item)) ? 1 : 0;
                }
                yield new Val(only.getKey().equals("and") ? held == items.size() : held > 0, true);
            }
            case "get_age" -> age(((JsonArray) only.getValue()).items());
            case "get_day_diff" -> diff(((JsonArray) only.getValue()).items());
            default -> relation(only.getKey(), ((JsonArray) only.getValue()).items());
        };
    }

    private static Object scalar(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        if (value instanceof JsonNumber number && number.text().matches("-?[0-9]+")) {
            BigInteger integer = new BigInteger(number.text());
            if (integer.compareTo(MIN) >= 0 && integer.compareTo(MAX) <= 0) {
                return integer;
            }
        }
        throw new Stop("UnexpectedValueError");
    }

    private Val path(String path) {
        String rest = path;
        JsonObject root;
        if (data.containsKey("")) {
            root = data.get("");
        } else {
            int dot = path.indexOf('.');
            root = data.get(path.substring(0, dot));
            rest = path.substring(dot + 1);
        }
        List<String> steps = new ArrayList<>(List.of(rest.replace("[", ".[").split("\\.")));
        List<Object> values = new ArrayList<>();
        boolean[] open = {true};
        boolean list = steps.stream().anyMatch(step -> step.equals("[]") || step.startsWith("[?"));
        int lastName = 0;
        for (int i = 0; i < steps.size(); i++) {
            lastName = steps.get(i).startsWith("[") ? lastName : i;
        }
        boolean implicit = walk(root, steps, 0, lastName, list, values, open);
        return new Val(list || implicit ? List.copyOf(values) : values.get(0), open[0]);
    }

    private static boolean walk(
            JsonValue node,
            List<String> steps,
            int at,
            int lastName,
            boolean list,
            List<Object> values,
            boolean[] open) {
        if (at == steps.size()) {
            if (!list && node instanceof JsonArray array) {
                array.items().forEach(item -> values.add(scalar(item)));
                return true;
            }
            values.add(scalar(node));
            return false;
        }
        String step = steps.get(at);
        if (!step.startsWith("[")) {
            JsonValue next = member(node, step);
            if (at == lastName) {
                JsonValue marker = ((JsonObject) node).members().get("_" + step + "_zkpass_public_");
                open[0] &= marker != null && JsonWriter.compact(marker).equals("true");
            }
            return walk(next, steps, at + 1, lastName, list, values, open);
        }
        if (!(node instanceof JsonArray array)) {
            throw new Stop("DataVariableResolutionError");
        }
        String inside = step.substring(1, step.length() - 1);
        if (inside.isEmpty()) {
            array.items().forEach(item -> walk(item, steps, at + 1, lastName, list, values, open));
            return false;
        }
        if (inside.startsWith("?")) {
            List<JsonValue> kept = new ArrayList<>();
            for (JsonValue item : array.items()) {
                if (!(member(item, inside.substring(1)) instanceof JsonBoolean flag)) {
                    throw new Stop("UnexpectedValueError");
                }
                if (flag.value()) {
                    kept.add(item);
                }
            }
            kept.forEach(item -> walk(item, steps, at + 1, lastName, list, values, open));
            return false;
        }
        if (Integer.parseInt(inside) >= array.items().size()) {
            throw new Stop("DataVariableResolutionError");
        }
        return walk(array.items().get(Integer.parseInt(inside)), steps, at + 1, lastName, list, values, open);
    }

    private static JsonValue member(JsonValue node, String name) {
        if (node instanceof JsonObject object && object.members().containsKey(name)) {
            return object.members().get(name);
        }
        throw new Stop("DataVariableResolutionError");
    }

    private Val relation(String relator, List<JsonValue> operands) {
        Object left = eval(operands.get(0)).value();
        Object right = eval(operands.get(1)).value();
        boolean any =
                operands.size() > 2 && ((JsonString) operands.get(2)).value().equals("or");
        if (left instanceof List<?> && right instanceof List<?>) {
            throw new Stop("ArrayComparisonNotSupportedError");
        }
        List<Boolean> held = new ArrayList<>();
        if (left instanceof List<?> items) {
            needs(relator, right);
            items.forEach(item -> held.add(holds(relator, item, right)));
        } else if (right instanceof List<?> items) {
            needs(relator, left);
            items.forEach(item -> held.add(holds(relator, left, item)));
        } else {
            return new Val(holds(relator, left, right), true);
        }
        return new Val(any ? held.contains(true) : !held.contains(false), true);
    }

    private static void needs(String relator, Object value) {
        if ((relator.startsWith("~") && !(value instanceof String))
                || ((relator.contains(">") || relator.contains("<")) && !(value instanceof BigInteger))) {
            throw new Stop("UnexpectedValueError");
        }
    }

    private static boolean holds(String relator, Object left, Object right) {
        needs(relator, left);
        needs(relator, right);
        if (left.getClass() != right.getClass()) {
            throw new Stop("UnexpectedValueError");
        }
        BiPredicate<Object, Object> same = (a, b) -> bytes(a).equals(bytes(b));
        return switch (relator) {
            case "==" -> same.test(left, right);
            case "!=" -> !same.test(left, right);
            case "~==" -> bytes(left, true).equals(bytes(right, true));
            case "~!=" -> !bytes(left, true).equals(bytes(right, true));
            case "~contains" -> java.util.Collections.indexOfSubList(bytes(left, true), bytes(right, true)) >= 0;
            case ">" -> order(left, right) > 0;
            case ">=" -> order(left, right) >= 0;
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            default -> throw new AssertionError(relator);
        };
    }

    private static int order(Object left, Object right) {
        return ((BigInteger) left).compareTo((BigInteger) right);
    }

    private static List<Byte> bytes(Object value) {
        return bytes(value, false);
    }

    private static List<Byte> bytes(Object value, boolean fold) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : value.toString().getBytes(StandardCharsets.UTF_8)) {
            bytes.add(fold && b >= 65 && b <= 90 ? (byte) (b + 32) : b);
        }
        return bytes;
    }

    private Val age(List<JsonValue> operands) {
        Val date = eval(operands.get(0));
        int[] parts = date(date.value(), operands.get(1));
        boolean past = days(parts) <= days(today);
        int[] from = past ? parts : today;
        int[] to = past ? today : parts;
        int years = 0;
        while (from[0] + years + 1 < to[0]
                || (from[0] + years + 1 == to[0] && from[1] * 100 + from[2] <= to[1] * 100 + to[2])) {
            years++;
        }
        return new Val(BigInteger.valueOf(years), date.open());
    }

    private Val diff(List<JsonValue> operands) {
        JsonValue format = operands.get(operands.size() - 1);
        Val first = eval(operands.get(0));
        int[] from = date(first.value(), format);
        Val second = operands.size() == 3 ? eval(operands.get(1)) : null;
        int[] to = second == null ? today : date(second.value(), format);
        long days = realDays ? days(to) - days(from) : flat(to) - flat(from);
        return new Val(BigInteger.valueOf(days), first.open() && (second == null || second.open()));
    }

    private static int[] date(Object value, JsonValue format) {
        if (!(value instanceof String text) || !text.matches("[0-9]{2}([-/.])[0-9]{2}\\1[0-9]{4}")) {
            throw new Stop("UnexpectedValueError");
        }
        int one = Integer.parseInt(text.substring(0, 2));
        int two = Integer.parseInt(text.substring(3, 5));
        boolean dayFirst = ((JsonString) format).value().startsWith("DD");
        int year = Integer.parseInt(text.substring(6));
        int month = dayFirst ? two : one;
        int day = dayFirst ? one : two;
        if (month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            throw new Stop("UnexpectedValueError");
        }
        return new int[] {year, month, day};
    }

    private static int length(int year, int month) {
        boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Day number by counting. */
    private static long days(int[] date) {
        long days = 365L * date[0] + (date[0] + 3) / 4 - (date[0] + 99) / 100 + (date[0] + 399) / 400;
        for (int month = 1; month < date[1]; month++) {
            days += length(date[0], month);
        }
        return days + date[2];
    }

    private static long flat(int[] date) {
        long days = 365L * date[0];
        for (int month = 1; month < date[1]; month++) {
            days += length(1, month);
        }
        return days + date[2];
    }
}
