package holdfast.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holdfast.testing.Vectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    private static final int MINIMUM = Argon2Cost.MIN_MEMORY_KIB;

    /** Vectors of the reference implementation, with a secret and associated data, which the vault does not use. */
    @Test
    void derive_referenceVector_agrees() {
        String file = Vectors.text("argon2/argon2id");
        String tag = file.lines()
                .filter(line -> line.startsWith("Tag: "))
                .findFirst()
                .orElseThrow();
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeat(2, 16))
                .withSecret(repeat(3, 8))
                .withAdditional(repeat(4, 12))
                .build();
        assertThat(HexFormat.ofDelimiter(" ").formatHex(Argon2id.derive(repeat(1, 32), parameters, 32)))
                .isEqualTo(tag.substring(5).strip());
    }

    @Test
    void derive_testsOfTheReferenceImplementation_agree() {
        Pattern call = Pattern.compile("hashtest\\(version, (\\d+), (\\d+), (\\d+), \"(\\w+)\", \"(\\w+)\",\\s*"
                + "\"([0-9a-f]{64})\",\\s*\"\\$argon2id[^\"]*\"\\s*\"[^\"]*\", Argon2_id\\)");
        int tests = 0;
        for (MatchResult test : call.matcher(Vectors.text("argon2/reference-test.c.txt"))
                .results()
                .toList()) {
            Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(1 << Integer.parseInt(test.group(2)))
                    .withIterations(Integer.parseInt(test.group(1)))
                    .withParallelism(Integer.parseInt(test.group(3)))
                    .withSalt(test.group(5).getBytes(UTF_8))
                    .build();
            assertThat(HexFormat.of().formatHex(Argon2id.derive(test.group(4).getBytes(UTF_8), parameters, 32)))
                    .as(test.group())
                    .isEqualTo(test.group(6));
            tests++;
        }
        assertThat(tests).isEqualTo(8);
    }

    @Test
    void derive_ofACost_isThatOfItsParameters() {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MINIMUM + 8)
                .withIterations(2)
                .withParallelism(3)
                .withSalt(repeat(7, 16))
                .build();
        byte[] expected = Argon2id.derive(repeat(1, 5), parameters, 32);
        assertThat(Argon2id.derive(repeat(1, 5), repeat(7, 16), new Argon2Cost(MINIMUM + 8, 2, 3), 32))
                .isEqualTo(expected);
    }

    @Test
    void derive_saltOfAnotherLength_isRefused() {
        Argon2Cost cost = new Argon2Cost(MINIMUM, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Argon2id.derive(new byte[1], new byte[15], cost, 32))
                .withMessageContaining("16 bytes, not 15");
    }

    @Test
    void cost_atTheBounds_isTaken() {
        assertThat(new Argon2Cost(19 * 1024, 1, 1).memoryKib()).isEqualTo(19_456);
        assertThat(new Argon2Cost(1024 * 1024, 16, 8).memoryKib()).isEqualTo(1_048_576);
    }

    @Test
    void cost_outsideTheBounds_namesTheValue() {
        assertRefused(19 * 1024 - 1, 1, 1, "memory in KiB must be 19456 to 1048576, not 19455");
        assertRefused(1024 * 1024 + 1, 1, 1, "memory in KiB must be 19456 to 1048576, not 1048577");
        assertRefused(MINIMUM, 0, 1, "passes must be 1 to 16, not 0");
        assertRefused(MINIMUM, 17, 1, "passes must be 1 to 16, not 17");
        assertRefused(MINIMUM, 1, 0, "lanes must be 1 to 8, not 0");
        assertRefused(MINIMUM, 1, 9, "lanes must be 1 to 8, not 9");
    }

    private static void assertRefused(int memory, int passes, int lanes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Argon2Cost(memory, passes, lanes))
                .withMessageContaining(message);
    }

    private static byte[] repeat(int value, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
