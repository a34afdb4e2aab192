package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import java.util.List;

/**
 * Where a value stands: a member of an object or an element of an array, given by the ordinals of all levels down to its own.
 *
 * @param depth its level; 0 for the whole document, whose members have level 1
 * @param ordinals of the levels 1 to {@code depth}
 * @param element whether it is an element of an array
 * @param active 1, or 0 where nothing is asked of it
 */
public record JsonSlot(int depth, List<Expr> ordinals, boolean element, Expr active) {
    /** Copies the list. */
    public JsonSlot {
        ordinals = List.copyOf(ordinals);
    }

    /** The same place, asked of only where {@code active} is 1. */
    public JsonSlot where(Expr newActive) {
        return new JsonSlot(depth, ordinals, element, newActive);
    }
}
