package holdfast.proving.embedded;

import holdfast.proving.CircuitParameters;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroCode;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CircuitProver;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The circuits of a request, ready to be proven or verified. Safe to share between threads. */
final class Compiled {
    private final RequestCircuits circuits;
    private final One data;
    private final One signatures;

    /** @param check ends the work by throwing */
    Compiled(RequestCircuits circuits, Runnable check) {
        this.circuits = circuits;
        data = new One(circuits.data(), check);
        signatures = new One(circuits.signatures(), check);
    }

    /** One of them with its parameters. */
    static final class One {
        private final Circuit circuit;
        private final LigeroParameters parameters;
        private final LigeroCode code;
        private @Nullable SumcheckCircuit prepared;

        private One(Program program, Runnable check) {
            circuit = program.compile().circuit();
            check.run();
            parameters = Parameters.of(circuit);
            code = CircuitVerifier.code(circuit, parameters);
            check.run();
        }

        Circuit circuit() {
            return circuit;
        }

        CircuitVerifier verifier(Workers workers, Progress progress) {
            return new CircuitVerifier(circuit, code, workers, progress);
        }

        CircuitProver prover(Workers workers, Progress progress) {
            return new CircuitProver(prepared(workers), code, workers, progress);
        }

        /** The index work of proving is done when it is first needed: a verifier does without. */
        private synchronized SumcheckCircuit prepared(Workers workers) {
            SumcheckCircuit known = prepared;
            if (known == null) {
                known = new SumcheckCircuit(circuit, workers);
                prepared = known;
            }
            return known;
        }

        CircuitParameters describe() {
            return Parameters.describe(circuit, parameters);
        }
    }

    /** What the circuits were compiled from. */
    RequestCircuits circuits() {
        return circuits;
    }

    One data() {
        return data;
    }

    One signatures() {
        return signatures;
    }

    /** Terms of both circuits. */
    long terms() {
        return data.circuit.termCount() + signatures.circuit.termCount();
    }

    List<CircuitParameters> parameters() {
        return List.of(data.describe(), signatures.describe());
    }
}
