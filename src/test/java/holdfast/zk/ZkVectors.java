package holdfast.zk;

import holdfast.testing.Vectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitBuilder;
import holdfast.zk.circuit.CircuitFormatException;
import holdfast.zk.circuit.CircuitLimits;
import holdfast.zk.circuit.CircuitReader;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The vectors of the other implementations. */
public final class ZkVectors {
    public static final String GOOGLE = "longfellow-google/";
    public static final String CPP = "longfellow-cpp/";
    public static final String ONE_CIRCUIT = "zk-cred-longfellow/test-vectors/one-circuit/";
    public static final String MDOC = "zk-cred-longfellow/test-vectors/mdoc_zk/";

    private ZkVectors() {}

    /** A vector that is decompressed as it is read. */
    public static InputStream stream(String name) throws IOException {
        return new ZstdInputStream(new ByteArrayInputStream(Vectors.bytes(name)));
    }

    /** A vector, decompressed. */
    public static byte[] zstd(String name) {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Circuit circuit(byte[] file) {
        try {
            return new CircuitReader(CircuitLimits.UNTRUSTED).read(new ByteArrayInputStream(file));
        } catch (CircuitFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** The smallest circuit: one wire, which must be 0. */
    public static Circuit anyCircuit(Field field) {
        return new CircuitBuilder(field, new Circuit.Shape(1, 1, 0, 2))
                .layer(2)
                .term(0, 0, 1, Element.ONE)
                .build();
    }

    /** All of a file as canonical elements. */
    public static FieldArray elements(Field field, byte[] bytes) {
        FieldArray array = field.newArray(bytes.length / field.byteLength());
        if (field.readBytes(array, bytes, 0) >= 0) {
            throw new AssertionError("not canonical");
        }
        return array;
    }

    /** The generator of the reference's tests: a linear congruence modulo 2^64, of which each step gives one byte. */
    public static ByteSource congruence(long seed, long increment, int shift) {
        long[] state = {seed};
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                state[0] = state[0] * 6364136223846793005L + increment;
                target[offset + i] = (byte) (state[0] >>> shift);
            }
        };
    }

    /** The generator behind the reference proofs and the Ligero vector. */
    public static ByteSource congruence(long seed) {
        return congruence(seed, 1442695040888963407L, 32);
    }
}
