package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.InvalidSecretException.Reason;
import holdfast.vault.format.SlotType;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key of 128 random bits to be printed and kept on paper. Its text has 26 characters of key and 6 of checksum, in
 * eight groups of four. The alphabet and the checksum's polynomial are those of Bech32 (BIP-173): no 1, B, I or O, and
 * any four wrong characters are noticed.
 */
public final class RecoveryKey implements VaultSecret {
    private static final String ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    /** Sets our checksums apart from those of other texts in this alphabet: "HFR1" in ASCII, cut to 30 bits. */
    private static final int CONSTANT = 0x08465231;

    private static final int KEY_BYTES = 16;
    private static final int KEY_SYMBOLS = 26;
    private static final int CHECK_SYMBOLS = 6;
    private static final int SYMBOLS = KEY_SYMBOLS + CHECK_SYMBOLS;
    private static final int GROUP = 4;

    private final SecretBytes key;

    private RecoveryKey(SecretBytes key) {
        this.key = key;
    }

    public static RecoveryKey generate(SecureRandom random) {
        return new RecoveryKey(SecretBytes.random(KEY_BYTES, random));
    }

    /**
     * Reads what was printed by {@link #exposeText}. Case, spaces and hyphens do not count; O is read as 0, I and 1 as
     * L, B as 8.
     *
     * @throws InvalidSecretException when it is no recovery key, for example because a character was mistyped
     */
    public static RecoveryKey parse(char[] typed) throws InvalidSecretException {
        byte[] symbols = new byte[SYMBOLS];
        int count = 0;
        for (char c : typed) {
            if (c == '-' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                continue;
            }
            int symbol = ALPHABET.indexOf(likely(Character.toUpperCase(c)));
            if (symbol < 0) {
                throw new InvalidSecretException(
                        Reason.WRONG_CHARACTER,
                        "character " + (count + 1) + " of the recovery key is none that a recovery key contains");
            }
            if (count < SYMBOLS) {
                symbols[count] = (byte) symbol;
            }
            count++;
        }
        if (count != SYMBOLS) {
            throw new InvalidSecretException(
                    Reason.WRONG_LENGTH, "a recovery key has " + SYMBOLS + " letters and digits, this has " + count);
        }
        byte[] key = new byte[KEY_BYTES];
        try {
            // 26 symbols hold two bits more than the key; they are zero.
            if (checksum(symbols, SYMBOLS) != CONSTANT || (symbols[KEY_SYMBOLS - 1] & 3) != 0) {
                throw new InvalidSecretException(
                        Reason.CHECKSUM,
                        "the recovery key was mistyped: compare it with the printed one, group by group");
            }
            for (int bit = 0; bit < 8 * KEY_BYTES; bit++) {
                int value = symbols[bit / 5] >> (4 - bit % 5) & 1;
                key[bit / 8] |= (byte) (value << (7 - bit % 8));
            }
            return new RecoveryKey(SecretBytes.copyOf(key));
        } finally {
            Arrays.fill(symbols, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static char likely(char c) {
        return switch (c) {
            case 'O' -> '0';
            case 'I', '1' -> 'L';
            case 'B' -> '8';
            default -> c;
        };
    }

    /** The text to print, for example {@code QPZR-Y9X8-…}: 39 characters, which the caller wipes. */
    public char[] exposeText() {
        byte[] symbols = new byte[SYMBOLS];
        key.expose(bytes -> {
            for (int bit = 0; bit < 8 * KEY_BYTES; bit++) {
                int value = bytes[bit / 8] >> (7 - bit % 8) & 1;
                symbols[bit / 5] |= (byte) (value << (4 - bit % 5));
            }
            return true;
        });
        int check = checksum(symbols, SYMBOLS) ^ CONSTANT;
        for (int i = 0; i < CHECK_SYMBOLS; i++) {
            symbols[KEY_SYMBOLS + i] = (byte) ((check >> (5 * (CHECK_SYMBOLS - 1 - i))) & 31);
        }
        char[] text = new char[SYMBOLS + SYMBOLS / GROUP - 1];
        Arrays.fill(text, '-');
        for (int i = 0; i < SYMBOLS; i++) {
            text[i + i / GROUP] = ALPHABET.charAt(symbols[i]);
        }
        Arrays.fill(symbols, (byte) 0);
        return text;
    }

    /** The remainder of the symbols, read as a polynomial over GF(32), as BIP-173 computes it. */
    private static int checksum(byte[] symbols, int length) {
        int remainder = 1;
        for (int i = 0; i < length; i++) {
            int top = remainder >>> 25;
            remainder = (remainder & 0x1ffffff) << 5 ^ symbols[i];
            for (int bit = 0; bit < GENERATOR.length; bit++) {
                if ((top >>> bit & 1) == 1) {
                    remainder ^= GENERATOR[bit];
                }
            }
        }
        return remainder;
    }

    @Override
    public SecretBytes keyingMaterial() {
        return key;
    }

    @Override
    public SlotType slotType() {
        return SlotType.RECOVERY_KEY;
    }

    @Override
    public String toString() {
        return "RecoveryKey[redacted]";
    }
}
