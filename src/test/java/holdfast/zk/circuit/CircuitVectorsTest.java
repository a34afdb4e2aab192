package holdfast.zk.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitVectorsTest {
    private static final String MDOC_ID = "137e5a75ce72735a37c8a72da1a8a0a5df8d13365c2ae3d2c2bd6a0e7197c7c6";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ZkVectors.CPP + "ecdsa-1sig-p256.circuit.lfc1.zst",
                ZkVectors.CPP + "sha256-8blocks-fp128.circuit.lfc1.zst",
                ZkVectors.CPP + "sha256-8blocks-gf2_128.circuit.lfc1.zst",
                ZkVectors.ONE_CIRCUIT + "longfellow-rfc-1-87474f308020535e57a778a82394a14106f8be5b.circuit.zst",
                ZkVectors.ONE_CIRCUIT + "longfellow-mac-circuit-66aeaf09a9cc98e36873e868307ac07279d5f7e0-1.circuit.zst",
            })
    void lfc1Circuit_readAndWritten_isTheSameFile(String name) throws Exception {
        byte[] file = ZkVectors.zstd(name);
        Circuit circuit = ZkVectors.circuit(file);
        ByteArrayOutputStream lfc1 = new ByteArrayOutputStream();
        CircuitWriter.writeLfc1(circuit, lfc1);
        assertThat(lfc1.toByteArray()).isEqualTo(file);
        ByteArrayOutputStream lfc2 = new ByteArrayOutputStream();
        CircuitWriter.writeLfc2(circuit, lfc2);
        Circuit again = ZkVectors.circuit(lfc2.toByteArray());
        assertThat(again.id()).isEqualTo(circuit.id());
        assertThat(again.termCount()).isEqualTo(circuit.termCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "ecdsa2"})
    void lfc2Circuit_written_hasItsIdInBothFormats(String name) throws Exception {
        Circuit circuit =
                ZkVectors.circuit(Vectors.bytes(ZkVectors.GOOGLE + "reference-testdata/" + name + "_circuit.lfc2"));
        ByteArrayOutputStream lfc1 = new ByteArrayOutputStream();
        CircuitWriter.writeLfc1(circuit, lfc1);
        assertThat(ZkVectors.circuit(lfc1.toByteArray()).id()).isEqualTo(circuit.id());
        assertThat(circuit.layers()).isNotEmpty();
    }

    @Test
    void mdocFile_inflated_holdsTwoCircuitsWithComputedIds() throws Exception {
        List<Circuit> circuits = new CircuitReader(CircuitLimits.UNTRUSTED)
                .readAll(new ByteArrayInputStream(ZkVectors.zstd(ZkVectors.MDOC + "6_1_" + MDOC_ID)), 2);
        assertThat(circuits).extracting(c -> c.field().name()).containsExactly("p256", "gf2_128");
        // The file's name is the hash of the two identifiers.
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        circuits.forEach(c -> sha.update(c.id()));
        assertThat(HexFormat.of().formatHex(sha.digest())).isEqualTo(MDOC_ID);
    }

    @Test
    void mdocArchives_hold_theSameCircuits() throws Exception {
        String folder = ZkVectors.GOOGLE + "mdoc-one/" + MDOC_ID;
        assertThat(ZkVectors.zstd(folder + ".lfa1")).isEqualTo(ZkVectors.zstd(folder));
        assertThat(Vectors.bytes(folder)).isEqualTo(Vectors.bytes(ZkVectors.MDOC + "6_1_" + MDOC_ID));
        // LFA2: magic, two numbers, the name, four texts, then the circuits' names, identifiers and lengths; then they
        // follow as LFC2.
        ByteBuffer archive = ByteBuffer.wrap(ZkVectors.zstd(folder + ".lfa2"));
        assertThat(text(archive, 4)).isEqualTo("LFA2");
        archive.position(archive.position() + 2);
        assertThat(HexFormat.of().formatHex(bytes(archive, 32))).isEqualTo(MDOC_ID);
        for (int i = 0; i < 4; i++) {
            text(archive, leb128(archive));
        }
        Map<String, byte[]> ids = new LinkedHashMap<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = leb128(archive); i > 0; i--) {
            String name = text(archive, leb128(archive));
            ids.put(name, bytes(archive, 32));
            lengths.add(leb128(archive));
        }
        assertThat(ids).containsOnlyKeys("sig", "hash");
        List<byte[]> read = new ArrayList<>();
        for (int length : lengths) {
            read.add(ZkVectors.circuit(bytes(archive, length)).id());
        }
        assertThat(archive.hasRemaining()).isFalse();
        assertThat(read).containsExactlyElementsOf(ids.values());
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer from, int length) {
        return new String(bytes(from, length), StandardCharsets.UTF_8);
    }

    private static int leb128(ByteBuffer from) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int octet = from.get();
            value |= (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
    }
}
