package holdfast.zk.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.testing.Mutations;
import holdfast.testing.SmallHeap;
import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.CircuitFormatException.Reason;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Circuit files that must be refused, each with its reason and within the memory that is promised. */
class CircuitRefusedTest {
    private static final byte[] RFC = ZkVectors.zstd(
            ZkVectors.ONE_CIRCUIT + "longfellow-rfc-1-87474f308020535e57a778a82394a14106f8be5b.circuit.zst");
    private static final int FIRST_NUMBER = 1;
    private static final int FIRST_CONSTANT = FIRST_NUMBER + 8 * 3;
    private static final int CONSTANTS = 4;
    private static final int FIRST_LAYER = FIRST_CONSTANT + CONSTANTS * 16;
    private static final int FIRST_TERM = FIRST_LAYER + 3 * 3;
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    private static Reason refusal(byte[] file) {
        Reason[] reason = new Reason[1];
        assertThatExceptionOfType(CircuitFormatException.class)
                .isThrownBy(() -> read(file))
                .satisfies(e -> {
                    reason[0] = e.reason();
                    assertThat(e.getMessage()).isNotBlank();
                });
        return reason[0];
    }

    private static Circuit read(byte[] file) throws CircuitFormatException {
        return new CircuitReader(CircuitLimits.UNTRUSTED).read(new ByteArrayInputStream(file));
    }

    private static byte[] changed(int offset, int... bytes) {
        byte[] file = RFC.clone();
        for (int i = 0; i < bytes.length; i++) {
            file[offset + i] = (byte) bytes[i];
        }
        return file;
    }

    @Test
    void header_changed_isRefusedWithItsReason() throws Exception {
        assertThat(read(RFC).field()).isSameAs(Fields.fp128());
        assertThat(refusal(changed(0, 2))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refusal("LFC3".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refusal(changed(FIRST_NUMBER, 7))).isEqualTo(Reason.UNKNOWN_FIELD);
        assertThat(refusal(changed(FIRST_NUMBER + 3, 0))).isEqualTo(Reason.INCONSISTENT); // no outputs
        assertThat(refusal(changed(FIRST_NUMBER + 6, 2))).isEqualTo(Reason.INCONSISTENT); // two copies
        assertThat(refusal(changed(FIRST_NUMBER + 9, 5))).isEqualTo(Reason.INCONSISTENT); // more public than inputs
        assertThat(refusal(changed(FIRST_NUMBER + 12, 5))).isEqualTo(Reason.INCONSISTENT); // more in the subfield
        assertThat(refusal(changed(FIRST_NUMBER + 15, 5))).isEqualTo(Reason.INCONSISTENT); // not the last layer's
        assertThat(refusal(changed(FIRST_NUMBER + 18, 0))).isEqualTo(Reason.INCONSISTENT); // no layers
        assertThat(refusal(changed(FIRST_NUMBER + 3, 0xff, 0xff, 0xff))).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(changed(FIRST_NUMBER + 18, 0xff, 0xff, 0xff))).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(changed(FIRST_NUMBER + 21, 0xff, 0xff, 0xff))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void body_changed_isRefusedWithItsReason() {
        byte[] modulus = new byte[16];
        Arrays.fill(modulus, (byte) 0xff);
        byte[] constant = RFC.clone();
        System.arraycopy(modulus, 0, constant, FIRST_CONSTANT, 16);
        assertThat(refusal(constant)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(refusal(changed(FIRST_LAYER, 29))).isEqualTo(Reason.TOO_LARGE); // digits
        assertThat(refusal(changed(FIRST_LAYER, 0))).isEqualTo(Reason.INCONSISTENT); // wires need more digits
        assertThat(refusal(changed(FIRST_LAYER + 3, 0, 0, 0xff))).isEqualTo(Reason.TOO_LARGE); // wires
        assertThat(refusal(changed(FIRST_LAYER + 6, 0, 0, 0xff))).isEqualTo(Reason.TOO_LARGE); // terms
        assertThat(refusal(changed(FIRST_TERM, 0xfe))).isEqualTo(Reason.INDEX_OUT_OF_RANGE); // output
        assertThat(refusal(changed(FIRST_TERM + 9, CONSTANTS))).isEqualTo(Reason.INDEX_OUT_OF_RANGE);
        // The second term like the first: no difference in any of the three wires.
        assertThat(refusal(changed(FIRST_TERM + 12, 0, 0, 0, 0, 0, 0, 0, 0, 0))).isEqualTo(Reason.TERMS_OUT_OF_ORDER);
        assertThat(refusal(changed(RFC.length - 1, RFC[RFC.length - 1] ^ 1))).isEqualTo(Reason.ID_MISMATCH);
        assertThat(refusal(Arrays.copyOf(RFC, RFC.length + 1))).isEqualTo(Reason.TRAILING_BYTES);
    }

    @Test
    void everyByteFlipped_andEveryLength_isRefused() throws Exception {
        ByteArrayOutputStream lfc2 = new ByteArrayOutputStream();
        CircuitWriter.writeLfc2(read(RFC), lfc2);
        for (byte[] file : new byte[][] {RFC, lfc2.toByteArray()}) {
            for (int i = 0; i < file.length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] flipped = file.clone();
                    flipped[i] ^= (byte) (1 << bit);
                    refusal(flipped);
                }
                byte[] cut = Arrays.copyOf(file, i);
                assertThat(refusal(cut)).isEqualTo(Reason.TRUNCATED);
            }
        }
    }

