package holdfast.zk.compiler;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places the nodes of a program on layers and writes them out as a circuit.
 *
 * <p>A node may lie on any layer above its operands; a wire used further up is copied through the layers between, one term each.
 * Nodes start as low as possible; then, from the last to the first, each is lifted while this saves more copies of itself than it
 * costs its operands. Wires keep the order of the program, so the circuit depends on the program alone.
 */
final class Layering {
    /** LFC1 has three bytes for a number. */
    private static final int MOST_PER_LAYER = 1 << 24;

    /** Nodes or terms between two checks. */
    private static final int CHECKED = 1 << 16;

    private final Program program;
    private final Runnable check;
    private final Nodes nodes;
    /** The layer a node is computed on, inputs on 0; −1 if nothing needs it. */
    private final int[] layer;
    /** The highest layer on which the node's value must be there as a wire. */
    private final int[] end;

    private int layers;

    Layering(Program program, Runnable check) {
        this.program = program;
        this.check = check;
        nodes = program.nodes;
        layer = new int[nodes.size()];
        end = new int[nodes.size()];
    }

    CompiledCircuit compile() {
        place();
        return write();
    }

    // ---- placing ----

    private void place() {
        int size = nodes.size();
        boolean[] needed = new boolean[size];
        int[] ceiling = new int[size];
        Arrays.fill(ceiling, Integer.MAX_VALUE);
        layers = 1;
        for (Program.Assertion a : program.assertions()) {
            layers = Math.max(layers, assertionLayer(a));
        }
        for (Program.Assertion a : program.assertions()) {
            int left = Expr.first(a.pair());
            int right = Expr.second(a.pair());
            needed[left] = true;
            needed[right] = true;
            if (left == 0 && nodes.depth(right) == layers) {
                ceiling[right] = layers;
                end[right] = layers;
            } else {
                int at = nodes.termDepth(a.pair());
                use(left, at, ceiling);
                use(right, at, ceiling);
            }
        }
        int[] operands = new int[64];
        for (int node = size - 1; node > 0; node--) {
            if (node % CHECKED == 0) {
                check.run();
            }
            int from = nodes.from(node);
            int to = nodes.to(node);
            if (from == to) {
                continue;
            }
            if (!needed[node]) {
                layer[node] = -1;
                continue;
            }
            int count = 0;
            for (int t = from; t < to; t++) {
                long pair = nodes.pair(t);
                needed[Expr.first(pair)] = true;
                needed[Expr.second(pair)] = true;
                if (count + 2 > operands.length) {
                    operands = Arrays.copyOf(operands, 2 * operands.length);
                }
                count = addOperand(operands, count, Expr.first(pair));
                count = addOperand(operands, count, Expr.second(pair));
            }
            layer[node] = bestLayer(nodes.depth(node), ceiling[node], operands, count);
            end[node] = Math.max(end[node], layer[node]);
            for (int i = 0; i < count; i++) {
                use(operands[i], layer[node], ceiling);
            }
        }
        end[0] = layers - 1;
    }

    private static int addOperand(int[] operands, int count, int operand) {
        // Most sums are short; in long ones a repeated operand only weighs twice in the choice of the layer.
        int look = Math.min(count, 16);
        for (int i = count - look; i < count; i++) {
            if (operands[i] == operand) {
                return count;
            }
        }
        if (operand == 0) {
            return count;
        }
        operands[count] = operand;
        return count + 1;
    }

    private void use(int node, int at, int[] ceiling) {
        end[node] = Math.max(end[node], at - 1);
        ceiling[node] = Math.min(ceiling[node], at - 1);
    }

    /** The layer a value is first asserted on: a wire on the last layer is an output and needs no term. */
    private int assertionLayer(Program.Assertion a) {
        int left = Expr.first(a.pair());
        int right = Expr.second(a.pair());
        return left == 0 && nodes.from(right) != nodes.to(right) ? nodes.depth(right) : nodes.termDepth(a.pair());
    }

    private int bestLayer(int lowest, int highest, int[] operands, int count) {
        int best = lowest;
        int most = 0;
        for (int at = lowest + 1; at <= highest; at++) {
            int saved = at - lowest;
            for (int i = 0; i < count && saved > most; i++) {
                saved -= Math.max(0, at - 1 - Math.max(end[operands[i]], lowest - 1));
            }
            if (saved > most) {
                most = saved;
                best = at;
            }
        }
        return best;
    }

    // ---- writing ----

