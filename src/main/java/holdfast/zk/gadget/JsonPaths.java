package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import java.util.ArrayList;
import java.util.List;

/** Steps from one value of a document to another, each proven to be the one of that name or index. */
public final class JsonPaths {
    private final JsonStructure structure;
    private final Program program;

    /** Paths in a document. */
    public JsonPaths(JsonStructure structure) {
        this.structure = structure;
        program = structure.program();
    }

    /** The whole document; its members show that it is an object. */
    public JsonSlot root() {
        return new JsonSlot(0, List.of(), false, program.one());
    }

    /**
     * The member of a name, in a slot whose value is an object, which the name's being there shows.
     *
     * @param key ASCII without quotes and backslashes, not empty
     */
    public JsonSlot member(JsonSlot slot, String key) {
        if (!key.matches("[ !#-\\[\\]-~]+")) {
            throw new IllegalArgumentException("a name that the circuit does not look for");
        }
        int depth = slot.depth() + 1;
        JsonAnchor name = new JsonAnchor(
                "name " + key, structure, JsonAnchor.Role.NAME, depth, slot.ordinals(), key, false, slot.active());
        return new JsonSlot(depth, name.ordinals(depth), false, slot.active());
    }

    JsonAnchor value(JsonSlot slot, boolean isText) {
        return new JsonAnchor(
                slot.element() ? "element" : "value",
                structure,
                slot.element() ? JsonAnchor.Role.ELEMENT : JsonAnchor.Role.VALUE,
                slot.depth(),
                slot.ordinals(),
                "",
                isText,
                slot.active());
    }

    /** The value of a slot, which must be a string without escapes. */
    public JsonText text(JsonSlot slot) {
        return new JsonText(structure, value(slot, true));
    }

    /** The value of a slot, which must be an integer of 64 bits. */
    public Expr integer(JsonSlot slot) {
        return JsonInteger.read(structure, value(slot, false));
    }

    /** The value of a slot, which must be {@code true} or {@code false}: 1 or 0. */
    public Expr bool(JsonSlot slot) {
        return JsonBoolean.read(structure, value(slot, false));
    }

    /** Asserts that the value of a slot is {@code true}. */
    public void assertTrue(JsonSlot slot) {
        JsonBoolean.assertTrue(structure, value(slot, false));
    }

    /** The value of a slot, which must be an array. */
    public Items array(JsonSlot slot) {
        JsonAnchor start = value(slot, false);
        try (Section _ = program.section("array")) {
            program.assertEqual("opens", start.window(1)[0], slot.active().times('['));
        }
        return new Items(slot, start);
    }

    /** An array and where its elements are. */
    public final class Items {
        private final JsonSlot slot;
        private final JsonAnchor start;

        private Items(JsonSlot slot, JsonAnchor start) {
            this.slot = slot;
            this.start = start;
        }

        /** An element, which is there if a value or name in it is found. */
        public JsonSlot element(int index) {
            // Larger ones would also overflow the ordinal's place in the record.
            if (index >= structure.size()) {
                throw new IllegalArgumentException("no document of this size has an element " + index);
            }
            int depth = slot.depth() + 1;
            List<Expr> ordinals = new ArrayList<>(slot.ordinals());
            ordinals.add(start.ordinal(depth).plus(index));
            return new JsonSlot(depth, ordinals, true, slot.active());
        }

        /**
         * The number of elements, as wires of which element j's is 1 if there are more than j. There are none unless the slot is
         * active.
         *
         * @param capacity asserted to be enough
         */
        public Expr[] present(int capacity) {
            int depth = slot.depth() + 1;
            JsonAnchor close = new JsonAnchor(
                    "array end", structure, JsonAnchor.Role.CLOSE, depth, slot.ordinals(), "", false, slot.active());
            try (Section _ = program.section("array length")) {
                Expr count = slot.active()
                        .times(close.ordinal(depth)
                                .minus(start.ordinal(depth))
                                .minus(close.empty())
                                .plus(1)
                                .wire());
                return unary(count.wire(), capacity);
            }
        }

        /** A number from 0 to a capacity in unary; each digit is a bit, and none is 1 after a 0. */
        private Expr[] unary(Expr count, int capacity) {
            Expr[] present = program.privateInputs("present", capacity);
            Sum sum = program.sum();
            for (int j = 0; j < capacity; j++) {
                program.assertBit("present", present[j]);
                if (j > 0) {
                    program.assertZeroProduct("present in order", present[j], present[j - 1].complement());
                }
                sum.add(present[j]);
            }
            program.assertEqual("count", sum.expr(), count);
            structure.steps().add(run -> {
                long n = run.assignment().value(count).w0();
                for (int j = 0; j < capacity; j++) {
                    run.assignment().set(present[j], j < n ? 1 : 0);
                }
            });
            return present;
        }
    }
}
