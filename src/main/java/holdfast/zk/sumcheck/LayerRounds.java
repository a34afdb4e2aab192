package holdfast.zk.sumcheck;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.SparseIndices;
import holdfast.zk.field.Workers;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a layer's rounds: {@code Σ Q[l, r] · L[l] · R[r]} for the layer's matrix Q and, at first, L = R = its wires;
 * the lowest bit of l and of r are bound in turn.
 *
 * <p>The matrix is bound in both variables at once, at the end of a round. For the right hand the left variable's binding is
 * folded into L instead, which is dense and shorter.
 */
final class LayerRounds {
    private final Field field;
    private final Workers workers;
    private final Iterator<LayerPlan.Level> levels;
    private LayerPlan.@Nullable Level current;
    private GatherTable entries;
    private FieldArray left;
    private FieldArray right;
    private Element leftChallenge = Element.ZERO;

    LayerRounds(Field field, Iterator<LayerPlan.Level> levels, GatherTable matrix, FieldArray wires, Workers workers) {
        this.field = field;
        this.workers = workers;
        entries = matrix;
        this.levels = levels;
        left = wires;
        right = wires;
    }

    /** The round's sums: with p(t) the sum after binding the hand's lowest bit to t, the coefficients of t⁰ and t². */
    Field.Pair sums(int hand) {
        LayerPlan.Level level = level();
        if (hand == 0) {
            return sums(level.rows(), Dense.table(field, right, workers), left);
        }
        GatherTable unfolded = field.newTable(level.wires());
        Dense dense = new Dense(level.wires(), workers);
        workers.run(dense.parts(), p -> {
            int from = dense.from(p);
            FieldArray part = field.newArray(dense.from(p + 1) - from);
            field.expand(part, left.slice(from / 2, (part.length() + 1) / 2), leftChallenge);
            field.store(unfolded, from, part);
        });
        return sums(level.columns(), unfolded, right);
    }

    /** The level of this round. */
    private LayerPlan.Level level() {
        LayerPlan.Level known = current;
        if (known == null) {
            known = levels.next();
            current = known;
        }
        return known;
    }

    private Field.Pair sums(SparseIndices pattern, GatherTable other, FieldArray own) {
        FieldArray product = SumcheckCircuit.product(field, pattern, entries, other, workers);
        Dense dense = new Dense(own.length(), workers);
        Field.Pair[] sums = new Field.Pair[dense.parts()];
        workers.run(sums.length, p -> sums[p] = field.roundSums(dense.slice(product, p), dense.slice(own, p)));
        Element first = Element.ZERO;
        Element second = Element.ZERO;
        for (Field.Pair sum : sums) {
            first = field.add(first, sum.first());
            second = field.add(second, sum.second());
        }
        return new Field.Pair(first, second);
    }

    /** Binds the lowest bit of a hand. */
    void bind(int hand, Element challenge) {
        if (hand == 0) {
            left = bound(left, challenge);
            leftChallenge = challenge;
            return;
        }
        right = bound(right, challenge);
        LayerPlan.Level level = level();
        Element both = field.mul(leftChallenge, challenge);
        Element leftOnly = field.sub(leftChallenge, both);
        Element rightOnly = field.sub(challenge, both);
        FieldArray corners = field.newArray(4);
        field.set(corners, 0, field.sub(field.sub(Element.ONE, leftChallenge), rightOnly));
        field.set(corners, 1, leftOnly);
        field.set(corners, 2, rightOnly);
        field.set(corners, 3, both);
        GatherTable weights = field.table(corners);
        entries = SumcheckCircuit.productTable(field, level.children(), weights, entries, workers);
        current = null;
    }

    private FieldArray bound(FieldArray wires, Element challenge) {
        int half = (wires.length() + 1) / 2;
        FieldArray target = field.newArray(half);
        Dense dense = new Dense(wires.length(), workers);
        workers.run(dense.parts(), p -> {
            FieldArray part = dense.slice(wires, p);
            field.bind(target.slice(dense.from(p) / 2, (part.length() + 1) / 2), part, challenge);
        });
        return target;
    }

    /** The hand's wires at the point it was bound to. */
    Element claim(int hand) {
        return field.get(hand == 0 ? left : right, 0);
    }

    /** The matrix at the two points. */
    Element boundMatrix() {
        return entries.length() == 0 ? Element.ZERO : field.get(entries, 0);
    }
}
