package holdfast.dvr;

import static holdfast.dvr.QueryParser.error;

import holdfast.credential.Tag;
import holdfast.dvr.Value.Bool;
import holdfast.dvr.Value.Int;
import holdfast.dvr.Value.Scalar;
import holdfast.dvr.Value.Text;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Reads conditions and operands. */
final class TermParser {
    private static final Set<String> OPERAND_KEYWORDS = Set.of("dvar", "lvar", "get_age", "get_day_diff");

    private final PathParser paths;

    TermParser(SortedSet<Tag> tags) {
        paths = new PathParser(tags);
    }

    /** A condition or an operand; {@code otherwise} is the fault when the JSON cannot be either. */
    Term term(JsonValue json, Place place, Fault otherwise) throws QueryException {
        return json instanceof JsonObject object
                        && object.members().size() == 1
                        && !OPERAND_KEYWORDS.contains(
                                object.members().firstEntry().getKey())
                ? expression(object, place)
                : operand(json, place, otherwise);
    }

    /** What an output may name. */
    Operand.Showable showable(JsonValue json, Place place) throws QueryException {
        if (json instanceof JsonObject object) {
            String keyword =
                    object.members().size() == 1 ? object.members().firstEntry().getKey() : "";
            if (!keyword.equals("dvar") && !keyword.equals("lvar")) {
                throw error(Fault.OUTPUT_VALUE, place);
            }
        }
        if (operand(json, place, Fault.OUTPUT_VALUE) instanceof Operand.Showable showable) {
            return showable;
        }
        throw error(Fault.OUTPUT_VALUE, place);
    }

    Expression expression(JsonValue json, Place place) throws QueryException {
        if (!(json instanceof JsonObject object) || object.members().size() != 1) {
            throw error(Fault.NOT_A_CONDITION, place);
        }
        Map.Entry<String, JsonValue> only = object.members().firstEntry();
        String keyword = only.getKey();
        Place inner = place.member(keyword);
        Optional<Relator> relator = Relator.of(keyword);
        if (relator.isPresent()) {
            return relation(relator.get(), only.getValue(), place, inner);
        }
        return switch (keyword) {
            case "and" -> new Expression.And(place, expressions(only.getValue(), inner));
            case "or" -> new Expression.Or(place, expressions(only.getValue(), inner));
            case "lvar" -> localVar(only.getValue(), place);
            case "dvar", "get_age", "get_day_diff" -> throw error(Fault.OPERATOR_OUT_OF_PLACE, place, keyword);
            default -> throw error(Fault.UNKNOWN_OPERATOR, place, keyword);
        };
    }

    private List<Expression> expressions(JsonValue json, Place place) throws QueryException {
        List<JsonValue> items = operands(json, place, Integer.MAX_VALUE);
        if (items.isEmpty()) {
            throw error(Fault.FIRST_OPERAND, place);
        }
        List<Expression> expressions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            expressions.add(expression(items.get(i), place.item(i)));
        }
        return expressions;
    }

    private Expression relation(Relator relator, JsonValue json, Place place, Place inner) throws QueryException {
        List<JsonValue> items = operands(json, inner, 3);
        Operand left = operand(items, 0, inner);
        Operand right = operand(items, 1, inner);
        if (items.size() < 3) {
            return new Expression.Relation(place, relator, left, right, null);
        }
        for (Quantifier quantifier : Quantifier.values()) {
            if (items.get(2) instanceof JsonString text && text.value().equals(quantifier.symbol())) {
                return new Expression.Relation(place, relator, left, right, quantifier);
            }
        }
        throw error(Fault.THIRD_OPERAND_NOT_A_QUANTIFIER, inner.item(2));
    }

    private Operand operand(List<JsonValue> items, int index, Place place) throws QueryException {
        Fault otherwise = index == 0 ? Fault.FIRST_OPERAND : Fault.SECOND_OPERAND;
        if (items.size() <= index) {
            throw error(otherwise, place);
        }
        return operand(items.get(index), place.item(index), otherwise);
    }

    private Operand operand(JsonValue json, Place place, Fault otherwise) throws QueryException {
        if (json instanceof JsonObject object && object.members().size() == 1) {
            Map.Entry<String, JsonValue> only = object.members().firstEntry();
            String keyword = only.getKey();
            return switch (keyword) {
                case "dvar" -> paths.dataVar(only.getValue(), place);
                case "lvar" -> localVar(only.getValue(), place);
                case "get_age" -> age(only.getValue(), place, place.member(keyword));
                case "get_day_diff" -> dayDiff(only.getValue(), place, place.member(keyword));
                default ->
                    throw error(
                            keyword.equals("and")
                                            || keyword.equals("or")
                                            || Relator.of(keyword).isPresent()
                                    ? Fault.OPERATOR_OUT_OF_PLACE
                                    : Fault.UNKNOWN_OPERATOR,
                            place,
                            keyword);
            };
        }
        return new Operand.Literal(place, scalar(json).orElseThrow(() -> error(otherwise, place)));
    }

    /** A literal: text, a 64-bit integer (-0 is 0), true or false. */
    private static Optional<Scalar> scalar(JsonValue json) {
        return switch (json) {
            case JsonString text -> Optional.of(new Text(text.value()));
            case JsonBoolean bool -> Optional.of(new Bool(bool.value()));
            case JsonNumber number ->
                number.asLong().isPresent()
                        ? Optional.of(new Int(number.asLong().getAsLong()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Operand.LocalVar localVar(JsonValue json, Place place) throws QueryException {
        if (!(json instanceof JsonString name) || name.value().isEmpty()) {
            throw error(Fault.LOCAL_NAME, place);
        }
        return new Operand.LocalVar(place, name.value());
    }

    private Operand age(JsonValue json, Place place, Place inner) throws QueryException {
        List<JsonValue> items = operands(json, inner, 2);
        Operand date = operand(items, 0, inner);
        return new Operand.GetAge(place, date, format(items, 1, inner));
    }

    private Operand dayDiff(JsonValue json, Place place, Place inner) throws QueryException {
        List<JsonValue> items = operands(json, inner, 3);
        Operand date = operand(items, 0, inner);
        if (items.size() < 3) {
            return new Operand.GetDayDiff(place, date, null, format(items, 1, inner));
        }
        return new Operand.GetDayDiff(place, date, operand(items, 1, inner), format(items, 2, inner));
    }

    private static DateFormat format(List<JsonValue> items, int index, Place place) throws QueryException {
        Optional<DateFormat> format = items.size() > index && items.get(index) instanceof JsonString text
                ? DateFormat.of(text.value())
                : Optional.empty();
        return format.orElseThrow(() -> error(
                index == 1 ? Fault.SECOND_OPERAND_NOT_A_FORMAT : Fault.THIRD_OPERAND_NOT_A_FORMAT,
                items.size() > index ? place.item(index) : place));
    }

    private static List<JsonValue> operands(JsonValue json, Place place, int most) throws QueryException {
        if (!(json instanceof JsonArray array)) {
            throw error(Fault.OPERANDS_NOT_AN_ARRAY, place, json.kind());
        }
        if (array.items().size() > most) {
            throw error(Fault.TOO_MANY_OPERANDS, place, Integer.toString(most));
        }
        return array.items();
    }
}
