package holdfast.zk.protocol;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitLimits;
import holdfast.zk.circuit.CircuitReader;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Reads and verifies the largest vectors, and refuses changed ones, in a Java of its own, whose heap is bounded. */
final class RefuseLargeProofs {
    private static final byte[] SEED = "harness".getBytes(StandardCharsets.US_ASCII);

    private RefuseLargeProofs() {}

    public static void main(String[] args) throws Exception {
        int flips = Integer.parseInt(args[0]);
        System.out.println(refuse("sha256-8blocks-gf2_128", new LigeroParameters(7, 132, 0), flips));
        System.out.println(refuse("jwt-15blocks-p256", new LigeroParameters(4, 128, 0), flips));
        MdocProofTest mdoc = new MdocProofTest();
        mdoc.acceptTheirsAndRefuseChanged();
        mdoc.stop();
        System.out.println("all were refused");
    }

    private static Map<ProofException.Reason, Integer> refuse(String vector, LigeroParameters parameters, int flips)
            throws Exception {
        String name = ZkVectors.CPP + vector;
        Circuit circuit;
        try (InputStream in = ZkVectors.stream(name + ".circuit.lfc1.zst")) {
            circuit = new CircuitReader(CircuitLimits.UNTRUSTED).read(in);
        }
        FieldArray publicInputs = ZkVectors.elements(circuit.field(), Vectors.bytes(name + ".public.bin"));
        byte[] proof = Vectors.bytes(name + ".proof.bin");
        CircuitVerifier verifier = new CircuitVerifier(circuit, parameters, Workers.none(), Progress.NONE);
        OneCircuit.verify(verifier, SEED, publicInputs, proof);
        SplittableRandom random = new SplittableRandom(512);
        Map<ProofException.Reason, Integer> reasons = new EnumMap<>(ProofException.Reason.class);
        for (int i = 0; i < flips; i++) {
            byte[] flipped = proof.clone();
            int at = random.nextInt(proof.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                OneCircuit.verify(verifier, SEED, publicInputs, flipped);
                throw new AssertionError(name + " was accepted with byte " + at + " changed");
            } catch (ProofException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        return reasons;
    }
}
