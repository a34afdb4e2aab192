package holdfast.zk.circuit;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a circuit from terms in any order. Layers are added from the outputs to the inputs; terms of a layer are added
 * between two calls of {@link #layer}. The same (output, left, right) may not occur twice in a layer.
 */
public final class CircuitBuilder {
    /** Terms between two checks. */
    private static final int CHECKED = 1 << 16;

    private final Field field;
    private final Circuit.Shape shape;
    private final Map<Element, Integer> constantIndex = new HashMap<>();
    private final List<Element> constants = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    /** Starts a circuit over a field. */
    public CircuitBuilder(Field field, Circuit.Shape shape) {
        this.field = field;
        this.shape = shape;
    }

    private record Pending(int wires, Ints output, Ints left, Ints right, Ints constant) {
        static Pending empty(int wires) {
            return new Pending(wires, new Ints(0), new Ints(0), new Ints(0), new Ints(0));
        }
    }

    /** Starts the next layer towards the inputs, with this many input wires. */
    public CircuitBuilder layer(int wires) {
        pending.add(Pending.empty(wires));
        return this;
    }

    /**
     * Adds {@code constant · left · right} to an output of the current layer; with the constant 0, asserts that the product is 0.
     */
    public CircuitBuilder term(int output, int left, int right, Element constant) {
        Pending layer = pending.getLast();
        int index = index(constant);
        layer.output.add(output);
        layer.left.add(Math.min(left, right));
        layer.right.add(Math.max(left, right));
        layer.constant.add(index);
        return this;
    }

    private int index(Element constant) {
        Integer index = constantIndex.get(constant);
        if (index == null) {
            index = constants.size();
            constantIndex.put(constant, index);
            constants.add(constant);
        }
        return index;
    }

    /**
     * Starts the next layer towards the inputs with all its terms: the first {@code count} entries of arrays, which are kept.
     *
     * @param left not above {@code right}
     * @param constant numbers of constants in the table; the entries are replaced
     */
    public CircuitBuilder layer(
            int wires, int[] output, int[] left, int[] right, int[] constant, int count, List<Element> table) {
        int[] known = new int[table.size()];
        for (int i = 0; i < count; i++) {
            int number = constant[i];
            if (known[number] == 0) {
                known[number] = 1 + index(table.get(number));
            }
            constant[i] = known[number] - 1;
        }
        pending.add(new Pending(
                wires,
                new Ints(output, count),
                new Ints(left, count),
                new Ints(right, count),
                new Ints(constant, count)));
        return this;
    }

    /**
     * Returns the circuit; this builder must not be used afterwards.
     *
     * @throws IllegalArgumentException if an index is out of range, a term is repeated, or the sizes contradict each other
     */
    public Circuit build() {
        return build(() -> {});
    }

    /**
     * Returns the circuit; this builder must not be used afterwards.
     *
     * @param check called often; ends the work by throwing
     * @throws IllegalArgumentException if an index is out of range, a term is repeated, or the sizes contradict each other
     */
    public Circuit build(Runnable check) {
        if (pending.isEmpty() || pending.getLast().wires() != shape.inputs()) {
            throw new IllegalArgumentException("the last layer must have the circuit's " + shape.inputs() + " inputs");
        }
        if (shape.publicInputs() > shape.inputs() || shape.subfieldBoundary() > shape.inputs()) {
            throw new IllegalArgumentException("more public or subfield inputs than inputs: " + shape);
        }
        FieldArray array = field.newArray(constants.size());
        List<byte[]> canonical = new ArrayList<>();
        for (int i = 0; i < constants.size(); i++) {
            field.set(array, i, constants.get(i));
            byte[] bytes = new byte[field.byteLength()];
            field.toBytes(constants.get(i), bytes, 0);
            canonical.add(bytes);
        }
        CircuitId id = new CircuitId(field, shape, pending.size());
        List<Layer> layers = new ArrayList<>();
        // One layer is sorted while the one before it is hashed; what is done is let go, for large circuits fill the
        // memory.
        CompletableFuture<Sorted> next = sorted(0);
        for (int i = 0; i < pending.size(); i++) {
            Sorted sorted = join(next, check);
            if (i + 1 < pending.size()) {
                next = sorted(i + 1);
            }
            identify(sorted, canonical, id, check);
            layers.add(sorted.layer);
            pending.set(i, Pending.empty(pending.get(i).wires()));
        }
        return new Circuit(field, shape, array, layers, id.finish());
    }

    private static Sorted join(CompletableFuture<Sorted> sorting, Runnable check) {
        try {
            while (true) {
                check.run();
                try {
                    return sorting.copy().orTimeout(100, TimeUnit.MILLISECONDS).join();
                } catch (CompletionException e) {
                    if (!(e.getCause() instanceof TimeoutException)) {
                        throw e;
                    }
                }
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private CompletableFuture<Sorted> sorted(int i) {
        Pending layer = pending.get(i);
        int outputs = i == 0 ? shape.outputs() : pending.get(i - 1).wires();
        return CompletableFuture.supplyAsync(() -> sort(layer, outputs));
    }

    /** A layer with the order its terms have in a file. */
    private static final class Sorted {
        final Layer layer;
        final Pending terms;
        final int[] order;

        Sorted(Layer layer, Pending terms, int[] order) {
            this.layer = layer;
            this.terms = terms;
            this.order = order;
        }
    }

    private static Sorted sort(Pending layer, int outputs) {
        int rounds = Circuit.digits(layer.wires());
        int[] order = TermOrder.sorted(layer.left(), layer.right(), layer.output());
        LayerAssembler assembler = new LayerAssembler(layer.wires(), rounds, outputs, order.length);
        try {
            for (int t : order) {
                assembler.term(
                        layer.output().get(t),
                        layer.left().get(t),
                        layer.right().get(t),
                        layer.constant().get(t));
            }
        } catch (CircuitFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new Sorted(assembler.finish(), layer, order);
    }

    private static void identify(Sorted sorted, List<byte[]> canonical, CircuitId id, Runnable check) {
        Pending layer = sorted.terms;
        int hashed = 0;
        id.layer(layer.wires(), Circuit.digits(layer.wires()), layer.output().size());
        for (int t : sorted.order) {
            if (++hashed % CHECKED == 0) {
                check.run();
            }
            id.term(
                    layer.output().get(t),
                    layer.left().get(t),
                    layer.right().get(t),
                    canonical.get(layer.constant().get(t)));
        }
    }

    /** Sorts terms into the file's order. */
    private static final class TermOrder {
        private TermOrder() {}

        static int[] sorted(Ints left, Ints right, Ints output) {
            int n = output.size();
            // The wire pair decides; among equal pairs the output. Both fit one radix sort by 16-bit digits.
            long[] key = new long[n];
            int[] order = new int[n];
            for (int i = 0; i < n; i++) {
                order[i] = i;
                key[i] = output.get(i) & 0xffff_ffffL;
            }
            order = radix(order, key);
            for (int i = 0; i < n; i++) {
                key[i] = LayerAssembler.pairKey(left.get(i), right.get(i));
            }
            return radix(order, key);
        }

        private static int[] radix(int[] order, long[] key) {
            long most = Arrays.stream(key).reduce(0, (a, b) -> a | b);
            int[] from = order;
            int[] to = new int[order.length];
            for (int shift = 0; shift < Long.SIZE && most >>> shift != 0; shift += 16) {
                int[] next = new int[(1 << 16) + 1];
                for (long k : key) {
                    next[(int) ((k >>> shift) & 0xffff) + 1]++;
                }
                for (int i = 0; i < 1 << 16; i++) {
                    next[i + 1] += next[i];
                }
                for (int i : from) {
                    to[next[(int) ((key[i] >>> shift) & 0xffff)]++] = i;
                }
                int[] swap = from;
                from = to;
                to = swap;
            }
            return from;
        }
    }
}
