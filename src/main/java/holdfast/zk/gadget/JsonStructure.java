package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The structure of a JSON document as wires: for each place whether it is in a string, what surrounds it, how deep it is and which
 * member or element it belongs to. Every state is given by the bytes through a recurrence that is anchored at one end, so the prover
 * chooses nothing; states therefore need no range of their own.
 *
 * <p>For each place all of this is packed into records, sums of bounded integers in which each has its own bits. A record is what a
 * prover's place is compared with ({@link JsonAnchor}). The members and elements that ended so far are counted for each depth; between
 * two ends at depth k there is at most one name of depth k, so these ordinals say which member or element a place belongs to.
 *
 * <p>The document is taken to be well-formed JSON without duplicate names: the issuer signed it.
 */
public final class JsonStructure {
    private static final int STRIDE = 8;
    private static final int DEPTH_AT = 6;
    private static final int FIRST_ORDINAL = 10;
    /** An index is added to an ordinal before it is compared; this leaves room for it. */
    static final int MOST_BYTES = (1 << 14) - 1024;

    private final Program program;
    private final Options options;
    private final WitnessSteps steps;
    private final Expr[] values;
    private final JsonBytes[] classes;
    private final Expr[] text;
    private final Expr[] previous;
    private final Expr[] colonAhead;
    private final Expr[] backslashAhead;
    private final Expr[] left;
    private final Expr[] depth;
    private final List<Expr[]> checkpoints = new ArrayList<>();
    private final List<JsonAnchor> anchors = new ArrayList<>();
    private final List<Expr[]> records = new ArrayList<>();
    private final Map<Integer, Expr[]> packed = new TreeMap<>();
    private final int ordinalBits;
    private final int firstOrdinal;
    private final int perRecord;

    /**
     * What a circuit needs of a document's structure.
     *
     * @param maxDepth documents nested deeper are refused; 7 or 15
     * @param levels the depths whose members and elements are told apart, from 1
     * @param arrays whether elements of arrays are looked for
     * @param lengths whether the lengths of strings are known
     */
    public record Options(int maxDepth, int levels, boolean arrays, boolean lengths) {
        /** Checks the depth. */
        public Options {
            if (maxDepth != 7 && maxDepth != 15) {
                throw new IllegalArgumentException("a depth of " + maxDepth + "; 7 or 15 are possible");
            }
            if (levels < 1 || levels > maxDepth) {
                throw new IllegalArgumentException(levels + " levels in a depth of " + maxDepth);
            }
        }
    }

    /**
     * Builds the structure.
     *
     * @param bytes the document followed by zeros; each at most one wire
     */
    public JsonStructure(Program program, WitnessSteps steps, Expr[] bytes, Options options) {
        if (bytes.length < 2 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a document of " + bytes.length + " bytes; 2 to " + MOST_BYTES);
        }
        this.program = program;
        this.steps = steps;
        this.options = options;
        int n = bytes.length;
        values = new Expr[n];
        classes = new JsonBytes[n];
        try (Section _ = program.section("bytes")) {
            for (int i = 0; i < n; i++) {
                values[i] = bytes[i].wire();
                classes[i] = new JsonBytes(program, values[i]);
            }
        }
        text = program.privateInputs("in string", n);
        previous = program.privateInputs("previous", n);
        colonAhead = program.privateInputs("colon ahead", n);
        backslashAhead = program.privateInputs("backslash ahead", n);
        left = options.lengths() ? program.privateInputs("string left", n) : new Expr[0];
        depth = program.privateInputs("depth", n);
        ordinalBits = 2 * ((32 - Integer.numberOfLeadingZeros(n) + 1) / 2);
        firstOrdinal = options.lengths() ? FIRST_ORDINAL + ordinalBits + 1 : FIRST_ORDINAL;
        int capacity = 8 * program.field().byteLength() - 2;
        perRecord = (capacity - firstOrdinal) / (ordinalBits + 1);
        Sum[] marks;
        try (Section _ = program.section("state")) {
            marks = state();
        }
        try (Section _ = program.section("depth")) {
            boundDepth();
        }
        try (Section _ = program.section("records")) {
            for (int r = 0; r * perRecord < options.levels(); r++) {
                Expr[] ordinals = ordinals(r);
                Expr[] record = new Expr[n];
                for (int i = 0; i < n; i++) {
                    record[i] = r == 0 ? marks[i].add(ordinals[i]).wire() : ordinals[i].wire();
                }
                records.add(record);
            }
        }
        packed.put(1, values);
        steps.add(run -> assign(run.assignment(), run.scan(this)));
    }

    // ---- states ----

