package holdfast.proving.embedded;

import holdfast.proving.CircuitParameters;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CircuitProver;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The circuits of a request, ready to be proven or verified. */
record Compiled(One data, One signatures) {

    /** One of them with its parameters. */
    record One(SumcheckCircuit circuit, LigeroParameters parameters) {
        CircuitVerifier verifier(Workers workers, Progress progress) {
            return new CircuitVerifier(circuit.circuit(), parameters, workers, progress);
        }

        CircuitProver prover(Workers workers, Progress progress) {
            return new CircuitProver(circuit, parameters, workers, progress);
        }

        CircuitParameters describe() {
            return Parameters.describe(circuit.circuit(), parameters);
        }
    }

    static Compiled of(RequestCircuits circuits, CircuitCache cache, Workers workers) {
        return new Compiled(
                one(circuits, "data", circuits.data(), cache, workers),
                one(circuits, "signatures", circuits.signatures(), cache, workers));
    }

    private static One one(
            RequestCircuits circuits, String which, Program program, CircuitCache cache, Workers workers) {
        SumcheckCircuit circuit =
                cache.get(key(circuits, which), () -> program.compile().circuit(), workers);
        return new One(circuit, Parameters.of(circuit.circuit()));
    }

    private static byte[] key(RequestCircuits circuits, String which) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(which.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return digest.digest(circuits.cacheKey());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    List<CircuitParameters> parameters() {
        return List.of(data.describe(), signatures.describe());
    }
}
