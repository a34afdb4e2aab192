package holdfast.proving.embedded;

import holdfast.dvr.Value;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.Element;
import holdfast.zk.gadget.Compaction;
import holdfast.zk.gadget.WitnessSteps;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asserts that the outputs are what the public inputs say. */
final class OutputCircuit {
    private final Program program;
    private final WitnessSteps steps;
    private final PublicInputs inputs;

    OutputCircuit(Program program, WitnessSteps steps, PublicInputs inputs) {
        this.program = program;
        this.steps = steps;
        this.inputs = inputs;
    }

    /** Adds one output. Known values are not in the circuit: {@link #fits} compares them. */
    void add(String key, Wired value) {
        try (Section _ = program.section("output " + key)) {
            switch (value) {
                case Wired.Known _ -> {}
                case Wired.Items items -> addItems(key, items);
                case Wired.Text _, Wired.Int _, Wired.Bool _ -> {
                    List<Expr> wires = wires(value);
                    for (int w = 0; w < wires.size(); w++) {
                        int at = w;
                        Expr input =
                                inputs.add(key, c -> numbers(scalar(c, key)).get(at));
                        program.assertEqual("output", wires.get(w), input);
                    }
                }
            }
        }
    }

    private void addItems(String key, Wired.Items items) {
        int capacity = items.items().size();
        Expr[] kept = items.kept().toArray(Expr[]::new);
        Expr[][] rows = new Expr[capacity][];
        Sum count = program.sum();
        for (int j = 0; j < capacity; j++) {
            rows[j] = wires(items.items().get(j)).toArray(Expr[]::new);
            count.add(kept[j]);
        }
        Expr[][] front = items.filtered() ? Compaction.compact(program, steps, kept, rows) : rows;
        Expr claimed =
                inputs.add(key, c -> program.field().fromLong(items(c, key).size()));
        program.assertEqual("count", count.expr(), claimed);
        for (int j = 0; j < capacity; j++) {
            for (int w = 0; w < front[j].length; w++) {
                int place = j;
                int at = w;
                Expr input = inputs.add(
                        key,
                        c -> place < items(c, key).size()
                                ? numbers(items(c, key).get(place)).get(at)
                                : Element.ZERO);
                program.assertEqual("output", front[j][w], input);
            }
        }
    }

    private List<Element> numbers(Value.Scalar value) {
        return PublicInputs.numbers(program.field(), value);
    }

    private static Value value(Claims claims, String key) {
        Value value = claims.outputs().get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no output " + key);
        }
        return value;
    }

    private static Value.Scalar scalar(Claims claims, String key) {
        return (Value.Scalar) value(claims, key);
    }

    private static List<Value.Scalar> items(Claims claims, String key) {
        return ((Value.Items) value(claims, key)).values();
    }

    /** The wires of a value, in the order of {@link PublicInputs#numbers}; zeros where an element does not belong. */
    private List<Expr> wires(Wired value) {
        return switch (value) {
            case Wired.Int(Expr number) -> List.of(number);
            case Wired.Bool(Expr bool) -> List.of(bool);
            case Wired.Text(var text) -> {
                List<Expr> wires = new ArrayList<>();
                wires.add(text.length().times(text.active()).wire());
                Expr[] bytes = text.bytes();
                for (int c = 0; c < PublicInputs.CHUNKS; c++) {
                    Sum chunk = program.sum();
                    for (int i = 0; i < PublicInputs.CHUNK && c * PublicInputs.CHUNK + i < bytes.length; i++) {
                        chunk.add(bytes[c * PublicInputs.CHUNK + i], power(i));
                    }
                    wires.add(chunk.wire());
                }
                yield wires;
            }
            case Wired.Known _, Wired.Items _ -> throw new IllegalStateException("no wires of a known value or a list");
        };
    }

    private Element power(int bytes) {
        byte[] element = new byte[program.field().byteLength()];
        byte[] big = BigInteger.ONE.shiftLeft(8 * bytes).toByteArray();
        element[big.length - 1] = big[0];
        Element result = program.field().fromBytes(element, 0);
        if (result == null) {
            throw new IllegalStateException("the power is not below the modulus");
        }
        return result;
    }

    /** Why a claimed value cannot be what this output is; null if it can. */
    static @Nullable String fits(Wired wired, Value claimed) {
        return switch (wired) {
            case Wired.Known(Value.Scalar value) -> value.equals(claimed) ? null : "the query gives another value";
            case Wired.Items items ->
                claimed instanceof Value.Items list
                                && list.values().size() <= items.items().size()
                                && list.values().stream().allMatch(item -> fitsScalar(items.itemType(), item))
                        ? null
                        : "it is not a list of this shape";
            case Wired.Text _, Wired.Int _, Wired.Bool _ ->
                claimed instanceof Value.Scalar scalar && fitsScalar(wired.type(), scalar)
                        ? null
                        : "it has another type, or is too long";
        };
    }

    private static boolean fitsScalar(Value.Type type, Value.Scalar value) {
        return value.type() == type
                && !(value instanceof Value.Text(String text)
                        && text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                                > holdfast.zk.gadget.JsonText.MOST_BYTES);
    }
}