    private Sum[] state() {
        int n = values.length;
        Expr one = program.one();
        Expr zero = program.zero();
        Sum[] marks = new Sum[n];
        program.assertZero("starts outside strings", text[0]);
        program.assertZero("starts with nothing before", previous[0]);
        program.assertZero("starts at depth 0", depth[0]);
        for (int i = 0; i < n; i++) {
            JsonBytes c = classes[i];
            Expr x = text[i];
            Expr s = x.squared().wire();
            Expr sQuote = s.times(c.quote).wire();
            Expr xQuote = x.times(c.quote).wire();
            Expr sBackslash = s.times(c.backslash).wire();
            Expr xBackslash = x.times(c.backslash).wire();
            // With x = s − 2e for "in a string" s and "escaped" e, s(1 − e) = (s + x)/2.
            Expr ends = sQuote.plus(xQuote).dividedBy(2);
            Expr white = c.white.minus(s.times(c.white)).wire();
            Expr startsOrEnds = c.quote.minus(sQuote);
            Expr closes = c.closes.minus(s.times(c.closes)).wire();
            boolean last = i == n - 1;
            if (!last) {
                program.assertZero(
                        "in string",
                        s.plus(c.quote)
                                .minus(sQuote.times(2))
                                .plus(sQuote.minus(xQuote).dividedBy(2))
                                .minus(sBackslash)
                                .minus(xBackslash)
                                .minus(text[i + 1]));
                Expr news = options.arrays()
                        ? c.colon.minus(c.comma).minus(c.bracket).wire()
                        : c.colon;
                program.assertZero(
                        "previous",
                        news.minus(s.times(news)).plus(white.times(previous[i])).minus(previous[i + 1]));
                program.assertZero(
                        "depth",
                        depth[i].plus(c.opens)
                                .minus(s.times(c.opens))
                                .minus(closes)
                                .minus(depth[i + 1]));
            }
            Expr passes = s.plus(white).plus(startsOrEnds).wire();
            program.assertZero(
                    "colon ahead",
                    c.colon
                            .minus(s.times(c.colon))
                            .plus(last ? zero : passes.times(colonAhead[i + 1]))
                            .minus(colonAhead[i]));
            Expr goesOn = s.minus(sBackslash).minus(ends).wire();
            program.assertZero(
                    "backslash ahead",
                    sBackslash
                            .plus(last ? zero : goesOn.times(backslashAhead[i + 1]))
                            .minus(backslashAhead[i]));
            if (options.lengths()) {
                program.assertZero(
                        "string left", (last ? zero : goesOn.times(left[i + 1]).plus(goesOn)).minus(left[i]));
            }
            program.assertZeroProduct("no escape in a name", sBackslash, colonAhead[i]);
            marks[i] = marks(i, startsOrEnds.wire(), closes, one);
        }
        return marks;
    }

    private Sum marks(int i, Expr startsString, Expr closes, Expr one) {
        JsonBytes c = classes[i];
        Expr p = previous[i];
        Sum sum = program.sum().add(startsString.times(colonAhead[i]), JsonScan.NAME);
        if (i + 1 < values.length) {
            sum.add(backslashAhead[i + 1], JsonScan.ESCAPED);
            if (options.lengths()) {
                sum.add(left[i + 1], 1L << FIRST_ORDINAL);
            }
        }
        sum.add(depth[i], 1L << DEPTH_AT);
        if (!options.arrays()) {
            return sum.add(p.minus(p.times(c.white)), JsonScan.VALUE);
        }
        Expr square = p.squared().wire();
        Sum twice = program.sum();
        for (int sign = -1; sign <= 1; sign += 2) {
            Expr kind = square.plus(p.times(sign));
            if (sign > 0) {
                twice.add(kind.minus(kind.times(c.white)), JsonScan.VALUE);
            } else {
                twice.add(kind.times(one.minus(c.white).minus(c.closes)), JsonScan.ELEMENT)
                        .add(kind.times(c.closes), JsonScan.EMPTY);
            }
        }
        return sum.add(twice.expr().dividedBy(2)).add(closes, JsonScan.CLOSE);
    }

    /** With u = D(D − max), D and max − D give the same u: a product of half the degree says that D is in range. */
    private void boundDepth() {
        int max = options.maxDepth();
        for (Expr d : depth) {
            Expr u = square(d);
            List<Expr> factors = new ArrayList<>();
            for (int k = 0; 2 * k < max; k++) {
                factors.add(u.plus((long) k * (max - k)));
            }
            int half = factors.size() / 2;
            program.assertZeroProduct(
                    "depth is bounded",
                    program.product(factors.subList(0, half)),
                    program.product(factors.subList(half, factors.size())));
        }
    }

    private Expr square(Expr d) {
        return d.squared().minus(d.times(options.maxDepth())).wire();
    }

    // ---- ordinals ----

