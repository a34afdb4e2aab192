package holdfast.zk.field;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.testing.Vectors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binding as another implementation of the protocol does it, with the operations that sumcheck uses here. */
class BindVectorsTest {
    private static final String FOLDER = "zk-cred-longfellow/test-vectors/bind/";
    private static final int LARGEST_FILE = 32 << 20;

    /** A place of a sparse array: gate, left wire, right wire. */
    private record Place(long gate, long left, long right) implements Comparable<Place> {
        @Override
        public int compareTo(Place o) {
            int c = Long.compare(gate, o.gate);
            c = c != 0 ? c : Long.compare(left, o.left);
            return c != 0 ? c : Long.compare(right, o.right);
        }
    }

    private static Field field(String name) {
        return switch (name) {
            case "FieldP256" -> Fields.p256();
            case "FieldP128" -> Fields.fp128();
            default -> Fields.gf2_128();
        };
    }

    private static List<JsonObject> cases(String file) throws JsonException {
        byte[] text = Vectors.bytes(FOLDER + file + ".json");
        List<JsonObject> cases = new ArrayList<>();
        for (JsonValue v : list(JsonReader.readObject(text, JsonLimits.upTo(LARGEST_FILE)), "test_cases")) {
            cases.add((JsonObject) v);
        }
        assertThat(cases).isNotEmpty();
        return cases;
    }

    private static List<JsonValue> list(JsonObject o, String name) {
        return ((JsonArray) Objects.requireNonNull(o.get(name))).items();
    }

    private static Element element(Field f, JsonValue v) {
        return Objects.requireNonNull(f.fromBytes(HexFormat.of().parseHex(((JsonString) v).value()), 0));
    }

    private static Element[] elements(Field f, List<JsonValue> values) {
        return values.stream().map(v -> element(f, v)).toArray(Element[]::new);
    }

    private static FieldArray array(Field f, List<Element> elements) {
        FieldArray a = f.newArray(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            f.set(a, i, elements.get(i));
        }
        return a;
    }

    private static Map<Place, Element> sparse(Field f, JsonValue v) {
        TreeMap<Place, Element> out = new TreeMap<>();
        for (JsonValue item : list((JsonObject) v, "contents")) {
            JsonObject o = (JsonObject) item;
            Place place =
                    new Place(number(o, "gate_index"), number(o, "left_wire_index"), number(o, "right_wire_index"));
            out.put(place, element(f, Objects.requireNonNull(o.get("coefficient"))));
        }
        return out;
    }

    private static long number(JsonObject o, String name) {
        return ((JsonNumber) Objects.requireNonNull(o.get(name))).asLong().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"FieldP256", "FieldP128", "Field2_128"})
    void dense_boundOnce_isTheirOutput(String name) throws JsonException {
        Field f = field(name);
        for (JsonObject test : cases("dense_1d_array_bind_" + name)) {
            FieldArray in = array(f, List.of(elements(f, list(test, "input"))));
            FieldArray out = f.newArray((in.length() + 1) / 2);
            f.bind(out, in, element(f, Objects.requireNonNull(test.get("binding"))));
            assertThat(f.equal(out, array(f, List.of(elements(f, list(test, "output"))))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"FieldP256", "FieldP128", "Field2_128"})
    void sparse_boundHandByHand_isTheirOutputEachTime(String name) throws JsonException {
        Field f = field(name);
        for (JsonObject test : cases("sparse_2d_array_bind_" + name)) {
            Map<Place, Element> now = sparse(f, Objects.requireNonNull(test.get("input")));
            List<JsonValue> outputs = list(test, "outputs");
            for (int i = 0; i < outputs.size(); i++) {
                Element r = element(f, list(test, "bindings").get(i));
                int hand = i % 2;
                Element[] weights = {f.sub(Element.ONE, r), r};
                now = combine(
                        f,
                        now,
                        p -> hand == 0 ? new Place(0, p.left >> 1, p.right) : new Place(0, p.left, p.right >> 1),
                        p -> (int) ((hand == 0 ? p.left : p.right) & 1),
                        array(f, List.of(weights)));
                assertThat(now).as("binding %d", i).isEqualTo(sparse(f, outputs.get(i)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FieldP256", "FieldP128", "Field2_128"})
    void gates_boundAtTwoPoints_areTheirOutput(String name) throws JsonException {
        Field f = field(name);
        for (JsonObject test : cases("sparse_3d_array_bind_" + name)) {
            Element[] first = elements(f, list(test, "bindings_0"));
            Element[] second = elements(f, list(test, "bindings_1"));
            FieldArray weights = f.newArray(1 << first.length);
            FieldArray more = f.newArray(weights.length());
            f.eq(weights, Element.ONE, first);
            f.eq(more, element(f, Objects.requireNonNull(test.get("alpha"))), second);
            f.add(weights, weights, more);
            Map<Place, Element> bound = combine(
                    f,
                    sparse(f, Objects.requireNonNull(test.get("input"))),
                    p -> new Place(0, p.left, p.right),
                    p -> (int) p.gate,
                    weights);
            assertThat(bound).isEqualTo(sparse(f, Objects.requireNonNull(test.get("output"))));
        }
    }

    private interface Where {
        Place of(Place p);
    }

    private interface Weight {
        int of(Place p);
    }

    /** Sums weighted entries that come to the same place, as one sparse product. */
    private static Map<Place, Element> combine(
            Field f, Map<Place, Element> from, Where where, Weight weight, FieldArray weights) {
        TreeMap<Place, List<Integer>> rows = new TreeMap<>();
        List<Place> places = List.copyOf(from.keySet());
        for (int i = 0; i < places.size(); i++) {
            rows.computeIfAbsent(where.of(places.get(i)), p -> new ArrayList<>())
                    .add(i);
        }
        int[] start = new int[rows.size() + 1];
        int[] column = new int[places.size()];
        int[] index = new int[places.size()];
        int row = 0;
        int term = 0;
        for (List<Integer> members : rows.values()) {
            for (int m : members) {
                column[term] = m;
                index[term++] = weight.of(places.get(m));
            }
            start[++row] = term;
        }
        SparseRows pattern = new SparseRows(start, column, places.size());
        FieldArray y = f.newArray(pattern.outputs());
        f.multiplySparse(
                y,
                0,
                pattern.split(1)[1],
                pattern.indices(index),
                f.table(weights),
                f.table(array(f, List.copyOf(from.values()))));
        f.collect(y, pattern);
        TreeMap<Place, Element> out = new TreeMap<>();
        int i = 0;
        for (Place p : rows.keySet()) {
            out.put(p, f.get(y, i++));
        }
        return out;
    }
}
