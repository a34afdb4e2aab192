package holdfast.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import holdfast.vault.InvalidSecretException.Reason;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

    private static byte[] bytes(String typed) {
        return Given.passphrase(typed).keyingMaterial().exposeCopy();
    }

    private static Reason refusal(String typed) {
        return catchThrowableOfType(InvalidSecretException.class, () -> Passphrase.of(typed.toCharArray()))
                .reason();
    }

    @Test
    void passphrase_anyUnicode_isItsUtf8InFormC() {
        assertThat(bytes("a")).isEqualTo("a".getBytes(UTF_8));
        assertThat(bytes("pässwörd 🔑 密码 كلمة")).isEqualTo("pässwörd 🔑 密码 كلمة".getBytes(UTF_8));
        assertThat(bytes("  two  spaces ")).isEqualTo("  two  spaces ".getBytes(UTF_8));
        assertThat(bytes("nul\0tab\t")).isEqualTo("nul\0tab\t".getBytes(UTF_8));
    }

    @Test
    void passphrase_composedAndDecomposed_isTheSame() {
        assertThat(bytes("e\u0301")).isEqualTo(bytes("\u00e9")).isEqualTo("é".getBytes(UTF_8));
        assertThat(bytes("\u1112\u1161\u11ab")).isEqualTo("한".getBytes(UTF_8));
        assertThat(bytes("\u212b")).as("the sign for angstrom").isEqualTo("Å".getBytes(UTF_8));
    }

    @Test
    void passphrase_compatibilityForms_stayDifferent() {
        assertThat(bytes("ﬁ")).isNotEqualTo(bytes("fi"));
        assertThat(bytes("Ａ")).isNotEqualTo(bytes("A"));
    }

    @Test
    void passphrase_lengths_upToTheLimit() {
        assertThat(bytes("x".repeat(10_000))).hasSize(10_000);
        assertThat(bytes("漢".repeat(10_000))).hasSize(30_000);
        assertThat(bytes("x".repeat(65_536))).hasSize(65_536);
        assertThat(refusal("x".repeat(65_537))).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal("漢".repeat(21_846))).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal("")).isEqualTo(Reason.EMPTY);
    }

    @Test
    void passphrase_loneSurrogate_isNoUnicode() {
        assertThat(refusal("a\ud83dz")).isEqualTo(Reason.NOT_UNICODE);
        assertThat(refusal("a\udd11")).isEqualTo(Reason.NOT_UNICODE);
        assertThat(refusal("a\ud83d")).as("half a pair at the very end").isEqualTo(Reason.NOT_UNICODE);
    }

    @Test
    void secrets_printed_sayNothing() {
        assertThat(Given.passphrase("hunter2")).hasToString("Passphrase[redacted]");
        assertThat(RecoveryKey.generate(new SecureRandom())).hasToString("RecoveryKey[redacted]");
    }

    @Test
    void secrets_closed_areWiped() {
        Passphrase passphrase = Given.passphrase("hunter2");
        passphrase.close();
        assertThat(passphrase.keyingMaterial().isWiped()).isTrue();
    }

    private static String text(RecoveryKey key) {
        return new String(key.exposeText());
    }

    private static byte[] parse(String typed) throws InvalidSecretException {
        return RecoveryKey.parse(typed.toCharArray()).keyingMaterial().exposeCopy();
    }

    private static InvalidSecretException keyRefusal(String typed) {
        return catchThrowableOfType(InvalidSecretException.class, () -> RecoveryKey.parse(typed.toCharArray()));
    }

    @Test
    void recoveryKey_printedAndTyped_isTheSame() throws Exception {
        for (int i = 0; i < 1000; i++) {
            RecoveryKey key = RecoveryKey.generate(new SecureRandom());
            byte[] bytes = key.keyingMaterial().exposeCopy();
            assertThat(bytes).hasSize(16);
            String text = text(key);
            assertThat(text).matches("([" + ALPHABET + "]{4}-){7}[" + ALPHABET + "]{4}");
            assertThat(parse(text)).isEqualTo(bytes);
            assertThat(parse(text.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                    .isEqualTo(bytes);
            assertThat(parse("\u00a0" + text.replace('0', 'o').replace('L', '1').replace('8', 'b') + "\n"))
                    .isEqualTo(bytes);
            assertThat(parse(text.replace('L', 'i'))).isEqualTo(bytes);
        }
    }

    /** Written down in docs/FORMAT.md; keys on paper must stay readable. */
    @Test
    void recoveryKey_knownText_staysReadable() throws Exception {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        assertThat(parse(KNOWN)).isEqualTo(key);
        assertThat(text(RecoveryKey.parse(KNOWN.toCharArray()))).isEqualTo(KNOWN);
    }

    private static final String KNOWN = "QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNC-EF2E";

    @Test
    void recoveryKey_oneCharacterWrongOrTwoSwapped_isNoticed() {
        String text = text(RecoveryKey.generate(new SecureRandom())).replace("-", "");
        for (int at = 0; at < text.length(); at++) {
            for (int symbol = 0; symbol < 32; symbol++) {
                char other = ALPHABET.charAt(symbol);
                if (other != text.charAt(at)) {
                    String wrong = text.substring(0, at) + other + text.substring(at + 1);
                    assertThat(keyRefusal(wrong).reason()).isEqualTo(Reason.CHECKSUM);
                }
            }
            if (at > 0 && text.charAt(at) != text.charAt(at - 1)) {
                String swapped =
                        text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1);
                assertThat(keyRefusal(swapped).reason()).isEqualTo(Reason.CHECKSUM);
            }
        }
    }

    @Test
    @Tag("slow")
    void recoveryKey_upToFourCharactersWrong_isNoticed() {
        SplittableRandom random = new SplittableRandom(4);
        char[] text =
                text(RecoveryKey.generate(new SecureRandom())).replace("-", "").toCharArray();
        for (int i = 0; i < 20_000; i++) {
            char[] wrong = text.clone();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                wrong[random.nextInt(wrong.length)] = ALPHABET.charAt(random.nextInt(32));
            }
            if (!Arrays.equals(wrong, text)) {
                assertThat(keyRefusal(new String(wrong)).reason()).isEqualTo(Reason.CHECKSUM);
            }
        }
    }

    @Test
    void recoveryKey_ofAnotherShape_saysWhich() {
        String text = text(RecoveryKey.generate(new SecureRandom()));
        assertThat(keyRefusal(text.substring(1))).hasMessageContaining("has 32 letters and digits, this has 31");
        assertThat(keyRefusal(text + "Q").reason()).isEqualTo(Reason.WRONG_LENGTH);
        assertThat(keyRefusal("").reason()).isEqualTo(Reason.WRONG_LENGTH);
        assertThat(keyRefusal("QQ-é" + text.substring(4)))
                .hasMessageContaining("character 3 ")
                .extracting(InvalidSecretException::reason)
                .isEqualTo(Reason.WRONG_CHARACTER);
    }
}
