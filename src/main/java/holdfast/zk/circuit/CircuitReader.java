package holdfast.zk.circuit;

import holdfast.zk.circuit.CircuitFormatException.Reason;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads circuits in the LFC1 and LFC2 formats. Nothing in the file is trusted: every number has an absolute limit,
 * every index is checked, memory grows with bytes that were read and never with a claim, and the identifier is computed.
 */
public final class CircuitReader {
    private static final int LFC1_VERSION = 1;
    private static final int ID_BYTES = 32;
    /** Wire numbers have at most this many digits. */
    private static final int MOST_ROUNDS = 28;

    private final CircuitLimits limits;

    public CircuitReader(CircuitLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the one circuit that makes up a file.
     *
     * @throws CircuitFormatException saying what is wrong with the file
     */
    public Circuit read(InputStream file) throws CircuitFormatException {
        List<Circuit> circuits = readAll(file, 1);
        return circuits.getFirst();
    }

    /**
     * Reads the circuits that stand one after the other in a file, as those of the mdoc proof do.
     *
     * @param count how many there must be
     * @throws CircuitFormatException saying what is wrong with the file
     */
    public List<Circuit> readAll(InputStream file, int count) throws CircuitFormatException {
        CircuitInput in = new CircuitInput(file, limits.bytes());
        List<Circuit> circuits = new ArrayList<>();
        Budget budget = new Budget(limits);
        for (int i = 0; i < count; i++) {
            circuits.add(one(in, budget));
        }
        if (!in.atEnd()) {
            throw new CircuitFormatException(Reason.TRAILING_BYTES, "the circuit file goes on after its end");
        }
        return circuits;
    }

    private Circuit one(CircuitInput in, Budget budget) throws CircuitFormatException {
        boolean lfc2 = format(in);
        Field field = field(in.number());
        int outputs = in.number("outputs", limits.layerWires());
        int copies = in.number();
        if (copies != 1) {
            throw new CircuitFormatException(Reason.INCONSISTENT, "the circuit has " + copies + " copies, not one");
        }
        int publicInputs = in.number("public inputs", limits.layerWires());
        int subfieldBoundary = in.number("subfield inputs", limits.layerWires());
        int inputs = in.number("inputs", limits.layerWires());
        int layerCount = in.number("layers", limits.layers());
        if (outputs < 1 || layerCount < 1 || publicInputs > inputs || subfieldBoundary > inputs) {
            throw new CircuitFormatException(
                    Reason.INCONSISTENT,
                    "%d outputs, %d layers, %d inputs of which %d public and %d in the subfield do not make a circuit"
                            .formatted(outputs, layerCount, inputs, publicInputs, subfieldBoundary));
        }
        List<byte[]> canonical = new ArrayList<>();
        FieldArray constants = constants(in, field, canonical);
        Circuit.Shape shape = new Circuit.Shape(outputs, publicInputs, subfieldBoundary, inputs);
        CircuitId id = new CircuitId(field, shape, layerCount);
        List<Layer> layers = new ArrayList<>();
        int above = outputs;
        for (int i = 0; i < layerCount; i++) {
            int rounds = in.number("digits of a wire number", MOST_ROUNDS);
            int wires = in.number("wires in a layer", limits.layerWires());
            budget.wires(wires);
            if (wires < 1 || wires > 1L << rounds) {
                throw new CircuitFormatException(
                        Reason.INCONSISTENT, "layer %d: %d wires with %d digits".formatted(i, wires, rounds));
            }
            Terms terms = lfc2 ? new Lfc2Terms(in, canonical.size(), limits.terms()) : new Lfc1Terms(in);
            int count = terms.count();
            budget.terms(count);
            id.layer(wires, rounds, count);
            layers.add(layer(terms, wires, rounds, above, canonical, id));
            above = wires;
        }
        if (above != inputs) {
            throw new CircuitFormatException(
                    Reason.INCONSISTENT, "the last layer has %d wires, the circuit %d inputs".formatted(above, inputs));
        }
        byte[] computed = id.finish();
        byte[] stored = in.bytes(ID_BYTES);
        if (!MessageDigest.isEqual(computed, stored)) {
            throw new CircuitFormatException(
                    Reason.ID_MISMATCH,
                    "the file calls its circuit %s, but it is %s"
                            .formatted(
                                    HexFormat.of().formatHex(stored),
                                    HexFormat.of().formatHex(computed)));
        }
        return new Circuit(field, shape, constants, layers, computed);
    }

    private static boolean format(CircuitInput in) throws CircuitFormatException {
        int first = in.octet();
        if (first == LFC1_VERSION) {
            return false;
        }
        if (first == 'L' && in.octet() == 'F' && in.octet() == 'C' && in.octet() == '2') {
            in.useLeb128();
            return true;
        }
        throw new CircuitFormatException(Reason.UNKNOWN_FORMAT, "the file is no LFC1 or LFC2 circuit");
    }

    private static Field field(int code) throws CircuitFormatException {
        Field field = FieldCode.field(code);
        if (field == null) {
            throw new CircuitFormatException(Reason.UNKNOWN_FIELD, "no field has the number " + code);
        }
        return field;
    }

    private FieldArray constants(CircuitInput in, Field field, List<byte[]> canonical) throws CircuitFormatException {
        int count = in.number("constants", limits.constants());
        byte[] all = new byte[0];
        int used = 0;
        for (int i = 0; i < count; i++) {
            byte[] one = in.bytes(field.byteLength());
            if (all.length < used + one.length) {
                all = Arrays.copyOf(all, Math.max(used + one.length, 2 * all.length));
            }
            System.arraycopy(one, 0, all, used, one.length);
            used += one.length;
            canonical.add(one);
        }
        FieldArray constants = field.newArray(count);
        int bad = field.readBytes(constants, all, 0);
        if (bad >= 0) {
            throw new CircuitFormatException(
                    Reason.NOT_CANONICAL, "constant " + bad + " is not below the modulus of " + field.name());
        }
        return constants;
    }

    private static Layer layer(Terms terms, int wires, int rounds, int outputs, List<byte[]> canonical, CircuitId id)
            throws CircuitFormatException {
        int count = terms.count();
        LayerAssembler assembler = new LayerAssembler(wires, rounds, outputs, count);
        int output = 0;
        int left = 0;
        int right = 0;
        for (int t = 0; t < count; t++) {
            terms.next();
            // Wrapping is harmless: the sums are checked as indices.
            output += terms.output;
            left += terms.left;
            right += terms.right;
            if (terms.constant >= canonical.size()) {
                throw new CircuitFormatException(
                        Reason.INDEX_OUT_OF_RANGE,
                        "a term uses constant %d of %d".formatted(terms.constant, canonical.size()));
            }
            assembler.term(output, left, right, terms.constant);
            id.term(output, left, right, canonical.get(terms.constant));
        }
        return assembler.finish();
    }

    /** What is left of the limits that hold for all layers together. */
    private static final class Budget {
        private long wires;
        private long terms;

        Budget(CircuitLimits limits) {
            wires = limits.wires();
            terms = limits.terms();
        }

        void wires(int n) throws CircuitFormatException {
            wires -= n;
            if (wires < 0) {
                throw new CircuitFormatException(Reason.TOO_LARGE, "the layers have too many wires together");
            }
        }

        void terms(int n) throws CircuitFormatException {
            terms -= n;
            if (terms < 0) {
                throw new CircuitFormatException(Reason.TOO_LARGE, "the layers have too many terms together");
            }
        }
    }

    /** The terms of a layer as differences to their predecessors. */
    abstract static class Terms {
        int output;
        int left;
        int right;
        int constant;

        abstract int count();

        abstract void next() throws CircuitFormatException;
    }

    /** LFC1: the terms are written out. */
    private static final class Lfc1Terms extends Terms {
        private final CircuitInput in;
        private final int count;

        Lfc1Terms(CircuitInput in) throws CircuitFormatException {
            this.in = in;
            count = in.number();
        }

        @Override
        int count() {
            return count;
        }

        @Override
        void next() throws CircuitFormatException {
            output = in.difference();
            left = in.difference();
            right = in.difference();
            constant = in.number();
        }
    }
}
