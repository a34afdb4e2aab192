package holdfast.dvr;

import holdfast.dvr.Path.Segment;
import holdfast.dvr.Value.Bool;
import holdfast.dvr.Value.Int;
import holdfast.dvr.Value.Items;
import holdfast.dvr.Value.Scalar;
import holdfast.dvr.Value.Text;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One path being followed. */
final class PathWalk {
    private final Operand.DataVar dataVar;
    private final List<Segment> segments;
    private final int markedAt;
    private final boolean projected;
    private final List<FieldPath> sources = new ArrayList<>();
    private final List<Scalar> values = new ArrayList<>();
    private final Set<FieldRead> reads = new LinkedHashSet<>();
    private @Nullable FieldPath notPublic;
    private boolean list;

    PathWalk(Operand.DataVar dataVar) {
        this.dataVar = dataVar;
        segments = dataVar.path().segments();
        markedAt = dataVar.path().fieldIndex();
        projected = dataVar.path().isProjection();
        list = projected;
    }

    DataReader.Found from(JsonObject root) throws EvaluationError {
        follow(root, FieldPath.root(dataVar.tag()), 0);
        Value value = list ? new Items(values) : values.getFirst();
        return new DataReader.Found(value, List.copyOf(sources), notPublic, List.copyOf(reads));
    }

    private void follow(JsonValue node, FieldPath at, int index) throws EvaluationError {
        if (index == segments.size()) {
            value(node, at);
            return;
        }
        switch (segments.get(index)) {
            case Segment.Name(String name) -> {
                JsonObject object = object(node, at);
                JsonValue member = member(object, at, name);
                if (index == markedAt && notPublic == null && !DataReader.isPublic(object, name)) {
                    notPublic = at.member(name);
                }
                follow(member, at.member(name), index + 1);
            }
            case Segment.Index(int i) -> {
                List<JsonValue> items = items(node, at);
                if (i >= items.size()) {
                    throw error(Fault.INDEX_PAST_END, at, Integer.toString(i), Integer.toString(items.size()));
                }
                follow(items.get(i), at.item(i), index + 1);
            }
            case Segment.Each ignored -> {
                List<JsonValue> items = items(node, at);
                for (int i = 0; i < items.size(); i++) {
                    follow(items.get(i), at.item(i), index + 1);
                }
            }
            case Segment.Filter(String flag) -> {
                List<JsonValue> items = items(node, at);
                boolean[] kept = new boolean[items.size()];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = flag(items.get(i), at.item(i), flag);
                }
                for (int i = 0; i < kept.length; i++) {
                    if (kept[i]) {
                        follow(items.get(i), at.item(i), index + 1);
                    }
                }
            }
        }
    }

    private boolean flag(JsonValue item, FieldPath at, String flag) throws EvaluationError {
        JsonValue value = member(object(item, at), at, flag);
        if (!(value instanceof JsonBoolean bool)) {
            throw error(Fault.FILTER_NOT_BOOLEAN, at.member(flag), value.kind());
        }
        reads.add(new FieldRead(at.member(flag), new Bool(bool.value())));
        return bool.value();
    }

    private void value(JsonValue node, FieldPath at) throws EvaluationError {
        if (node instanceof JsonArray array && !projected) {
            // A name of a list of plain values stands for all of them.
            list = true;
            for (int i = 0; i < array.items().size(); i++) {
                add(array.items().get(i), at.item(i));
            }
        } else {
            add(node, at);
        }
    }

    private void add(JsonValue node, FieldPath at) throws EvaluationError {
        Scalar scalar = switch (node) {
            case JsonString text -> new Text(text.value());
            case JsonBoolean bool -> new Bool(bool.value());
            case JsonNumber number -> {
                if (number.asLong().isEmpty()) {
                    throw error(Fault.VALUE_NOT_INTEGER, at);
                }
                yield new Int(number.asLong().getAsLong());
            }
            case JsonObject ignored -> throw error(Fault.VALUE_KIND, at, node.kind());
            case JsonArray ignored -> throw error(Fault.VALUE_KIND, at, node.kind());
            case JsonNull ignored -> throw error(Fault.VALUE_KIND, at, node.kind());
        };
        sources.add(at);
        values.add(scalar);
        reads.add(new FieldRead(at, scalar));
    }

    private JsonObject object(JsonValue node, FieldPath at) throws EvaluationError {
        if (node instanceof JsonObject object) {
            return object;
        }
        throw error(Fault.NOT_AN_OBJECT, at, node.kind());
    }

    private List<JsonValue> items(JsonValue node, FieldPath at) throws EvaluationError {
        if (node instanceof JsonArray array) {
            return array.items();
        }
        throw error(Fault.NOT_A_LIST, at, node.kind());
    }

    private JsonValue member(JsonObject object, FieldPath at, String name) throws EvaluationError {
        JsonValue member = object.get(name);
        if (member == null) {
            throw error(Fault.FIELD_MISSING, at.member(name), dataVar.text());
        }
        return member;
    }

    private EvaluationError error(Fault fault, FieldPath at, String... arguments) {
        return new EvaluationError(Problem.of(fault, dataVar.place(), at, arguments));
    }
}