    /** The ordinals that go into record r, summed in their places. */
    private Expr[] ordinals(int r) {
        int max = options.maxDepth();
        int n = values.length;
        BigInteger[] weights = new BigInteger[max + 1];
        for (int k = 0; k <= max; k++) {
            boolean here = k >= 1 && k <= options.levels() && (k - 1) / perRecord == r;
            weights[k] = here ? BigInteger.ONE.shiftLeft(shift(k)) : BigInteger.ZERO;
        }
        // P(u) + D·Q(u), which takes weights[k] at depth k.
        Element[][] polynomial = Interpolation.byPairs(program.field(), weights);
        Expr[] result = new Expr[n];
        Expr[] checkpoint = new Expr[(n + STRIDE - 1) / STRIDE];
        Sum running = program.sum();
        for (int i = 0; i < n; i++) {
            if (i % STRIDE == 0) {
                Expr start = program.privateInput("ordinals");
                program.assertEqual("ordinals", start, running.expr());
                checkpoint[i / STRIDE] = start;
                running = program.sum().add(start);
            }
            result[i] = running.expr();
            JsonBytes c = classes[i];
            Expr outside = text[i].squared().wire().complement();
            Expr ends = c.comma.plus(c.closes).wire();
            Expr d = depth[i];
            running.add(ends.times(outside).wire().times(weight(d, polynomial)));
        }
        checkpoints.add(checkpoint);
        return result;
    }

    private Expr weight(Expr d, Element[][] polynomial) {
        Expr u = square(d);
        Sum sum = program.sum();
        Expr power = program.one();
        for (int e = 0; e < polynomial[0].length; e++) {
            sum.add(power, polynomial[0][e]).add(power.times(d), polynomial[1][e]);
            power = power.times(u).wire();
        }
        return sum.wire();
    }

    /** What a document of at most this size is in the circuit. */
    public JsonScan scan(byte[] document) {
        return JsonScan.of(document, values.length, options.levels());
    }

    // ---- what anchors use ----

    Options options() {
        return options;
    }

    /** Notes an anchor in this document. */
    void register(JsonAnchor anchor) {
        anchors.add(anchor);
    }

    /** All anchors in this document, in the order of their making. */
    List<JsonAnchor> anchors() {
        return anchors;
    }

    WitnessSteps steps() {
        return steps;
    }

    Program program() {
        return program;
    }

    int size() {
        return values.length;
    }

    Expr[] values() {
        return values;
    }

    /** Number of bits that hold an ordinal. */
    int ordinalBits() {
        return ordinalBits;
    }

    int records() {
        return records.size();
    }

    Expr[] record(int r) {
        return records.get(r);
    }

    /** The record that holds the ordinals of a depth. */
    int recordOf(int level) {
        return (level - 1) / perRecord;
    }

    /** Where the ordinals of a depth begin in their record. */
    int shift(int level) {
        int index = (level - 1) % perRecord;
        return (recordOf(level) == 0 ? firstOrdinal : 0) + index * (ordinalBits + 1);
    }

    int depthShift() {
        return DEPTH_AT;
    }

    int lengthShift() {
        return FIRST_ORDINAL;
    }

    /** For each place the number that 1, 2, 4 or 8 bytes from there spell, the first byte the lowest. */
    Expr[] packed(int width) {
        Expr[] known = packed.get(width);
        if (known == null) {
            Expr[] half = packed(width / 2);
            known = new Expr[half.length];
            for (int i = 0; i < known.length; i++) {
                Expr rest = i + width / 2 < half.length ? half[i + width / 2].times(1L << (4 * width)) : program.zero();
                known[i] = half[i].plus(rest).wire();
            }
            packed.put(width, known);
        }
        return known;
    }

    // ---- witnesses ----

    private void assign(Assignment assignment, JsonScan scan) {
        Field field = program.field();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < 4; j++) {
                classes[i].digit(j).assign(assignment, (scan.bytes[i] & 255) >> (2 * j));
            }
            assignment
                    .set(text[i], scan.text[i])
                    .set(previous[i], options.arrays() ? scan.previous[i] : Math.max(0, scan.previous[i]))
                    .set(colonAhead[i], scan.colonAhead[i])
                    .set(backslashAhead[i], scan.backslashAhead[i])
                    .set(depth[i], scan.depth[i]);
            if (options.lengths()) {
                assignment.set(left[i], scan.left[i]);
            }
        }
        for (int r = 0; r < checkpoints.size(); r++) {
            Expr[] checkpoint = checkpoints.get(r);
            for (int c = 0; c < checkpoint.length; c++) {
                BigInteger sum = BigInteger.ZERO;
                for (int k = 1; k <= options.levels(); k++) {
                    if (recordOf(k) == r) {
                        sum = sum.add(
                                BigInteger.valueOf(scan.ended[k][c * STRIDE]).shiftLeft(shift(k)));
                    }
                }
                assignment.set(checkpoint[c], Numbers.element(field, sum));
            }
        }
    }
}
