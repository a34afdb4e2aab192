package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A statement about public and private numbers of a prime field, as inputs, expressions and named assertions; {@link #compile}
 * makes the layered circuit of it. Gadgets are written against this class.
 *
 * <p>The same calls in the same order give the same circuit on every machine. Not for use by several threads.
 */
public final class Program {
    private final Field field;
    private final Predicate<String> omitted;
    final Coefficients coefficients;
    final Nodes nodes;
    private Runnable check;
    private final List<String> sectionNames = new ArrayList<>(List.of(""));
    private final List<Integer> sectionParents = new ArrayList<>(List.of(0));
    private int section;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Assertion> assertions = new ArrayList<>();
    private final Expr zero;
    private final Expr one;

    /** An input wire. */
    record Input(int node, String name, int section, boolean isPublic) {}

    /** The assertion that the product of a pair of wires is 0; the first is the constant 1 for a single wire. */
    record Assertion(long pair, String name, int section) {}

    /** Starts an empty program over an odd prime field. */
    public Program(Field field) {
        this(field, () -> {});
    }

    /**
     * Starts an empty program over an odd prime field.
     *
     * @param check called often while the program and its circuit are made; ends the work by throwing. Not called any more
     *     once there is a circuit
     */
    public Program(Field field, Runnable check) {
        this(field, name -> false, check);
    }

    /**
     * Starts a program that leaves out some assertions. For tests of the constraint systems themselves.
     *
     * @param omitted says of an assertion's full name whether it is left out
     */
    public Program(Field field, Predicate<String> omitted) {
        this(field, omitted, () -> {});
    }

    private Program(Field field, Predicate<String> omitted, Runnable check) {
        if (field.characteristicTwo()) {
            throw new IllegalArgumentException("programs need an odd prime field, not " + field.name());
        }
        this.field = field;
        this.omitted = omitted;
        this.check = check;
        nodes = new Nodes(check);
        coefficients = new Coefficients(field);
        nodes.addInput(0);
        zero = new Expr(this, new long[0], new int[0]);
        one = constant(1);
    }

    /** The field of all numbers. */
    public Field field() {
        return field;
    }

    // ---- inputs and constants ----

    /** A number the verifier knows. */
    public Expr publicInput(String name) {
        return input(name, true);
    }

    /** A number only the prover knows. It is unconstrained until something is asserted of it. */
    public Expr privateInput(String name) {
        return input(name, false);
    }

    /** Several private numbers of one name. */
    public Expr[] privateInputs(String name, int count) {
        Expr[] result = new Expr[count];
        Arrays.setAll(result, i -> privateInput(name));
        return result;
    }

    /**
     * The number of a public input among the inputs of the circuit; the constant 1 has the number 0.
     *
     * @throws IllegalArgumentException if it is none
     */
    public int publicNumber(Expr input) {
        int number = 1;
        for (Input one : inputs) {
            if (one.isPublic()) {
                if (input.pairs.length == 1 && input.pairs[0] == one.node()) {
                    return number;
                }
                number++;
            }
        }
        throw new IllegalArgumentException("this is no public input of the program");
    }

    /** Number of private inputs. */
    public int privateInputs() {
        return (int) inputs.stream().filter(input -> !input.isPublic()).count();
    }

    private Expr input(String name, boolean isPublic) {
        int node = nodes.addInput(section);
        inputs.add(new Input(node, name, section, isPublic));
        return wireOf(node);
    }

    /** A signed constant. */
    public Expr constant(long value) {
        return constantNumbered(coefficients.of(value));
    }

    /** A constant. */
    public Expr constant(Element value) {
        return constantNumbered(coefficients.of(value));
    }

    private Expr constantNumbered(int number) {
        return number == Coefficients.ZERO ? zero : new Expr(this, new long[] {0}, new int[] {number});
    }

    /** The constant 0. */
    public Expr zero() {
        return zero;
    }

    /** The constant 1. */
    public Expr one() {
        return one;
    }

    /** An empty sum. */
    public Sum sum() {
        return new Sum(this);
    }

    /** {@code condition · (a − b) + b}: a where the 0/1 value is 1, else b. */
    public Expr select(Expr condition, Expr a, Expr b) {
        return condition.times(a.minus(b)).plus(b);
    }

    /** The product of all factors, as a balanced tree; 1 if there are none. */
    public Expr product(List<Expr> factors) {
        if (factors.isEmpty()) {
            return one;
        }
        if (factors.size() == 1) {
            return factors.getFirst();
        }
        int half = factors.size() / 2;
        return product(factors.subList(0, half)).times(product(factors.subList(half, factors.size())));
    }

    // ---- assertions ----

    /**
     * Asserts that an expression is 0.
     *
     * @throws IllegalArgumentException if it is a constant other than 0
     */
    public void assertZero(String name, Expr expr) {
        if (expr.isZero() || omitted.test(fullName(name, section))) {
            return;
        }
        if (expr.isConstant()) {
            throw new IllegalArgumentException("the assertion \"" + fullName(name, section) + "\" can never hold");
        }
        long pair = expr.pairs.length == 1 ? expr.pairs[0] : node(expr.pairs, expr.coefficients);
        assertions.add(new Assertion(pair, name, section));
    }

    /** Asserts that two expressions are equal. */
    public void assertEqual(String name, Expr a, Expr b) {
        assertZero(name, a.minus(b));
    }

    /** Asserts that at least one of two expressions is 0; never dearer than asserting their product. */
    public void assertZeroProduct(String name, Expr a, Expr b) {
        Expr product =
                a.pairs.length * b.pairs.length <= a.pairs.length + b.pairs.length && a.isLinear() && b.isLinear()
                        ? a.times(b)
                        : a.wire().times(b.wire());
        assertZero(name, product);
    }

    /** Asserts that an expression is 0 or 1. */
    public void assertBit(String name, Expr expr) {
        assertZeroProduct(name, expr, expr.minus(1));
    }

    /** Asserts that an expression is −1 or 1. */
    public void assertSign(String name, Expr expr) {
        assertZeroProduct(name, expr.plus(1), expr.minus(1));
    }

    // ---- sections ----

    /** Starts a named part; close it with try-with-resources. */
    public Section section(String name) {
        int outer = section;
        sectionNames.add(name);
        sectionParents.add(outer);
        section = sectionNames.size() - 1;
        return new Section(this, outer);
    }

    /** Starts a part that is going to be copied. */
    public Template template() {
        return new Template(this);
    }

    void leaveTo(int outer) {
        section = outer;
    }

    String fullName(String name, int inSection) {
        String path = sectionPath(inSection);
        return path.isEmpty() ? name : path + "/" + name;
    }

    /** The names of the open parts, outermost first, with strokes between them. */
    String sectionPath(int inSection) {
        StringBuilder path = new StringBuilder();
        for (int s = inSection; s != 0; s = sectionParents.get(s)) {
            path.insert(0, path.isEmpty() ? sectionNames.get(s) : sectionNames.get(s) + "/");
        }
        return path.toString();
    }

    // ---- results ----

    /**
     * Makes the layered circuit.
     *
     * @throws CircuitTooLargeException if a layer has more wires or terms than a circuit file can hold
     */
    public CompiledCircuit compile() {
        nodes.trim();
        CompiledCircuit compiled = new Layering(this, check).compile();
        check = () -> {};
        nodes.unwatch();
        return compiled;
    }

    /** An assignment of the inputs, all still to be set. */
    public Assignment assignment() {
        return assignment(() -> {});
    }

    /**
     * An assignment of the inputs, all still to be set.
     *
     * @param check called often while values are set and computed; ends the work by throwing
     */
    public Assignment assignment(Runnable check) {
        return new Assignment(this, check);
    }

    int sections() {
        return sectionNames.size();
    }

    List<Input> inputs() {
        return inputs;
    }

    List<Assertion> assertions() {
        return assertions;
    }

    // ---- expressions ----

    Expr wireOf(int node) {
        return new Expr(this, new long[] {node}, new int[] {Coefficients.ONE});
    }

    int termDepth(long pair) {
        return pair == 0 ? 0 : nodes.termDepth(pair);
    }

    Expr expr(long[] pairs, int[] values, int count) {
        if (count == 0) {
            return zero;
        }
        return new Expr(this, Arrays.copyOf(pairs, count), Arrays.copyOf(values, count));
    }

    /**
     * The node of a sum. Terms of shallower layers are first summed up where they are, because carrying one sum up costs less than
     * carrying all its wires.
     */
    int node(long[] pairs, int[] values) {
        int deepest = 0;
        int shallowest = Integer.MAX_VALUE;
        for (long pair : pairs) {
            int depth = termDepth(pair);
            deepest = Math.max(deepest, depth);
            shallowest = depth > 0 ? Math.min(shallowest, depth) : shallowest;
        }
        if (shallowest >= deepest) {
            return nodes.addSum(pairs, values, section);
        }
        Expr carried = zero;
        for (int depth = shallowest; depth < deepest; depth++) {
            Sum level = sum().add(carried);
            int added = addTermsOfDepth(depth, pairs, values, level);
            if (added > 0) {
                carried = level.expr();
                // A single wire is carried up as it is.
                if (carried.pairs.length > 1 || !carried.isLinear()) {
                    carried = carried.wire();
                }
            }
        }
        Sum top = sum().add(carried);
        addTermsOfDepth(0, pairs, values, top);
        addTermsOfDepth(deepest, pairs, values, top);
        Expr folded = top.expr();
        return folded.isZero()
                ? nodes.addSum(pairs, values, section)
                : nodes.addSum(folded.pairs, folded.coefficients, section);
    }

    private int addTermsOfDepth(int depth, long[] pairs, int[] values, Sum target) {
        int added = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (termDepth(pairs[i]) == depth) {
                target.addTerm(pairs[i], values[i]);
                added++;
            }
        }
        return added;
    }
}
