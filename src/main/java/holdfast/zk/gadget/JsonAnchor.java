package holdfast.zk.gadget;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place of the prover's choice at which the record of the document says what is asked for: what stands there, how deep, and inside
 * which members and elements. The ordinals of deeper levels are witnessed and range-checked, so that the record, a sum of bounded
 * integers, can equal the expected one in one way only.
 */
final class JsonAnchor {
    private final String label;
    private final JsonStructure structure;
    private final Program program;
    private final Expr active;
    private final Role role;
    private final String key;
    private final int depth;
    private final List<Expr> known;
    private final Place place;
    private final Map<Integer, Digits> deeper = new TreeMap<>();
    private final @Nullable Expr freeMark;
    private final @Nullable Digits length;

    /** What stands at the place. */
    enum Role {
        /** The quote that starts a member's name. */
        NAME(JsonScan.NAME, JsonScan.ELEMENT),
        /** The first byte of a member's value. */
        VALUE(JsonScan.VALUE, 0),
        /** The first byte of an element. */
        ELEMENT(JsonScan.ELEMENT, 0),
        /** The bracket that closes an array, which may be empty. */
        CLOSE(JsonScan.CLOSE, JsonScan.EMPTY);

        private final int marks;
        private final int free;

        Role(int marks, int free) {
            this.marks = marks;
            this.free = free;
        }
    }

    /**
     * Builds an anchor.
     *
     * @param depth nesting at the place
     * @param known ordinals of the levels from 1
     * @param key the member's name, for a name; else empty
     * @param isText whether a string may start here
     * @param active 1, or 0 where nothing is asked for
     */
    JsonAnchor(
            String label,
            JsonStructure structure,
            Role role,
            int depth,
            List<Expr> known,
            String key,
            boolean isText,
            Expr active) {
        this.label = label;
        this.structure = structure;
        this.role = role;
        this.depth = depth;
        this.known = List.copyOf(known);
        this.key = key;
        this.active = active;
        program = structure.program();
        JsonStructure.Options options = structure.options();
        try (Section _ = program.section(label)) {
            place = new Place(program, "place", structure.size());
            freeMark = options.arrays() && role.free != 0 ? program.privateInput("mark") : null;
            if (freeMark != null) {
                program.assertBit("mark", freeMark);
            }
            length = options.lengths() && isText ? new Digits(program, "string length", structure.ordinalBits()) : null;
            for (int k = known.size() + 1; k <= options.levels(); k++) {
                deeper.put(k, new Digits(program, "ordinal", structure.ordinalBits()));
            }
            for (int r = 0; r < structure.records(); r++) {
                Expr found = place.select(structure.record(r), 0);
                assertWhere("record", active, found.minus(expected(r)));
            }
            spellKey();
        }
        structure.register(this);
        structure.steps().add(this::assign);
    }

    private Expr expected(int r) {
        Sum sum = program.sum();
        if (r == 0) {
            sum.add(role.marks).add((long) depth << structure.depthShift());
            if (freeMark != null) {
                sum.add(freeMark, role.free);
            }
            if (length != null) {
                sum.add(length.value(), 1L << structure.lengthShift());
            } else if (structure.options().lengths()) {
                sum.add((long) key.length() << structure.lengthShift());
            }
        }
        for (int k = 1; k <= structure.options().levels(); k++) {
            if (structure.recordOf(k) == r) {
                sum.add(Numbers.shiftedLeft(ordinal(k), structure.shift(k)));
            }
        }
        return sum.expr();
    }

    private void spellKey() {
        if (role != Role.NAME) {
            return;
        }
        byte[] bytes = ("\"" + key + "\"").getBytes(US_ASCII);
        int width = bytes.length >= 8 ? 8 : bytes.length >= 4 ? 4 : 2;
        int offset = 0;
        while (true) {
            long spelled = 0;
            for (int i = width - 1; i >= 0; i--) {
                spelled = spelled << 8 | bytes[offset + i];
            }
            assertWhere(
                    "key", active, place.select(structure.packed(width), offset).minus(spelled));
            if (offset + width == bytes.length) {
                return;
            }
            // The last piece overlaps the one before.
            offset = Math.min(offset + width, bytes.length - width);
        }
    }

    private void assertWhere(String name, Expr where, Expr zero) {
        if (where.isConstant()) {
            program.assertZero(name, zero);
        } else {
            program.assertZeroProduct(name, where, zero);
        }
    }

    /** The ordinal of a level at the place. */
    Expr ordinal(int level) {
        if (level <= known.size()) {
            return known.get(level - 1);
        }
        Digits digits = deeper.get(level);
        if (digits == null) {
            throw new IllegalArgumentException(
                    "level " + level + " of " + label + " is deeper than the circuit follows");
        }
        return digits.value();
    }

    /** The ordinals of the levels from 1 to one. */
    List<Expr> ordinals(int levels) {
        List<Expr> result = new ArrayList<>();
        for (int k = 1; k <= levels; k++) {
            result.add(ordinal(k));
        }
        return result;
    }

    /** For a closing bracket: 1 if nothing is between it and the opening one. */
    Expr empty() {
        if (freeMark == null || role != Role.CLOSE) {
            throw new IllegalStateException(label + " closes no array");
        }
        return freeMark;
    }

    /** For a string: its length. */
    Expr length() {
        if (length == null) {
            throw new IllegalStateException("the length of " + label + " is not known to the circuit");
        }
        return length.value();
    }

    Expr active() {
        return active;
    }

    /** The bytes from the place on; zeros where the anchor is not active. */
    Expr[] window(int count) {
        return place.window(structure.values(), 0, count, active);
    }

    // ---- witness ----

    private void assign(WitnessSteps.Run run) {
        Assignment assignment = run.assignment();
        JsonScan scan = run.scan(structure);
        boolean isActive = !assignment.value(active).isZero();
        int honest = isActive ? find(assignment, scan) : 0;
        if (honest < 0) {
            run.notFound(label);
        }
        int at = run.place(this, Math.max(0, honest));
        place.assign(assignment, at);
        if (freeMark != null) {
            assignment.set(freeMark, isActive && (scan.marks(at) & role.free) != 0 ? 1 : 0);
        }
        if (length != null) {
            length.assign(assignment, isActive ? scan.left[at + 1] : 0);
        }
        deeper.forEach((k, digits) -> digits.assign(assignment, isActive ? scan.ended[k][at] : 0));
    }

    private int find(Assignment assignment, JsonScan scan) {
        long[] ordinals = new long[known.size()];
        for (int k = 0; k < ordinals.length; k++) {
            ordinals[k] = assignment.value(known.get(k)).w0();
        }
        for (int i = 0; i < scan.bytes.length; i++) {
            if (fits(scan, i, ordinals)) {
                return i;
            }
        }
        return -1;
    }

    private boolean fits(JsonScan scan, int i, long[] ordinals) {
        if ((scan.marks(i) & ~role.free) != role.marks || scan.depth[i] != depth) {
            return false;
        }
        for (int k = 0; k < ordinals.length; k++) {
            if (scan.ended[k + 1][i] != ordinals[k]) {
                return false;
            }
        }
        if (role != Role.NAME) {
            return true;
        }
        byte[] bytes = ("\"" + key + "\"").getBytes(US_ASCII);
        for (int j = 0; j < bytes.length; j++) {
            if (i + j >= scan.bytes.length || scan.bytes[i + j] != bytes[j]) {
                return false;
            }
        }
        return true;
    }
}
