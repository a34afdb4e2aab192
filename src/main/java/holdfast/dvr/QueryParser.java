package holdfast.dvr;

import holdfast.credential.Tag;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a query and its statements; {@link TermParser} reads what stands in them. Depth is bounded by the JSON's. */
final class QueryParser {
    private static final Set<String> IF_MEMBERS = Set.of("condition", "then", "else");

    private final TermParser terms;

    private QueryParser(SortedSet<Tag> tags) {
        terms = new TermParser(tags);
    }

    static Query parse(String text, SortedSet<Tag> tags) throws QueryException {
        if (tags.isEmpty() || (tags.size() > 1 && tags.contains(Tag.NONE))) {
            throw new IllegalArgumentException("a query is read for one credential or for several named ones");
        }
        JsonValue json;
        try {
            json = JsonReader.read(text, JsonLimits.STANDARD);
        } catch (JsonException e) {
            throw new QueryException(
                    Problem.of(Fault.NOT_JSON, Place.ROOT, e.reason().name(), String.valueOf(e.getMessage())), e);
        }
        if (!(json instanceof JsonArray array)) {
            throw error(Fault.NOT_AN_ARRAY, Place.ROOT, json.kind());
        }
        return new Query(tags, new QueryParser(tags).block(array, Place.ROOT));
    }

    private List<Statement> block(JsonArray array, Place place) throws QueryException {
        if (array.items().isEmpty()) {
            throw error(Fault.NO_STATEMENTS, place);
        }
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
            statements.add(statement(array.items().get(i), place.item(i)));
        }
        return statements;
    }

    private Statement statement(JsonValue json, Place place) throws QueryException {
        if (!(json instanceof JsonObject object) || object.members().size() != 1) {
            throw error(Fault.STATEMENT_NOT_ONE_MEMBER, place);
        }
        Map.Entry<String, JsonValue> only = object.members().firstEntry();
        Place inner = place.member(only.getKey());
        return switch (only.getKey()) {
            case "assign" -> assign(only.getValue(), place, inner);
            case "output" -> output(only.getValue(), place, inner);
            case "if" -> branch(only.getValue(), place, inner);
            default -> throw error(Fault.UNKNOWN_STATEMENT, place, only.getKey());
        };
    }

    private Statement assign(JsonValue json, Place place, Place inner) throws QueryException {
        if (!(json instanceof JsonObject object)) {
            throw error(Fault.ASSIGN_NOT_AN_OBJECT, inner);
        }
        if (object.members().size() != 1) {
            throw error(Fault.ASSIGN_NOT_ONE_MEMBER, inner);
        }
        Map.Entry<String, JsonValue> only = object.members().firstEntry();
        if (only.getKey().isEmpty()) {
            throw error(Fault.ASSIGN_WITHOUT_NAME, inner);
        }
        return new Statement.Assign(
                place, only.getKey(), terms.term(only.getValue(), inner.member(only.getKey()), Fault.ASSIGN_VALUE));
    }

    private Statement output(JsonValue json, Place place, Place inner) throws QueryException {
        if (!(json instanceof JsonObject object)) {
            throw error(Fault.OUTPUT_NOT_AN_OBJECT, inner);
        }
        if (object.members().size() != 1) {
            throw error(Fault.OUTPUT_NOT_ONE_MEMBER, inner);
        }
        Map.Entry<String, JsonValue> only = object.members().firstEntry();
        if (only.getKey().isEmpty()) {
            throw error(Fault.OUTPUT_WITHOUT_KEY, inner);
        }
        return new Statement.Output(place, only.getKey(), terms.showable(only.getValue(), inner.member(only.getKey())));
    }

    private Statement branch(JsonValue json, Place place, Place inner) throws QueryException {
        if (!(json instanceof JsonObject object)) {
            throw error(Fault.IF_NOT_AN_OBJECT, inner);
        }
        if (object.members().size() > IF_MEMBERS.size()) {
            throw error(Fault.IF_TOO_MANY_MEMBERS, inner);
        }
        for (String name : object.members().keySet()) {
            if (!IF_MEMBERS.contains(name)) {
                throw error(Fault.IF_UNKNOWN_MEMBER, inner, name);
            }
        }
        if (!(object.get("condition") instanceof JsonObject condition)) {
            throw error(Fault.IF_WITHOUT_CONDITION, inner);
        }
        Expression test = terms.expression(condition, inner.member("condition"));
        List<Statement> then = side(object.get("then"), inner.member("then"));
        if (then == null) {
            throw error(Fault.IF_WITHOUT_THEN, inner);
        }
        return new Statement.If(place, test, then, side(object.get("else"), inner.member("else")));
    }

    private @Nullable List<Statement> side(@Nullable JsonValue json, Place place) throws QueryException {
        if (json == null) {
            return null;
        }
        if (!(json instanceof JsonArray array)) {
            throw error(Fault.BLOCK_NOT_AN_ARRAY, place, json.kind());
        }
        return block(array, place);
    }

    static QueryException error(Fault fault, Place place, String... arguments) {
        return new QueryException(Problem.of(fault, place, arguments));
    }
}
