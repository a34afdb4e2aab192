package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Witness;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.List;
import java.util.function.Predicate;

/**
 * A circuit without one of its assertions, and how a prover uses that.
 *
 * @param assertion the full name of what is omitted
 * @param path what is asked of the document
 * @param attack how a prover answers wrongly
 */
record Mutant(String assertion, String path, Read read, String document, Attack attack) {
    /** Documents are of at most as many bytes, but for a few bounds. */
    static final int SIZE = 40;

    private static final int LEVELS = 3;
    private static final int CAPACITY = 2;
    private static final int SHALLOW = 7;

    /** A way to use the absence of an assertion. */
    interface Attack {
        boolean wins(Adversary adversary, JsonCircuit circuit);
    }

    /** A circuit for the question. Where the depth is to run over into what is next in a record, lengths of strings are not. */
    JsonCircuit circuit(Predicate<String> omitted) {
        JsonStructure.Options options =
                new JsonStructure.Options(SHALLOW, LEVELS, true, !document.startsWith("{\"c\":[[["));
        return new JsonCircuit(Math.max(SIZE, document.length()), options, omitted).with(path, read, CAPACITY);
    }

    boolean falls(JsonCircuit circuit) {
        return attack.wins(new Adversary(circuit, path, read, document), circuit);
    }

    static Attack state(String recurrence) {
        return (adversary, circuit) -> adversary.winsByAState(recurrence, 600);
    }

    static Attack anchors() {
        return (adversary, circuit) -> adversary.winsByAnAnchor(List.of());
    }

    /** Another value of one input of a name lets an anchor stand elsewhere. */
    static Attack anchorsWith(String input) {
        return (adversary, circuit) -> adversary.winsByAnAnchor(Witness.inputs(circuit.program, input));
    }

    /** Numbers in the first inputs of some names, each as {@code name=1,2}, win. */
    static Attack pins(String... choices) {
        return (adversary, circuit) -> pinned(adversary, circuit, choices).wins();
    }

    /** So do they with some value of one of the inputs of a name. */
    static Attack pinsWith(String input, String... choices) {
        return (adversary, circuit) ->
                pinned(adversary, circuit, choices).winsWithOneOf(Witness.inputs(circuit.program, input));
    }

    static Adversary.Try pinned(Adversary adversary, JsonCircuit circuit, String... choices) {
        Adversary.Try one = adversary.new Try();
        for (String choice : choices) {
            int equals = choice.indexOf('=');
            List<Expr> inputs = Witness.inputs(circuit.program, choice.substring(0, equals));
            String[] values = choice.substring(equals + 1).split(",", -1);
            for (int i = 0; i < values.length; i++) {
                one.pin(inputs.get(i), Long.parseLong(values[i]));
            }
        }
        return one;
    }
}
