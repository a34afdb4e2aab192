package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Expression;
import holdfast.dvr.FieldPath;
import holdfast.dvr.Operand;
import holdfast.dvr.Path;
import holdfast.dvr.Path.Segment;
import holdfast.dvr.Query;
import holdfast.dvr.Statement;
import holdfast.dvr.Term;
import holdfast.dvr.Value;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingException.Reason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the shape of data on which a query runs. What no kept element tells (a list that is empty here) may be of several types; then
 * there are several shapes, of which one fits the query.
 */
final class ShapeFinder {
    private final Map<Tag, JsonObject> data;
    private final Iterator<Boolean> branches;
    private final SortedMap<String, Integer> capacities = new TreeMap<>();
    private final SortedMap<String, Value.Type> types = new TreeMap<>();
    private final SequencedSet<String> open = new TreeSet<>();

    private ShapeFinder(Map<Tag, JsonObject> data, List<Boolean> branches) {
        this.data = data;
        this.branches = branches.iterator();
    }

    /**
     * The shapes that the data fits, the likeliest first.
     *
     * @param branches the sides that the evaluation took
     * @param depth depth class of the deepest document
     */
    static List<Shape> candidates(Query query, Map<Tag, JsonObject> data, List<Boolean> branches, int depth)
            throws ProvingException {
        ShapeFinder finder = new ShapeFinder(data, branches);
        finder.run(query.statements());
        List<SortedMap<String, Value.Type>> all = List.of(finder.types);
        for (String path : finder.open) {
            List<SortedMap<String, Value.Type>> more = new ArrayList<>();
            for (SortedMap<String, Value.Type> known : all) {
                for (Value.Type type : List.of(Value.Type.TEXT, Value.Type.INTEGER, Value.Type.BOOLEAN)) {
                    SortedMap<String, Value.Type> longer = new TreeMap<>(known);
                    longer.put(path, type);
                    more.add(longer);
                }
            }
            all = more.size() > MOST_CANDIDATES ? more.subList(0, MOST_CANDIDATES) : more;
        }
        return all.stream()
                .map(types -> new Shape(depth, finder.capacities, types))
                .toList();
    }

    private static final int MOST_CANDIDATES = 243;

    private void run(List<Statement> statements) throws ProvingException {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> visit(assign.value());
                case Statement.Output output -> visit(output.value());
                case Statement.If branch -> {
                    visit(branch.condition());
                    run(branch.block(branches.next()));
                }
            }
        }
    }

    private void visit(Term term) throws ProvingException {
        switch (term) {
            case Expression.And and -> visitAll(and.operands());
            case Expression.Or or -> visitAll(or.operands());
            case Expression.Relation relation -> {
                visit(relation.left());
                visit(relation.right());
            }
            case Operand.GetAge age -> visit(age.date());
            case Operand.GetDayDiff diff -> {
                visit(diff.date());
                if (diff.reference() != null) {
                    visit(diff.reference());
                }
            }
            case Operand.DataVar dataVar -> find(dataVar);
            case Operand.Literal _ -> {}
            case Operand.LocalVar _ -> {}
        }
    }

    private void visitAll(List<Expression> operands) throws ProvingException {
        for (Expression operand : operands) {
            visit(operand);
        }
    }

    private void find(Operand.DataVar dataVar) throws ProvingException {
        String prefix = dataVar.tag().isNone() ? "" : dataVar.tag().name() + ".";
        List<JsonValue> nodes = new ArrayList<>();
        nodes.add(data.get(dataVar.tag()));
        List<Segment> segments = dataVar.path().segments();
        for (int i = 0; i < segments.size(); i++) {
            String before = i == 0 ? "" : prefix + new Path(segments.subList(0, i));
            List<JsonValue> next = new ArrayList<>();
            for (JsonValue node : nodes) {
                step(dataVar, segments.get(i), node, before, next);
            }
            nodes = next;
        }
        if (!dataVar.path().isProjection() && nodes.getFirst() instanceof JsonArray array) {
            capacity(dataVar, dataVar.text(), array);
            nodes = array.items();
        }
        type(dataVar, nodes);
    }

    private void step(Operand.DataVar dataVar, Segment segment, JsonValue node, String before, List<JsonValue> next)
            throws ProvingException {
        switch (segment) {
            case Segment.Name(String name) -> next.add(member(node, name));
            case Segment.Index(int index) -> next.add(((JsonArray) node).items().get(index));
            case Segment.Each _ -> {
                capacity(dataVar, before, (JsonArray) node);
                next.addAll(((JsonArray) node).items());
            }
            case Segment.Filter(String flag) -> {
                capacity(dataVar, before, (JsonArray) node);
                for (JsonValue item : ((JsonArray) node).items()) {
                    if (member(item, flag) instanceof JsonBoolean(boolean value) && value) {
                        next.add(item);
                    }
                }
            }
        }
    }

    private static JsonValue member(JsonValue object, String name) {
        JsonValue member = ((JsonObject) object).get(name);
        if (member == null) {
            throw new IllegalStateException("the query ran on data that lacks " + name);
        }
        return member;
    }

    private void capacity(Operand.DataVar dataVar, String path, JsonArray array) throws ProvingException {
        int capacity = Shape.capacityFor(array.items().size());
        if (capacity == 0) {
            throw new ProvingException(
                    Reason.TOO_MANY_ELEMENTS,
                    field(dataVar),
                    "The list %s has %d elements; a proof can use lists of at most %d."
                            .formatted(path, array.items().size(), Shape.MOST_ELEMENTS));
        }
        capacities.put(path, capacity);
    }

    private void type(Operand.DataVar dataVar, List<JsonValue> values) throws ProvingException {
        if (values.isEmpty()) {
            if (!types.containsKey(dataVar.text())) {
                open.add(dataVar.text());
            }
            return;
        }
        List<Value.Type> found =
                values.stream().map(ShapeFinder::type).distinct().toList();
        if (found.size() > 1) {
            throw new ProvingException(
                    Reason.MIXED_TYPES,
                    field(dataVar),
                    "The elements of %s are not all of one type; a proof can only use lists of one type."
                            .formatted(dataVar.text()));
        }
        types.put(dataVar.text(), found.getFirst());
    }

    private static Value.Type type(JsonValue value) {
        return switch (value) {
            case JsonString _ -> Value.Type.TEXT;
            case JsonNumber _ -> Value.Type.INTEGER;
            case JsonBoolean _ -> Value.Type.BOOLEAN;
            case JsonObject _, JsonArray _, JsonValue.JsonNull _ ->
                throw new IllegalStateException("the query ran on a value that is none");
        };
    }

    private static FieldPath field(Operand.DataVar dataVar) {
        return new FieldPath(dataVar.tag(), dataVar.path().toString());
    }
}
