package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.proving.CircuitParameters;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.field.Field;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroCode;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CircuitProver;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The circuits of a request, ready to be proven or verified. Safe to share between threads. */
final class Compiled {
    private final RequestCircuits circuits;
    private final One data;
    private final One signatures;
    private final CancellableLock assigning = new CancellableLock();

    private Compiled(RequestCircuits circuits, One data, One signatures) {
        this.circuits = circuits;
        this.data = data;
        this.signatures = signatures;
    }

    /**
     * Compiles both circuits, and makes the tables of their codes meanwhile.
     *
     * @param codes of rows, kept for all circuits
     */
    static Compiled of(RequestCircuits circuits, RowCodes codes, Workers workers) {
        Field field = circuits.data().field();
        LigeroParameters likely = Parameters.likely(field, circuits.data().privateInputs());
        Circuit[] made = new Circuit[2];
        workers.run(2, i -> {
            if (i == 0) {
                made[0] = circuits.data().compile().circuit();
            } else {
                made[1] = circuits.signatures().compile().circuit();
                codes.of(field, likely, workers::check);
            }
        });
        workers.check();
        return new Compiled(circuits, new One(made[0], codes, workers::check), new One(made[1], codes, workers::check));
    }

    /** One of them with its parameters. */
    static final class One {
        private final Circuit circuit;
        private final LigeroParameters parameters;
        private final LigeroCode code;
        private final CancellableLock preparing = new CancellableLock();
        private volatile @Nullable SumcheckCircuit prepared;

        /** @param check ends the work by throwing */
        private One(Circuit circuit, RowCodes codes, Runnable check) {
            this.circuit = circuit;
            parameters = Parameters.of(circuit);
            code = CircuitVerifier.code(circuit, parameters, codes.of(circuit.field(), parameters, check));
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
        private SumcheckCircuit prepared(Workers workers) {
            SumcheckCircuit known = prepared;
            return known != null
                    ? known
                    : preparing.alone(workers::check, () -> {
                        SumcheckCircuit made = prepared;
                        if (made == null) {
                            made = new SumcheckCircuit(circuit, workers);
                            prepared = made;
                        }
                        return made;
                    });
        }

        CircuitParameters describe() {
            return Parameters.describe(circuit, parameters);
        }
    }

    /** What the circuits were compiled from. */
    RequestCircuits circuits() {
        return circuits;
    }

    /**
     * Sets everything but the ties' public inputs, one proof at a time: reading values may look up expressions of the programs, whose
     * tables are not made for several threads.
     */
    void assign(
            Map<Tag, CredentialCircuits.Secrets> secrets,
            Claims claims,
            Assignment ofData,
            Assignment ofSignatures,
            Runnable check) {
        assigning.alone(check, () -> circuits.assign(secrets, claims, ofData, ofSignatures));
    }

    /** Does the index work of proving. */
    void prepare(Workers workers) {
        data.prepared(workers);
        signatures.prepared(workers);
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
