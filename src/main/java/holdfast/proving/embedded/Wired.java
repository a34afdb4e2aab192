package holdfast.proving.embedded;

import holdfast.dvr.Value;
import holdfast.zk.compiler.Expr;
import holdfast.zk.gadget.JsonText;
import java.util.List;

/** A value of a query in a circuit. */
sealed interface Wired {

    /** What it is, as the query's language has it. */
    Value.Type type();

    /** A value that the query itself gives. */
    record Known(Value.Scalar value) implements Wired {
        @Override
        public Value.Type type() {
            return value.type();
        }
    }

    /** A text of a document. */
    record Text(JsonText text) implements Wired {
        @Override
        public Value.Type type() {
            return Value.Type.TEXT;
        }
    }

    /** A number. */
    record Int(Expr value) implements Wired {
        @Override
        public Value.Type type() {
            return Value.Type.INTEGER;
        }
    }

    /** 1 for yes, 0 for no. */
    record Bool(Expr value) implements Wired {
        @Override
        public Value.Type type() {
            return Value.Type.BOOLEAN;
        }
    }

    /**
     * A list with room for more elements than it has.
     *
     * @param items one for each place
     * @param kept for each place 1 if its element belongs to the list, else 0
     * @param filtered whether places between others may be empty
     */
    record Items(List<Wired> items, List<Expr> kept, boolean filtered, Value.Type itemType) implements Wired {
        public Items {
            items = List.copyOf(items);
            kept = List.copyOf(kept);
        }

        @Override
        public Value.Type type() {
            return Value.Type.LIST;
        }
    }
}
