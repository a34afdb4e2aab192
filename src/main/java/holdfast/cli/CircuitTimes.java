package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.JointProver;
import holdfast.zk.protocol.JointVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How long proofs about the circuits of a file take, in nanoseconds: the best of the second half of the runs.
 *
 * @param prepare reading the file and making prover and verifier
 * @param proveProcessor processor time of all threads, in steps of the system's clock
 * @param bytes length of a proof
 */
record CircuitTimes(
        long prepare,
        StageClock<Progress.Stage> stages,
        long prove,
        long proveProcessor,
        long verify,
        long verifyProcessor,
        int bytes) {
    private static final byte[] SEED = "bench".getBytes(StandardCharsets.US_ASCII);

    /**
     * Proves and verifies, several times, all circuits over one transcript.
     *
     * @param witnesses all inputs of each circuit of the file
     * @param parameters of each circuit
     */
    static CircuitTimes of(
            String file,
            List<byte[]> witnesses,
            List<CircuitFile.Parameters> parameters,
            int runs,
            SecureRandom random) {
        try {
            return measure(file, witnesses, parameters, runs, random);
        } catch (ZkInputException | ProofException | CircuitFile.UnsatisfiedInputs e) {
            throw new CliException("The circuit cannot be timed: " + e.getMessage() + ". Check files and parameters.");
        } catch (IOException | InvalidPathException e) {
            throw new CliException(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static CircuitTimes measure(
            String file, List<byte[]> witnesses, List<CircuitFile.Parameters> parameters, int runs, SecureRandom random)
            throws ZkInputException, ProofException, CircuitFile.UnsatisfiedInputs, IOException {
        StageClock<Progress.Stage> stages = new StageClock<>(Progress.Stage.class);
        Progress progress = (stage, done) -> stages.at(stage);
        long start = System.nanoTime();
        JointProver prover;
        JointVerifier verifier;
        try (InputStream first = Files.newInputStream(Path.of(file));
                InputStream second = Files.newInputStream(Path.of(file))) {
            prover = new JointProver(first, parameters, ZkFiles.allCores(), progress);
            JointVerifier.Drawn nothing = new JointVerifier.Drawn(1, Collections.nCopies(parameters.size(), List.of()));
            verifier = new JointVerifier(second, parameters, nothing, ZkFiles.allCores(), progress);
        }
        long prepare = System.nanoTime() - start;
        byte[] publicInputs = publicInputs(prover.sizes(), witnesses);
        long proveProcessor = Long.MAX_VALUE;
        long verifyProcessor = Long.MAX_VALUE;
        long prove = Long.MAX_VALUE;
        long verify = Long.MAX_VALUE;
        int size = 0;
        for (int i = 0; i < Math.max(1, runs); i++) {
            boolean counts = i >= runs / 2;
            stages.start(counts);
            long p0 = processor();
            long t0 = System.nanoTime();
            byte[] proof = prover.prove(SEED, witnesses, random);
            long t1 = System.nanoTime();
            long p1 = processor();
            stages.end();
            verifier.verify(SEED, publicInputs, proof);
            long t2 = System.nanoTime();
            stages.end();
            size = proof.length;
            if (counts) {
                prove = Math.min(prove, t1 - t0);
                proveProcessor = Math.min(proveProcessor, p1 - p0);
                verifyProcessor = Math.min(verifyProcessor, processor() - p1);
                verify = Math.min(verify, t2 - t1);
            }
        }
        return new CircuitTimes(prepare, stages, prove, proveProcessor, verify, verifyProcessor, size);
    }

    private static long processor() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static byte[] publicInputs(List<CircuitFile.Sizes> circuits, List<byte[]> witnesses) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (int i = 0; i < circuits.size(); i++) {
            int element = witnesses.get(i).length / circuits.get(i).inputs();
            result.write(witnesses.get(i), 0, element * circuits.get(i).publicInputs());
        }
        return result.toByteArray();
    }
}