    private CompiledCircuit write() {
        int size = nodes.size();
        int[][] byLayer = nodesByLayer();
        List<List<Program.Assertion>> asserted = new ArrayList<>();
        for (int i = 0; i <= layers; i++) {
            asserted.add(new ArrayList<>());
        }
        for (Program.Assertion a : program.assertions()) {
            int right = Expr.second(a.pair());
            boolean output = Expr.first(a.pair()) == 0 && layer[right] == layers;
            if (!output) {
                // Its wires were given ceilings that leave it where it was first possible.
                asserted.get(nodes.termDepth(a.pair())).add(a);
            }
        }
        int[] wire = new int[size];
        int[] live = firstLayer(wire);
        int inputs = live.length;
        long[] bySection = new long[program.sections()];
        LayerTerms[] written = new LayerTerms[layers + 1];
        int[] widths = new int[layers + 1];
        widths[0] = inputs;
        long terms = 0;
        long copies = 0;
        for (int d = 1; d <= layers; d++) {
            check.run();
            int[] next = survivors(live, byLayer[d], d);
            LayerTerms out = new LayerTerms(most(next, d) + asserted.get(d).size());
            int[] start = new int[next.length + 1];
            for (int g = 0; g < next.length; g++) {
                int node = next[g];
                if (g % CHECKED == CHECKED - 1) {
                    check.run();
                }
                if (layer[node] == d) {
                    for (int t = nodes.from(node); t < nodes.to(node); t++) {
                        long pair = nodes.pair(t);
                        out.add(g, wire[Expr.first(pair)], wire[Expr.second(pair)], nodes.coefficient(t));
                    }
                    bySection[nodes.section(node)] += nodes.to(node) - nodes.from(node);
                } else {
                    out.add(g, 0, wire[node], Coefficients.ONE);
                    copies++;
                }
                start[g + 1] = out.size();
            }
            int g = 0;
            for (Program.Assertion a : asserted.get(d)) {
                int left = Math.min(wire[Expr.first(a.pair())], wire[Expr.second(a.pair())]);
                int right = Math.max(wire[Expr.first(a.pair())], wire[Expr.second(a.pair())]);
                // An assertion may share its output with a sum, but not with the same product.
                while (g < next.length && out.contains(start[g], start[g + 1], left, right)) {
                    g++;
                }
                out.add(g++, left, right, Coefficients.ZERO);
                bySection[a.section()]++;
            }
            widths[d] = Math.max(1, Math.max(next.length, g));
            terms += out.size();
            check(d, widths[d], out.size());
            written[d] = out;
            for (int i = 0; i < next.length; i++) {
                wire[next[i]] = i;
            }
            live = next;
        }
        return new CompiledCircuit(build(written, widths, inputs), terms, copies, byOutermost(bySection));
    }

    /** How many terms a layer has at most, assertions aside: its sums' and one for each wire that is copied. */
    private int most(int[] next, int d) {
        int most = 0;
        for (int node : next) {
            most += layer[node] == d ? nodes.to(node) - nodes.from(node) : 1;
        }
        return most;
    }

    private Circuit build(LayerTerms[] written, int[] widths, int inputs) {
        int publicInputs = 1
                + (int) program.inputs().stream()
                        .filter(Program.Input::isPublic)
                        .count();
        CircuitBuilder builder =
                new CircuitBuilder(program.field(), new Circuit.Shape(widths[layers], publicInputs, 0, inputs));
        for (int d = layers; d >= 1; d--) {
            check.run();
            written[d].addTo(builder, widths[d - 1], program.coefficients.all());
            written[d] = new LayerTerms(0);
        }
        return builder.build(check);
    }

    private static void check(int d, int width, int terms) {
        if (width >= MOST_PER_LAYER || terms >= MOST_PER_LAYER) {
            throw new CircuitTooLargeException(
                    "layer %d of the circuit has %d wires and %d terms; a circuit file holds less than %d"
                            .formatted(d, width, terms, MOST_PER_LAYER));
        }
    }

    private Map<String, Long> byOutermost(long[] bySection) {
        Map<String, Long> result = new TreeMap<>();
        for (int section = 0; section < bySection.length; section++) {
            String path = program.sectionPath(section);
            int stroke = path.indexOf('/');
            result.merge(stroke < 0 ? path : path.substring(0, stroke), bySection[section], Long::sum);
        }
        return result;
    }

    private int[][] nodesByLayer() {
        int[] count = new int[layers + 1];
        for (int node = 0; node < nodes.size(); node++) {
            if (layer[node] >= 0) {
                count[layer[node]]++;
            }
        }
        int[][] result = new int[layers + 1][];
        for (int d = 0; d <= layers; d++) {
            result[d] = new int[count[d]];
            count[d] = 0;
        }
        for (int node = 0; node < nodes.size(); node++) {
            if (layer[node] >= 0) {
                result[layer[node]][count[layer[node]]++] = node;
            }
        }
        return result;
    }

    /** The inputs: the constant, the public ones, the private ones. */
    private int[] firstLayer(int[] wire) {
        int[] live = new int[program.inputs().size() + 1];
        int n = 1;
        for (Program.Input input : program.inputs()) {
            if (input.isPublic()) {
                live[n++] = input.node();
            }
        }
        for (Program.Input input : program.inputs()) {
            if (!input.isPublic()) {
                live[n++] = input.node();
            }
        }
        for (int i = 0; i < live.length; i++) {
            wire[live[i]] = i;
        }
        return live;
    }

    /** The nodes that are wires of a layer: those still needed of the one below, and the new ones, in the program's order. */
    private int[] survivors(int[] live, int[] fresh, int d) {
        int[] result = new int[live.length + fresh.length];
        int n = 0;
        for (int node : live) {
            if (end[node] >= d) {
                result[n++] = node;
            }
        }
        System.arraycopy(fresh, 0, result, n, fresh.length);
        n += fresh.length;
        int[] trimmed = Arrays.copyOf(result, n);
        Arrays.sort(trimmed);
        return trimmed;
    }
}
