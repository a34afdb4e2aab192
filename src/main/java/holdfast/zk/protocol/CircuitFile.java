package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitFormatException;
import holdfast.zk.circuit.CircuitLimits;
import holdfast.zk.circuit.CircuitReader;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.StrongBytes;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.UnsatisfiedException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A circuit from a file with all that can be done with it by way of files, as the other implementations have them: canonical
 * elements one after the other for inputs, and their proof format.
 */
public final class CircuitFile {
    private final Circuit circuit;

    private CircuitFile(Circuit circuit) {
        this.circuit = circuit;
    }

    /**
     * Reads a circuit in the LFC1 or LFC2 format. The file is not trusted; its identifier is computed.
     *
     * @throws ZkInputException saying what is wrong with it
     */
    public static CircuitFile read(InputStream file) throws ZkInputException {
        return readAll(file, 1).getFirst();
    }

    /** Reads circuits that stand one after the other. */
    static List<CircuitFile> readAll(InputStream file, int count) throws ZkInputException {
        try {
            return new CircuitReader(CircuitLimits.UNTRUSTED)
                    .readAll(file, count).stream().map(CircuitFile::new).toList();
        } catch (CircuitFormatException e) {
            throw new ZkInputException(e.getMessage() + " (" + e.reason() + ")", e);
        }
    }

    /**
     * What a circuit is.
     *
     * @param id 64 hexadecimal digits
     * @param slots distinct pairs of wires that are multiplied
     */
    public record Sizes(
            String field,
            String id,
            int layers,
            long wires,
            long terms,
            long slots,
            int inputs,
            int publicInputs,
            int subfieldBoundary,
            int outputs) {}

    public Sizes sizes() {
        return new Sizes(
                circuit.field().name(),
                HexFormat.of().formatHex(circuit.id()),
                circuit.layers().size(),
                circuit.wireCount(),
                circuit.termCount(),
                circuit.slotCount(),
                circuit.inputs(),
                circuit.publicInputs(),
                circuit.subfieldBoundary(),
                circuit.outputs());
    }

    /**
     * Parameters of a proof.
     *
     * @param rate inverse rate of the code
     * @param queries opened columns
     * @param encoded length of a row ("block_enc"), 0 for the power of two with the smallest estimated proof
     */
    public record Parameters(int rate, int queries, int encoded) {}

    /** The length of a row that is used, where it was left open. */
    public int rowLength(Parameters parameters) throws ZkInputException {
        return geometry(parameters).encoded();
    }

    /**
     * A prover for this circuit.
     *
     * @throws ZkInputException if the circuit does not fit the parameters
     */
    public Prover prover(Parameters parameters, Execution execution, Progress progress) throws ZkInputException {
        return new Prover(circuitProver(parameters, execution, progress));
    }

    CircuitProver circuitProver(Parameters parameters, Execution execution, Progress progress) throws ZkInputException {
        Workers workers = execution.workers();
        geometry(parameters);
        return new CircuitProver(new SumcheckCircuit(circuit, workers), ligero(parameters), workers, progress);
    }

    /**
     * A verifier for this circuit.
     *
     * @throws ZkInputException if the circuit does not fit the parameters
     */
    public Verifier verifier(Parameters parameters, Execution execution, Progress progress) throws ZkInputException {
        return new Verifier(circuitVerifier(parameters, execution, progress));
    }

    CircuitVerifier circuitVerifier(Parameters parameters, Execution execution, Progress progress)
            throws ZkInputException {
        geometry(parameters);
        return new CircuitVerifier(circuit, ligero(parameters), execution.workers(), progress);
    }

    Circuit circuit() {
        return circuit;
    }

    FieldArray allInputs(byte[] bytes) throws ZkInputException {
        return elements("witness", bytes, circuit.inputs());
    }

    FieldArray publicInputs(byte[] bytes) throws ZkInputException {
        return elements("public inputs", bytes, circuit.publicInputs());
    }

    /** Proves from bytes to bytes. */
    public final class Prover {
        private final CircuitProver prover;

        private Prover(CircuitProver prover) {
            this.prover = prover;
        }

        /**
         * Proves.
         *
         * @param inputs all inputs of the circuit, the public ones first
         * @throws UnsatisfiedInputs if they do not satisfy the circuit
         * @throws ZkInputException if they are not inputs of this circuit
         */
        public byte[] prove(byte[] seed, byte[] inputs, SecureRandom random)
                throws ZkInputException, UnsatisfiedInputs {
            FieldArray elements = allInputs(inputs);
            try {
                return OneCircuit.prove(prover, seed, elements, new StrongBytes(random));
            } catch (UnsatisfiedException e) {
                throw new UnsatisfiedInputs(e);
            }
        }
    }

    /** Verifies from bytes. */
    public final class Verifier {
        private final CircuitVerifier verifier;

        private Verifier(CircuitVerifier verifier) {
            this.verifier = verifier;
        }

        /**
         * Verifies.
         *
         * @throws ProofException if the proof is refused
         * @throws ZkInputException if the public inputs are not such of this circuit
         */
        public void verify(byte[] seed, byte[] publicInputs, byte[] proof) throws ProofException, ZkInputException {
            OneCircuit.verify(verifier, seed, publicInputs(publicInputs), proof);
        }
    }

    /** Inputs that do not satisfy the circuit: there is nothing to prove. */
    public static final class UnsatisfiedInputs extends Exception {
        private static final long serialVersionUID = 1L;

        UnsatisfiedInputs(UnsatisfiedException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private FieldArray elements(String what, byte[] bytes, int count) throws ZkInputException {
        int size = circuit.field().byteLength();
        if (bytes.length != (long) count * size) {
            throw new ZkInputException("the %s must have %d elements of %d bytes, but there are %d bytes"
                    .formatted(what, count, size, bytes.length));
        }
        FieldArray elements = circuit.field().newArray(count);
        int bad = circuit.field().readBytes(elements, bytes, 0);
        if (bad >= 0) {
            throw new ZkInputException("element %d of the %s is not below the modulus of %s"
                    .formatted(bad, what, circuit.field().name()));
        }
        return elements;
    }

    private static LigeroParameters ligero(Parameters parameters) {
        return new LigeroParameters(parameters.rate(), parameters.queries(), parameters.encoded());
    }

    private LigeroGeometry geometry(Parameters parameters) throws ZkInputException {
        try {
            return Constraints.geometry(circuit, ligero(parameters));
        } catch (IllegalArgumentException e) {
            throw new ZkInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
