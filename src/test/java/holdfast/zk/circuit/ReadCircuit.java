package holdfast.zk.circuit;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a circuit in a Java of its own, whose heap is bounded. */
final class ReadCircuit {
    private ReadCircuit() {}

    public static void main(String[] args) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            Circuit circuit = new CircuitReader(CircuitLimits.UNTRUSTED).read(in);
            System.out.println("terms " + circuit.termCount());
        }
    }
}
