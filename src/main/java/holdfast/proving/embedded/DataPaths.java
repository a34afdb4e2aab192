package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Operand;
import holdfast.dvr.Path;
import holdfast.dvr.Path.Segment;
import holdfast.dvr.Value;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.gadget.JsonPaths;
import holdfast.zk.gadget.JsonSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The paths of a query in the circuit; what several of them share is proven once. */
final class DataPaths {
    private static final String DATA = "data";

    private final Program program;
    private final Map<Tag, JsonPaths> documents;
    private final Shape shape;
    private final Map<String, Spot> spots = new HashMap<>();
    private final Map<String, List<JsonPaths.Items>> arrays = new HashMap<>();
    private final Map<String, Reading> readings = new HashMap<>();
    private final Set<String> usedCapacities = new HashSet<>();
    private final Set<Marker> shown = new HashSet<>();

    /** The places that a path leads to: one, or one for each element of an array. */
    private record Spot(List<JsonSlot> slots, boolean projected, boolean filtered) {
        Spot {
            slots = List.copyOf(slots);
        }
    }

    /** A field that may be shown only if its object says so. */
    record Marker(Tag tag, List<Segment> parent, String field) {
        Marker {
            parent = List.copyOf(parent);
        }
    }

    /** The value at a path, and what showing it needs. */
    record Reading(Wired value, Marker marker) {}

    DataPaths(Program program, Map<Tag, JsonPaths> documents, Shape shape) {
        this.program = program;
        this.documents = Map.copyOf(documents);
        this.shape = shape;
    }

    /** Reads the value at a path. */
    Reading read(Operand.DataVar dataVar) throws UnfitException {
        Reading known = readings.get(dataVar.text());
        if (known == null) {
            try (Section _ = program.section(dataVar.text())) {
                known = newReading(dataVar);
            }
            readings.put(dataVar.text(), known);
        }
        return known;
    }

    private Reading newReading(Operand.DataVar dataVar) throws UnfitException {
        Value.Type type = shape.types().get(dataVar.text());
        if (type == null) {
            throw new UnfitException("the shape does not say what " + dataVar.text() + " is");
        }
        List<Segment> segments = new ArrayList<>(dataVar.path().segments());
        if (!dataVar.path().isProjection() && shape.capacities().containsKey(dataVar.text())) {
            segments.add(new Segment.Each());
        }
        Spot spot = spot(dataVar.tag(), segments);
        JsonPaths paths = document(dataVar.tag());
        List<Wired> values = new ArrayList<>();
        for (JsonSlot slot : spot.slots()) {
            values.add(
                    switch (type) {
                        case TEXT -> new Wired.Text(paths.text(slot));
                        case INTEGER -> new Wired.Int(paths.integer(slot));
                        case BOOLEAN -> new Wired.Bool(paths.bool(slot));
                        case LIST -> throw new IllegalStateException("the elements of a list are no lists");
                    });
        }
        List<Expr> kept = spot.slots().stream().map(JsonSlot::active).toList();
        Wired value = spot.projected() ? new Wired.Items(values, kept, spot.filtered(), type) : values.getFirst();
        Path path = dataVar.path();
        return new Reading(
                value, new Marker(dataVar.tag(), path.segments().subList(0, path.fieldIndex()), path.field()));
    }

    /** Asserts that a field's object marks it as public, for each element where there are several. */
    void show(Marker marker) throws UnfitException {
        if (!shown.add(marker)) {
            return;
        }
        try (Section _ = program.section("marker of " + marker.field())) {
            JsonPaths paths = document(marker.tag());
            for (JsonSlot parent : spot(marker.tag(), marker.parent()).slots()) {
                paths.assertTrue(paths.member(parent, Path.marker(marker.field())));
            }
        }
    }

    private JsonPaths document(Tag tag) throws UnfitException {
        JsonPaths paths = documents.get(tag);
        if (paths == null) {
            throw new UnfitException("there is no credential " + tag);
        }
        return paths;
    }

    private Spot spot(Tag tag, List<Segment> segments) throws UnfitException {
        String text = text(tag, segments);
        Spot known = spots.get(text);
        if (known == null) {
            known = newSpot(tag, segments);
            spots.put(text, known);
        }
        return known;
    }

    private Spot newSpot(Tag tag, List<Segment> segments) throws UnfitException {
        JsonPaths paths = document(tag);
        if (segments.isEmpty()) {
            return new Spot(List.of(paths.member(paths.root(), DATA)), false, false);
        }
        List<Segment> before = segments.subList(0, segments.size() - 1);
        Spot spot = spot(tag, before);
        return switch (segments.getLast()) {
            case Segment.Name(String name) ->
                new Spot(
                        spot.slots().stream()
                                .map(slot -> paths.member(slot, name))
                                .toList(),
                        spot.projected(),
                        spot.filtered());
            case Segment.Index(int index) ->
                new Spot(
                        arrays(tag, before).stream()
                                .map(items -> items.element(index))
                                .toList(),
                        spot.projected(),
                        spot.filtered());
            case Segment.Each _ -> new Spot(elements(tag, before), true, false);
            case Segment.Filter(String flag) ->
                new Spot(
                        elements(tag, before).stream()
                                .map(element -> element.where(paths.bool(paths.member(element, flag))))
                                .toList(),
                        true,
                        true);
        };
    }

    private List<JsonPaths.Items> arrays(Tag tag, List<Segment> segments) throws UnfitException {
        String text = text(tag, segments);
        List<JsonPaths.Items> known = arrays.get(text);
        if (known == null) {
            JsonPaths paths = document(tag);
            known = spot(tag, segments).slots().stream().map(paths::array).toList();
            arrays.put(text, known);
        }
        return known;
    }

    private List<JsonSlot> elements(Tag tag, List<Segment> segments) throws UnfitException {
        String each = text(tag, segments) + "[]";
        Spot known = spots.get(each);
        if (known != null) {
            return known.slots();
        }
        String text = text(tag, segments);
        Integer capacity = shape.capacities().get(text);
        List<JsonPaths.Items> items = arrays(tag, segments);
        if (capacity == null || items.size() != 1) {
            throw new UnfitException("the shape does not say how many elements " + text + " has");
        }
        usedCapacities.add(text);
        JsonPaths.Items array = items.getFirst();
        Expr[] present = array.present(capacity);
        List<JsonSlot> slots = IntStream.range(0, capacity)
                .mapToObj(j -> array.element(j).where(present[j]))
                .toList();
        spots.put(each, new Spot(slots, true, false));
        return slots;
    }

    private static String text(Tag tag, List<Segment> segments) {
        String path = segments.isEmpty() ? "" : new Path(segments).toString();
        return tag.isNone() ? path : path.isEmpty() ? tag.name() : tag.name() + "." + path;
    }

    /** Whether every entry of the shape was used, so that one statement has one shape. */
    boolean usesAllOfShape() {
        return readings.keySet().equals(shape.types().keySet())
                && usedCapacities.equals(shape.capacities().keySet());
    }
}