    @Test
    void lfc2_numbersOfFiveBytesOrPadded_areRefused() {
        byte[] magic = "LFC2".getBytes(StandardCharsets.US_ASCII);
        assertThat(refusal(join(magic, 0x81, 0x80, 0x80, 0x80, 0x01))).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(join(magic, 0x81, 0x00))).isEqualTo(Reason.NOT_CANONICAL);
        // field, outputs, copies, public, subfield, inputs, layers, no constants; a layer of 2 wires …
        int[] start = {6, 1, 1, 1, 0, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2};
        assertThat(refusal(join(magic, with(start, 1, 0, 0, 0, 1)))).isEqualTo(Reason.INDEX_OUT_OF_RANGE); // constant
        assertThat(refusal(join(magic, with(start, 1, 0, 0, 2, 0, 1, 1, 1))))
                .isEqualTo(Reason.INDEX_OUT_OF_RANGE); // distinct term
        assertThat(refusal(join(magic, with(start, 1, 0, 0, 2, 0, 1, 1, 0, 1, 1))))
                .isEqualTo(Reason.INDEX_OUT_OF_RANGE); // segment
    }

    /** Two kilobytes that claim to expand to more than 2^32 terms, and headers that claim the most of everything. */
    @Test
    void claims_withoutTheBytes_costNoMemory() {
        byte[] magic = "LFC2".getBytes(StandardCharsets.US_ASCII);
        int[] start = {6, 1, 1, 1, 0, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2};
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(join(magic, with(start, 1, 0, 0, 0, 0, 1, 0x80, 0x80, 0x04)));
        bomb.writeBytes(new byte[1 << 16]); // one segment of 2^16 terms …
        bomb.writeBytes(new byte[] {(byte) 0x80, (byte) 0x80, 0x04});
        bomb.writeBytes(new byte[1 << 16]); // … 2^16 times
        assertThat(allocated(() -> assertThat(refusal(bomb.toByteArray())).isEqualTo(Reason.TOO_LARGE)))
                .isLessThan(64 * MEBIBYTE);
        for (int at = FIRST_NUMBER; at < FIRST_TERM; at += at == FIRST_CONSTANT - 3 ? 3 + CONSTANTS * 16 : 3) {
            byte[] claim = changed(at, 0xff, 0xff, 0x0f);
            assertThat(allocated(() -> refusal(claim))).isLessThan(64 * MEBIBYTE);
        }
    }

    /**
     * A file of a megabyte that is a circuit: it expands to nearly the most terms that are read. A Java with half a gibibyte
     * of heap must do.
     */
    @Test
    void mostTerms_ofAFileThatExpands_fitHalfAGibibyte() throws Exception {
        Path file = folder.resolve("flood.lfc2");
        Files.write(file, flood());
        assertThat(SmallHeap.run(ReadCircuit.class, file.toString())).contains("terms 11534336");
    }

    /** Eleven wire pairs, each with a term for every one of 2^20 outputs. The identifier is made right at the end. */
    private static byte[] flood() {
        int outputs = 1 << 20;
        int pairs = 11;
        byte[] one = new byte[16];
        one[0] = 1;
        CircuitId id = new CircuitId(Fields.fp128(), new Circuit.Shape(outputs, 1, 0, 16), 1);
        id.layer(16, 4, outputs * pairs);
        for (int r = 0; r < pairs; r++) {
            for (int g = 0; g < outputs; g++) {
                id.term(g, 0, r + 1, one);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("LFC2".getBytes(StandardCharsets.US_ASCII));
        for (int n : new int[] {6, outputs, 1, 1, 0, 16, 1, 1}) {
            leb(out, n);
        }
        out.writeBytes(one);
        // Layer; three distinct terms: the first, the next output, the first output of the next right wire.
        for (int n : new int[] {4, 16, 3, 0, 0, 2, 0, 2, 0, 0, 0, 2 * (outputs - 1) - 1, 0, 2, 0}) {
            leb(out, n);
        }
        leb(out, 3);
        for (int n : new int[] {1, 0, 1, 2, outputs - 1}) {
            leb(out, n);
        }
        for (int i = 1; i < outputs; i++) {
            leb(out, 1);
        }
        leb(out, 2 * pairs);
        for (int r = 0; r < pairs; r++) {
            leb(out, r == 0 ? 0 : 1);
            leb(out, 2);
        }
        out.writeBytes(id.finish());
        return out.toByteArray();
    }

    private static void leb(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; left >= 0x80; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
    }

    @Test
    void mutatedCircuits_seeded_areReadOrRefusedAndNeverCrash() throws Exception {
        byte[] lfc2 = Vectors.bytes(ZkVectors.GOOGLE + "reference-testdata/ecdsa2_circuit.lfc2");
        SplittableRandom random = new SplittableRandom(4242);
        int rounds = Boolean.getBoolean("holdfast.slow") ? 200_000 : 20_000;
        int refused = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] mutated = Mutations.mutate(i % 4 == 0 ? lfc2 : RFC, random);
            try {
                read(mutated);
            } catch (CircuitFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(rounds * 9 / 10);
    }

    @Test
    void builder_termsInAnyOrder_giveOneCircuit() throws Exception {
        Field field = Fields.p256();
        Circuit.Shape shape = new Circuit.Shape(2, 1, 0, 5);
        int[][] terms = {{0, 1, 2}, {1, 1, 2}, {0, 0, 4}, {1, 3, 3}, {0, 2, 4}};
        byte[] id = null;
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            CircuitBuilder builder = new CircuitBuilder(field, shape).layer(5);
            int[][] shuffled = terms.clone();
            for (int i = shuffled.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int[] swap = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = swap;
            }
            for (int[] t : shuffled) {
                builder.term(t[0], t[2], t[1], field.fromLong(t[1] + 1));
            }
            Circuit circuit = builder.build();
            if (id != null) {
                assertThat(circuit.id()).isEqualTo(id);
            }
            id = circuit.id();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            CircuitWriter.writeLfc1(circuit, file);
            assertThat(read(file.toByteArray()).id()).isEqualTo(id);
        }
        CircuitBuilder twice = new CircuitBuilder(field, shape)
                .layer(5)
                .term(0, 1, 2, Element.ONE)
                .term(0, 2, 1, Element.ONE);
        assertThatThrownBy(twice::build).isInstanceOf(IllegalArgumentException.class);
        CircuitBuilder outside = new CircuitBuilder(field, shape).layer(5).term(0, 1, 5, Element.ONE);
        assertThatThrownBy(outside::build).isInstanceOf(IllegalArgumentException.class);
    }

    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static int[] with(int[] start, int... more) {
        int[] all = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return all;
    }

    private static byte[] join(byte[] start, int... more) {
        byte[] all = Arrays.copyOf(start, start.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[start.length + i] = (byte) more[i];
        }
        return all;
    }
}
