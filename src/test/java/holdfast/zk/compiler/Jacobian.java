package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The derivatives of all assertions by all private inputs at a satisfying assignment. Where they have full column rank no witness can
 * be moved a little, in the sense of the field's own derivatives: what is left to a prover is a choice between separate solutions.
 */
public final class Jacobian {
    private final Program program;
    private final Field field;
    private final Values values;
    /** For each input the assertions that depend on it. */
    private final List<SortedMap<Integer, Element>> rows = new ArrayList<>();

    private final Map<Integer, Integer> columns = new HashMap<>();
    private final List<Program.Input> secrets;

    /** Computes the derivatives. */
    public Jacobian(Program program, Assignment assignment) {
        this.program = program;
        field = program.field();
        values = assignment.computed();
        secrets = program.inputs().stream().filter(input -> !input.isPublic()).toList();
        for (int i = 0; i < secrets.size(); i++) {
            columns.put(secrets.get(i).node(), i);
        }
        for (Program.Assertion assertion : program.assertions()) {
            rows.add(gradient(assertion.pair()));
        }
    }

    /** By the chain rule from an assertion's two wires down to the inputs; nodes only depend on nodes made before. */
    private SortedMap<Integer, Element> gradient(long pair) {
        TreeMap<Integer, Element> open = new TreeMap<>();
        product(open, pair, Element.ONE);
        SortedMap<Integer, Element> row = new TreeMap<>();
        Nodes nodes = program.nodes;
        while (!open.isEmpty()) {
            Map.Entry<Integer, Element> last = open.pollLastEntry();
            int node = last.getKey();
            if (node == 0 || last.getValue().isZero()) {
                continue;
            }
            Integer column = columns.get(node);
            if (column != null) {
                row.put(column, last.getValue());
            }
            for (int t = nodes.from(node); t < nodes.to(node); t++) {
                Element k = program.coefficients.get(nodes.coefficient(t));
                product(open, nodes.pair(t), field.mul(last.getValue(), k));
            }
        }
        return row;
    }

    private void product(Map<Integer, Element> open, long pair, Element factor) {
        int a = Expr.first(pair);
        int b = Expr.second(pair);
        open.merge(a, field.mul(factor, values.get(b)), field::add);
        open.merge(b, field.mul(factor, values.get(a)), field::add);
    }

    /**
     * The private inputs that can be moved with all assertions still holding in the first order: full names, each as often as there are
     * such directions; an input is named once for a direction that several share. Empty if the rank is full.
     */
    public List<String> free() {
        // Most inputs have an equation of their own; those first, and what they leave after.
        List<List<Integer>> users = new ArrayList<>();
        secrets.forEach(input -> users.add(new ArrayList<>()));
        int[] left = new int[rows.size()];
        Deque<Integer> single = new ArrayDeque<>();
        for (int r = 0; r < rows.size(); r++) {
            int row = r;
            rows.get(r).keySet().forEach(column -> users.get(column).add(row));
            left[r] = rows.get(r).size();
            if (left[r] == 1) {
                single.add(r);
            }
        }
        boolean[] solved = new boolean[secrets.size()];
        while (!single.isEmpty()) {
            int row = single.remove();
            rows.get(row).keySet().stream().filter(c -> !solved[c]).findFirst().ifPresent(column -> {
                solved[column] = true;
                for (int user : users.get(column)) {
                    if (--left[user] == 1) {
                        single.add(user);
                    }
                }
            });
        }
        List<SortedMap<Integer, Element>> rest = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            if (left[r] > 0) {
                SortedMap<Integer, Element> row = new TreeMap<>(rows.get(r));
                row.keySet().removeIf(column -> solved[column]);
                rest.add(row);
            }
        }
        eliminate(rest, solved);
        List<String> names = new ArrayList<>();
        for (int c = 0; c < solved.length; c++) {
            if (!solved[c]) {
                names.add(program.fullName(secrets.get(c).name(), secrets.get(c).section()));
            }
        }
        return names;
    }

    private void eliminate(List<SortedMap<Integer, Element>> rest, boolean[] solved) {
        Map<Integer, SortedMap<Integer, Element>> pivots = new HashMap<>();
        for (SortedMap<Integer, Element> row : rest) {
            while (!row.isEmpty()) {
                int column = row.firstKey();
                SortedMap<Integer, Element> pivot = pivots.get(column);
                if (pivot == null) {
                    pivots.put(column, row);
                    solved[column] = true;
                    break;
                }
                Element factor = field.negate(field.mul(row.get(column), field.inverse(pivot.get(column))));
                pivot.forEach((c, value) -> row.merge(c, field.mul(factor, value), (x, y) -> {
                    Element sum = field.add(x, y);
                    return sum.isZero() ? null : sum;
                }));
            }
        }
    }
}
