package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.InvalidSecretException.Reason;
import holdfast.vault.format.SlotType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A passphrase: UTF-8 of its characters in normalization form C, so that one passphrase typed on two keyboards (é as
 * one key, or as e and an accent) is one passphrase. Nothing else is changed; spaces and case count.
 */
public final class Passphrase implements VaultSecret {
    /** Longest passphrase in bytes of UTF-8. */
    public static final int MAX_BYTES = 65_536;

    private final SecretBytes utf8;

    private Passphrase(SecretBytes utf8) {
        this.utf8 = utf8;
    }

    /**
     * Makes a passphrase of what was typed. The caller wipes {@code typed}.
     *
     * @throws InvalidSecretException when it is empty, too long, or no Unicode text
     */
    public static Passphrase of(char[] typed) throws InvalidSecretException {
        if (typed.length == 0) {
            throw new InvalidSecretException(Reason.EMPTY, "the passphrase is empty: type at least one character");
        }
        if (typed.length > MAX_BYTES) {
            throw tooLong();
        }
        CharBuffer text = CharBuffer.wrap(typed);
        // The JDK's normalizer works on a String, which cannot be wiped; Latin text need not go there.
        if (!isLatin(typed) && !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            text = CharBuffer.wrap(
                    Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray());
        }
        ByteBuffer encoded = ByteBuffer.allocate(3 * text.remaining());
        try {
            var encoder = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            var result = encoder.encode(text, encoded, true);
            if (result.isError()) {
                result.throwException();
            }
            byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
            if (bytes.length > MAX_BYTES) {
                Arrays.fill(bytes, (byte) 0);
                throw tooLong();
            }
            return new Passphrase(SecretBytes.takeOver(bytes));
        } catch (CharacterCodingException e) {
            throw new InvalidSecretException(
                    Reason.NOT_UNICODE, "the passphrase contains half a character (a lone surrogate): type it again");
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    /** Below the first combining mark (U+0300) every text is in form C. */
    private static boolean isLatin(char[] text) {
        for (char c : text) {
            if (c >= '\u0300') {
                return false;
            }
        }
        return true;
    }

    private static InvalidSecretException tooLong() {
        return new InvalidSecretException(
                Reason.TOO_LONG, "the passphrase is longer than " + MAX_BYTES + " bytes in UTF-8: shorten it");
    }

    @Override
    public SecretBytes keyingMaterial() {
        return utf8;
    }

    @Override
    public SlotType slotType() {
        return SlotType.PASSPHRASE;
    }

    @Override
    public String toString() {
        return "Passphrase[redacted]";
    }
}
