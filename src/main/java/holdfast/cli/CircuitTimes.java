package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * How long proofs about one circuit take, in nanoseconds: the best of the second half of the runs.
 *
 * @param prepare making prover and verifier
 * @param bytes length of a proof
 */
record CircuitTimes(long prepare, StageClock<Progress.Stage> stages, long prove, long verify, int bytes) {
    private static final byte[] SEED = "bench".getBytes(StandardCharsets.US_ASCII);

    /** Proves and verifies, several times. */
    static CircuitTimes of(
            CircuitFile file, byte[] witness, CircuitFile.Parameters parameters, int runs, SecureRandom random) {
        try {
            return measure(file, witness, parameters, runs, random);
        } catch (ZkInputException | ProofException | CircuitFile.UnsatisfiedInputs e) {
            throw new CliException("The circuit cannot be timed: " + e.getMessage() + ". Check files and parameters.");
        }
    }

    private static CircuitTimes measure(
            CircuitFile file, byte[] witness, CircuitFile.Parameters parameters, int runs, SecureRandom random)
            throws ZkInputException, ProofException, CircuitFile.UnsatisfiedInputs {
        StageClock<Progress.Stage> stages = new StageClock<>(Progress.Stage.class);
        Progress progress = (stage, done) -> stages.at(stage);
        long start = System.nanoTime();
        CircuitFile.Prover prover = file.prover(parameters, ZkFiles.allCores(), progress);
        CircuitFile.Verifier verifier = file.verifier(parameters, ZkFiles.allCores(), progress);
        long prepare = System.nanoTime() - start;
        CircuitFile.Sizes info = file.sizes();
        byte[] publicInputs = Arrays.copyOf(witness, witness.length / info.inputs() * info.publicInputs());
        long prove = Long.MAX_VALUE;
        long verify = Long.MAX_VALUE;
        int size = 0;
        for (int i = 0; i < Math.max(1, runs); i++) {
            boolean counts = i >= runs / 2;
            stages.start(counts);
            long t0 = System.nanoTime();
            byte[] proof = prover.prove(SEED, witness, random);
            long t1 = System.nanoTime();
            stages.end();
            verifier.verify(SEED, publicInputs, proof);
            long t2 = System.nanoTime();
            stages.end();
            size = proof.length;
            if (counts) {
                prove = Math.min(prove, t1 - t0);
                verify = Math.min(verify, t2 - t1);
            }
        }
        return new CircuitTimes(prepare, stages, prove, verify, size);
    }
}
