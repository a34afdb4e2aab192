package holdfast.zk.gadget;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.field.Element;
import holdfast.zk.field.Fields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A document as private inputs, its structure, and one path with one reading at its end. */
final class JsonCircuit {
    /** What is read at the end of a path. */
    enum Read {
        TEXT,
        INTEGER,
        BOOLEAN,
        /** Whether it is the text x. */
        IS_X,
        /** Whether it is a text with an x or X in it. */
        HAS_X,
        /** Whether it is the number 5. */
        IS_5,
        /** Whether it is a number that is not below 5. */
        AT_LEAST_5,
        /** The number of the day that it spells, the day first. */
        DATE,
        /** Only that it is {@code true}. */
        MARKER;

        private boolean isTruth() {
            return this != TEXT && this != INTEGER && this != DATE;
        }
    }

    final Program program;
    final WitnessSteps steps = new WitnessSteps();
    final Expr[] bytes;
    final JsonStructure structure;
    final JsonPaths paths;
    final JsonStructure.Options options;
    /** One value for each slot; a text is its length and its masked bytes. */
    final List<List<Expr>> values = new ArrayList<>();
    /** For each slot whether it is there. */
    final List<Expr> there = new ArrayList<>();

    JsonCircuit(int size, int levels, Predicate<String> omitted) {
        this(size, new JsonStructure.Options(7, levels, true, true), omitted);
    }

    JsonCircuit(int size, JsonStructure.Options options, Predicate<String> omitted) {
        program = new Program(Fields.fp128(), omitted);
        bytes = program.privateInputs("byte", size);
        this.options = options;
        try (Section _ = program.section("json")) {
            structure = new JsonStructure(program, steps, bytes, options);
        }
        paths = new JsonPaths(structure);
    }

    /** Adds a path like {@code a.b[0].c}, {@code a[].b} or {@code a[?f].b} and a reading of its value. */
    JsonCircuit with(String path, Read read, int capacity) {
        walk(paths.root(), path, read, capacity);
        return this;
    }

    private void walk(JsonSlot slot, String path, Read read, int capacity) {
        if (path.isEmpty()) {
            read(slot, read);
            return;
        }
        if (path.startsWith(".")) {
            walk(slot, path.substring(1), read, capacity);
            return;
        }
        if (path.startsWith("[")) {
            String inside = path.substring(1, path.indexOf(']'));
            String rest = path.substring(path.indexOf(']') + 1);
            JsonPaths.Items items = paths.array(slot);
            if (!inside.isEmpty() && !inside.startsWith("?")) {
                walk(items.element(Integer.parseInt(inside)), rest, read, capacity);
                return;
            }
            Expr[] present = items.present(capacity);
            for (int j = 0; j < capacity; j++) {
                JsonSlot element = items.element(j).where(present[j]);
                if (inside.startsWith("?")) {
                    Expr kept = paths.bool(paths.member(element, inside.substring(1)));
                    element = element.where(kept);
                }
                walk(element, rest, read, capacity);
            }
            return;
        }
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        walk(paths.member(slot, path.substring(0, end)), path.substring(end), read, capacity);
    }

    private void read(JsonSlot slot, Read read) {
        there.add(slot.active());
        switch (read) {
            case TEXT -> {
                JsonText text = paths.text(slot);
                List<Expr> value = new ArrayList<>(List.of(text.length()));
                value.addAll(Arrays.asList(text.bytes()));
                values.add(value);
            }
            case INTEGER -> values.add(List.of(paths.integer(slot)));
            case BOOLEAN -> values.add(List.of(paths.bool(slot)));
            case IS_X ->
                values.add(List.of(new TextRelation(program, steps)
                        .equal(new TextRelation.Operand.Read(paths.text(slot)), new TextRelation.Operand.Known("x"))));
            case HAS_X ->
                values.add(List.of(new TextRelation(program, steps)
                        .contains(
                                new TextRelation.Operand.Read(paths.text(slot)), new TextRelation.Operand.Known("x"))));
            case IS_5 ->
                values.add(List.of(IntegerRelation.equal(program, steps, paths.integer(slot), program.constant(5))));
            case AT_LEAST_5 ->
                values.add(List.of(IntegerRelation.atLeast(program, steps, paths.integer(slot), program.constant(5))));
            case DATE ->
                values.add(List.of(CalendarDate.read(program, steps, paths.text(slot), true)
                        .number()));
            case MARKER -> {
                paths.assertTrue(slot);
                values.add(List.of(program.one()));
            }
        }
    }

    JsonScan scan(String document) {
        return JsonScan.of(document.getBytes(UTF_8), bytes.length, options.levels());
    }

    WitnessSteps.Run run(JsonScan scan) {
        Assignment assignment = program.assignment();
        for (int i = 0; i < bytes.length; i++) {
            assignment.set(bytes[i], scan.bytes[i] & 255);
        }
        return new WitnessSteps.Run(assignment, Map.of(structure, scan));
    }

    /** Runs all steps. */
    WitnessSteps.Run assign(String document) {
        WitnessSteps.Run run = run(scan(document));
        steps.run(run);
        return run;
    }

    /** What was read, each value as a Java value; null for what is not there. */
    List<Object> result(Assignment assignment, Read read) {
        List<Object> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!assignment.value(there.get(i)).isZero()) {
                result.add(value(assignment, values.get(i), read));
            }
        }
        return result;
    }

    /** What is no value of the kind stays an element of the field. */
    private Object value(Assignment assignment, List<Expr> exprs, Read read) {
        Element element = assignment.value(exprs.getFirst());
        BigInteger offset = Numbers.integer(
                program.field(), program.field().add(element, program.field().fromLong(Long.MIN_VALUE)));
        if (offset.bitLength() > Long.SIZE
                || (read.isTruth() && !element.isZero() && !element.isOne())
                || (read == Read.TEXT && (element.w1() != 0 || element.w0() < 0 || element.w0() >= exprs.size()))) {
            return element;
        }
        long first = offset.subtract(BigInteger.ONE.shiftLeft(63)).longValueExact();
        return switch (read) {
            case INTEGER, DATE -> first;
            case BOOLEAN, IS_X, HAS_X, IS_5, AT_LEAST_5, MARKER -> first == 1;
            case TEXT -> {
                byte[] text = new byte[(int) first];
                for (int j = 0; j < text.length; j++) {
                    Element one = assignment.value(exprs.get(1 + j));
                    if ((one.w1() | (one.w0() & ~255)) != 0) {
                        yield one;
                    }
                    text[j] = (byte) one.w0();
                }
                yield new String(text, UTF_8);
            }
        };
    }
}
