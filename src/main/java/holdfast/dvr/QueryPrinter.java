package holdfast.dvr;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes a query as the JSON that it was read from, without white space. */
final class QueryPrinter {
    private QueryPrinter() {}

    static String print(Query query) {
        return JsonWriter.compact(block(query.statements()));
    }

    static String print(Term term) {
        return JsonWriter.compact(json(term));
    }

    private static JsonValue block(List<Statement> statements) {
        return JsonValue.array(statements.stream().map(QueryPrinter::json).toList());
    }

    private static JsonValue json(Statement statement) {
        return switch (statement) {
            case Statement.Assign assign -> member("assign", member(assign.name(), json(assign.value())));
            case Statement.Output output -> member("output", member(output.key(), json(output.value())));
            case Statement.If branch -> {
                JsonValue.Builder members = JsonObject.builder()
                        .put("condition", json(branch.condition()))
                        .put("then", block(branch.then()));
                if (branch.otherwise() != null) {
                    members.put("else", block(branch.otherwise()));
                }
                yield member("if", members.build());
            }
        };
    }

    private static JsonValue json(Term term) {
        return switch (term) {
            case Expression.And and -> member("and", all(and.operands()));
            case Expression.Or or -> member("or", all(or.operands()));
            case Expression.Relation relation -> {
                List<JsonValue> operands = new ArrayList<>(List.of(json(relation.left()), json(relation.right())));
                if (relation.quantifier() != null) {
                    operands.add(JsonValue.of(relation.quantifier().symbol()));
                }
                yield member(relation.relator().symbol(), JsonValue.array(operands));
            }
            case Operand.Literal literal -> literal.value().toJson();
            case Operand.DataVar dataVar -> member("dvar", JsonValue.of(dataVar.text()));
            case Operand.LocalVar localVar -> member("lvar", JsonValue.of(localVar.name()));
            case Operand.GetAge age ->
                member(
                        "get_age",
                        JsonValue.array(List.of(
                                json(age.date()), JsonValue.of(age.format().symbol()))));
            case Operand.GetDayDiff diff -> {
                List<JsonValue> operands = new ArrayList<>(List.of(json(diff.date())));
                if (diff.reference() != null) {
                    operands.add(json(diff.reference()));
                }
                operands.add(JsonValue.of(diff.format().symbol()));
                yield member("get_day_diff", JsonValue.array(operands));
            }
        };
    }

    private static JsonValue all(List<Expression> operands) {
        return JsonValue.array(operands.stream().map(QueryPrinter::json).toList());
    }

    private static JsonObject member(String name, JsonValue value) {
        return JsonObject.builder().put(name, value).build();
    }
}
