package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroProof;
import holdfast.zk.protocol.ProofException.Reason;
import holdfast.zk.sumcheck.LayerProof;
import holdfast.zk.sumcheck.SumcheckProof;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a proof. There are no lengths but those of runs and of the Merkle path: everything else follows from the circuit
 * and the parameters. Opened columns are written in runs, of elements outside the subfield and within it in turn, beginning
 * outside; each run is as long as it can be, so only the first can be empty.
 */
final class ProofCodec {
    private static final int SIZE_BYTES = 4;
    private static final int DIGEST_BYTES = 32;

    private final Circuit circuit;
    private final Field field;
    private final LigeroGeometry geometry;

    ProofCodec(Circuit circuit, LigeroGeometry geometry) {
        this.circuit = circuit;
        this.geometry = geometry;
        field = circuit.field();
    }

    byte[] write(CircuitProof proof) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(proof.root());
        for (LayerProof layer : proof.sumcheck().layers()) {
            layer.values().forEach(e -> element(out, e));
        }
        writeLigero(out, proof.ligero());
        return out.toByteArray();
    }

    void writeLigero(ByteArrayOutputStream out, LigeroProof proof) {
        array(out, proof.lowDegree());
        array(out, proof.linear());
        array(out, proof.quadraticLow());
        array(out, proof.quadraticHigh());
        out.writeBytes(proof.opening().nonces());
        runs(out, proof.columns());
        size(out, proof.opening().path().length / DIGEST_BYTES);
        out.writeBytes(proof.opening().path());
    }

    private void runs(ByteArrayOutputStream out, FieldArray columns) {
        byte[] element = new byte[field.subfieldByteLength()];
        boolean inSubfield = false;
        int at = 0;
        while (at < columns.length()) {
            int end = at;
            while (end < columns.length() && field.inSubfield(field.get(columns, end)) == inSubfield) {
                end++;
            }
            size(out, end - at);
            if (inSubfield) {
                for (int i = at; i < end; i++) {
                    field.toSubfieldBytes(field.get(columns, i), element, 0);
                    out.writeBytes(element);
                }
            } else {
                array(out, columns.slice(at, end - at));
            }
            at = end;
            inSubfield = !inSubfield;
        }
    }

    private void array(ByteArrayOutputStream out, FieldArray array) {
        byte[] bytes = new byte[array.length() * field.byteLength()];
        field.writeBytes(array, bytes, 0, field.byteLength());
        out.writeBytes(bytes);
    }

    private void element(ByteArrayOutputStream out, Element e) {
        byte[] bytes = new byte[field.byteLength()];
        field.toBytes(e, bytes, 0);
        out.writeBytes(bytes);
    }

    private static void size(ByteArrayOutputStream out, int value) {
        for (int i = 0; i < SIZE_BYTES; i++) {
            out.write(value >>> (8 * i));
        }
    }

    /** A proof and where it ended. */
    record Read(CircuitProof proof, int end) {}

    /** Reads a proof that begins at an offset; what follows it is not looked at. */
    Read read(byte[] bytes, int offset) throws ProofException {
        Input in = new Input(bytes, offset);
        byte[] root = in.take(CircuitProof.ROOT_BYTES);
        List<LayerProof> layers = new ArrayList<>();
        for (Layer layer : circuit.layers()) {
            FieldArray values = in.array(LayerProof.size(layer.rounds()));
            Element[] elements = new Element[values.length()];
            Arrays.setAll(elements, i -> field.get(values, i));
            layers.add(new LayerProof(List.of(elements)));
        }
        LigeroProof ligero = readLigero(in);
        return new Read(new CircuitProof(root, new SumcheckProof(layers), ligero), in.position);
    }

    LigeroProof readLigero(byte[] bytes) throws ProofException {
        Input in = new Input(bytes, 0);
        LigeroProof proof = readLigero(in);
        in.end();
        return proof;
    }

    private LigeroProof readLigero(Input in) throws ProofException {
        FieldArray lowDegree = in.array(geometry.block());
        FieldArray linear = in.array(geometry.doubleBlock());
        FieldArray quadraticLow = in.array(geometry.queries());
        FieldArray quadraticHigh = in.array(geometry.doubleBlock() - geometry.block());
        byte[] nonces = in.take(geometry.queries() * LigeroProof.Opening.NONCE_BYTES);
        FieldArray columns = in.runs(geometry.rows() * geometry.queries());
        int siblings = in.size();
        if (siblings < 0 || siblings > geometry.mostSiblings()) {
            throw new ProofException(
                    Reason.BAD_PATH_LENGTH,
                    "the proof claims %d Merkle siblings; there are at most %d"
                            .formatted(Integer.toUnsignedLong(siblings), geometry.mostSiblings()));
        }
        byte[] path = in.take(siblings * DIGEST_BYTES);
        return new LigeroProof(
                lowDegree, linear, quadraticLow, quadraticHigh, columns, new LigeroProof.Opening(nonces, path));
    }

    /** Refuses bytes behind the proof. */
    static void end(byte[] bytes, int position) throws ProofException {
        if (position != bytes.length) {
            throw new ProofException(
                    Reason.TRAILING_BYTES, (bytes.length - position) + " bytes follow the end of the proof");
        }
    }

    /** The bytes being read. Nothing is allocated for a size before that many bytes are known to be there. */
    private final class Input {
        private final byte[] bytes;
        private int position;

        Input(byte[] bytes, int position) {
            this.bytes = bytes;
            this.position = position;
        }

        void end() throws ProofException {
            ProofCodec.end(bytes, position);
        }

        private void need(long n) throws ProofException {
            if (bytes.length - position < n) {
                throw new ProofException(
                        Reason.TRUNCATED,
                        "the proof ends after %d bytes, where %d more are needed"
                                .formatted(bytes.length, n - (bytes.length - position)));
            }
        }

        byte[] take(int n) throws ProofException {
            need(n);
            position += n;
            return Arrays.copyOfRange(bytes, position - n, position);
        }

        int size() throws ProofException {
            need(SIZE_BYTES);
            int value = 0;
            for (int i = 0; i < SIZE_BYTES; i++) {
                value |= (bytes[position++] & 0xff) << (8 * i);
            }
            return value;
        }

        FieldArray array(int n) throws ProofException {
            need((long) n * field.byteLength());
            FieldArray array = field.newArray(n);
            array(array);
            return array;
        }

        private void array(FieldArray target) throws ProofException {
            int bad = field.readBytes(target, bytes, position);
            if (bad >= 0) {
                throw notCanonical(position + bad * field.byteLength());
            }
            position += target.length() * field.byteLength();
        }

        FieldArray runs(int n) throws ProofException {
            // Elements have at least the subfield's size, so a short file cannot ask for a long array.
            need((long) n * field.subfieldByteLength());
            FieldArray columns = field.newArray(n);
            boolean inSubfield = false;
            int at = 0;
            while (at < n) {
                int run = size();
                if (run < 0 || run > n - at || (run == 0 && at + (inSubfield ? 1 : 0) > 0)) {
                    throw new ProofException(
                            Reason.BAD_RUNS,
                            "a run of %d elements where %d are left".formatted(Integer.toUnsignedLong(run), n - at));
                }
                need((long) run * (inSubfield ? field.subfieldByteLength() : field.byteLength()));
                if (inSubfield) {
                    subfield(columns.slice(at, run));
                } else {
                    array(columns.slice(at, run));
                    for (int i = at; i < at + run; i++) {
                        if (field.inSubfield(field.get(columns, i))) {
                            throw new ProofException(Reason.BAD_RUNS, "a subfield element stands in a run of others");
                        }
                    }
                }
                at += run;
                inSubfield = !inSubfield;
            }
            return columns;
        }

        private void subfield(FieldArray target) throws ProofException {
            for (int i = 0; i < target.length(); i++) {
                Element e = field.fromSubfieldBytes(bytes, position);
                if (e == null) {
                    throw notCanonical(position);
                }
                field.set(target, i, e);
                position += field.subfieldByteLength();
            }
        }

        private ProofException notCanonical(int at) {
            return new ProofException(
                    Reason.NOT_CANONICAL, "the element at byte " + at + " is not below the modulus of " + field.name());
        }
    }
}
