package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Changes single inputs of a satisfying assignment and says which assertions notice. Only what depends on the input is computed
 * anew, so that every input of a large program can be tried.
 */
public final class Perturbation {
    private final Program program;
    private final List<Program.Input> secrets;
    private final Values honest;
    private final Values changed;
    private final int[] userStart;
    private final int[] users;
    private final int[] assertionStart;
    private final int[] assertionUsers;
    /** The round in which a node was last queued. */
    private final int[] queued;

    private int round;

    /** Starts from an assignment, which must satisfy its program. */
    public Perturbation(Program program, Assignment assignment) {
        if (!assignment.violations().isEmpty()) {
            throw new AssertionError("the starting point violates " + assignment.violations());
        }
        this.program = program;
        secrets = program.inputs().stream().filter(i -> !i.isPublic()).toList();
        queued = new int[program.nodes.size()];
        honest = assignment.computed();
        changed = honest.copy();
        Nodes nodes = program.nodes;
        userStart = new int[nodes.size() + 1];
        for (int t = 0; t < nodes.terms(); t++) {
            userStart[Expr.first(nodes.pair(t)) + 1]++;
            userStart[Expr.second(nodes.pair(t)) + 1]++;
        }
        Arrays.parallelPrefix(userStart, Integer::sum);
        users = new int[userStart[nodes.size()]];
        int[] next = userStart.clone();
        for (int node = 0; node < nodes.size(); node++) {
            for (int t = nodes.from(node); t < nodes.to(node); t++) {
                users[next[Expr.first(nodes.pair(t))]++] = node;
                users[next[Expr.second(nodes.pair(t))]++] = node;
            }
        }
        assertionStart = new int[nodes.size() + 1];
        for (Program.Assertion a : program.assertions()) {
            assertionStart[Expr.first(a.pair()) + 1]++;
            assertionStart[Expr.second(a.pair()) + 1]++;
        }
        Arrays.parallelPrefix(assertionStart, Integer::sum);
        assertionUsers = new int[assertionStart[nodes.size()]];
        int[] nextUser = assertionStart.clone();
        for (int i = 0; i < program.assertions().size(); i++) {
            Program.Assertion a = program.assertions().get(i);
            assertionUsers[nextUser[Expr.first(a.pair())]++] = i;
            assertionUsers[nextUser[Expr.second(a.pair())]++] = i;
        }
    }

    /** Number of private inputs. */
    public int privateInputs() {
        return secrets.size();
    }

    /** The full name of a private input. */
    public String name(int privateInput) {
        Program.Input input = input(privateInput);
        return program.fullName(input.name(), input.section());
    }

    /** The honest value of a private input. */
    public Element value(int privateInput) {
        return honest.get(input(privateInput).node());
    }

    private Program.Input input(int privateInput) {
        return secrets.get(privateInput);
    }

    /** The names of the assertions that notice a change of one private input; empty if none does. */
    public List<String> violations(int privateInput, Element value) {
        int node = input(privateInput).node();
        changed.set(node, value);
        return changed.same(node, honest) ? List.of() : propagate(node);
    }

    private List<String> propagate(int input) {
        List<Integer> touched = new ArrayList<>();
        SortedSet<Integer> suspects = new TreeSet<>();
        PriorityQueue<Integer> queue = new PriorityQueue<>();
        round++;
        mark(input, touched, suspects, queue);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            changed.compute(node);
            if (!changed.same(node, honest)) {
                mark(node, touched, suspects, queue);
            }
        }
        List<String> result = new ArrayList<>();
        for (int i : suspects) {
            Program.Assertion a = program.assertions().get(i);
            if (!changed.isZero(Expr.first(a.pair())) && !changed.isZero(Expr.second(a.pair()))) {
                result.add(program.fullName(a.name(), a.section()));
            }
        }
        for (int node : touched) {
            changed.take(node, honest);
        }
        return result;
    }

    private void mark(int node, List<Integer> touched, SortedSet<Integer> suspects, PriorityQueue<Integer> queue) {
        touched.add(node);
        for (int i = userStart[node]; i < userStart[node + 1]; i++) {
            if (queued[users[i]] != round) {
                queued[users[i]] = round;
                queue.add(users[i]);
            }
        }
        for (int i = assertionStart[node]; i < assertionStart[node + 1]; i++) {
            suspects.add(assertionUsers[i]);
        }
    }
}
