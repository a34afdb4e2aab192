package holdfast.zk.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    /** The document's vectors use the base field of secp256k1, which the engine does not have. */
    private static final BigInteger SECP256K1 =
            new BigInteger("115792089237316195423570985008687907853269984665640564039457584007908834671663");

    @Test
    void everyWrite_inTheRuntimeVector_givesItsStream() {
        byte[] expected = Vectors.bytes(ZkVectors.GOOGLE + "runtime/transcript_test_vector.bin");
        Transcript transcript = new Transcript(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        for (int i = 0; i < 100; i++) {
            transcript.absorbBytes(pattern(64, 7 * i, 13));
            transcript.absorbZeros(100L + i);
            transcript.absorbElement(pattern(32, 17 * i, 19));
            byte[] five = new byte[5 * 32];
            for (int k = 0; k < 5; k++) {
                System.arraycopy(pattern(32, 23 * i + 29 * k, 31), 0, five, 32 * k, 32);
            }
            transcript.absorbElements(5, five);
            byte[] stream = new byte[256];
            transcript.fill(stream, 0, stream.length);
            assertThat(stream).as("iteration %d", i).isEqualTo(Arrays.copyOfRange(expected, 256 * i, 256 * (i + 1)));
        }
    }

    @Test
    void documentVectors_inSequence_giveElementsNumbersAndChoices() {
        String document = Vectors.text(ZkVectors.GOOGLE + "testvectors.md");
        Transcript transcript = new Transcript(ascii("test"));
        byte[] hundred = new byte[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = (byte) i;
        }
        transcript.absorbBytes(hundred);
        assertElements(transcript, section(document, "### Vector 1: WriteBytes", "### Vector 2"));
        transcript.absorbElement(littleEndian(7));
        assertElements(transcript, section(document, "### Vector 2: Write", "### Vector 3"));
        byte[] eightNine = new byte[64];
        eightNine[0] = 8;
        eightNine[32] = 9;
        transcript.absorbElements(2, eightNine);
        assertElements(transcript, section(document, "### Vector 3: Write", "### Vector 4"));
        transcript.absorbBytes(ascii("nats"));
        List<int[]> lists = lists(section(document, "### Vector 4: Nat", "### Vector 5"));
        assertThat(Arrays.stream(lists.get(0)).map(transcript::natural).toArray())
                .isEqualTo(lists.get(1));
        // The document says "choice"; the numbers are those of "choose", as the reference's own test writes.
        transcript.absorbBytes(ascii("choose"));
        String choices = section(document, "### Vector 5: Choice", "## Test Vectors for Circuit");
        int[] from = {31, 32, 63, 64, 1000, 65535};
        List<int[]> chosen = lists(choices);
        for (int i = 0; i < from.length; i++) {
            assertThat(transcript.choose(from[i], 20)).as("of %d", from[i]).isEqualTo(chosen.get(i));
        }
    }

    /** Columns are drawn without putting back, so that no prover's luck opens one twice. */
    @Test
    void choice_ofAnySeed_hasNoPlaceTwice() {
        for (int seed = 0; seed < 200; seed++) {
            int n = 160 + 37 * seed;
            int[] chosen = new Transcript(new byte[] {(byte) seed, 7}).choose(n, 155);
            assertThat(chosen).hasSize(155).doesNotHaveDuplicates();
            assertThat(chosen[0]).isBetween(0, n - 1);
        }
    }

    @Test
    void fork_inTheMiddleOfAStream_goesOnLikeTheOriginal() {
        Transcript transcript = new Transcript(ascii("seed"));
        transcript.fill(new byte[5], 0, 5);
        Transcript fork = transcript.fork();
        byte[] a = new byte[9999];
        byte[] b = new byte[9999];
        transcript.fill(a, 0, a.length);
        for (int i = 0; i < b.length; i++) {
            fork.fill(b, i, 1);
        }
        assertThat(a).isEqualTo(b);
        fork.absorbZeros(1);
        fork.fill(b, 0, b.length);
        transcript.absorbBytes(new byte[1]);
        transcript.fill(a, 0, a.length);
        assertThat(a).isEqualTo(b);
    }

    private static void assertElements(Transcript transcript, String section) {
        Matcher numbers = Pattern.compile("- 0x([0-9a-f]+)").matcher(section);
        int count = 0;
        while (numbers.find()) {
            assertThat(sample(transcript)).as("element %d", count).isEqualTo(new BigInteger(numbers.group(1), 16));
            count++;
        }
        assertThat(count).isEqualTo(16);
    }

    private static BigInteger sample(Transcript transcript) {
        while (true) {
            byte[] little = new byte[32];
            transcript.fill(little, 0, 32);
            byte[] big = new byte[32];
            for (int i = 0; i < 32; i++) {
                big[i] = little[31 - i];
            }
            BigInteger value = new BigInteger(1, big);
            if (value.compareTo(SECP256K1) < 0) {
                return value;
            }
        }
    }

    private static List<int[]> lists(String section) {
        Matcher lists = Pattern.compile("\\[([0-9, ]+)]").matcher(section);
        return lists.results()
                .map(r -> Arrays.stream(r.group(1).split(","))
                        .mapToInt(s -> Integer.parseInt(s.strip()))
                        .toArray())
                .toList();
    }

    private static String section(String document, String from, String to) {
        int start = document.indexOf(from);
        return document.substring(start, document.indexOf(to, start));
    }

    private static byte[] pattern(int length, int start, int step) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(j -> bytes[j] = (byte) (start + step * j));
        return bytes;
    }

    private static byte[] littleEndian(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
