package holdfast.attestation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The program that may run in an enclave, as the user allowed it: registers 0 (image), 1 (kernel) and 2 (application).
 *
 * @param pcr0 96 lower-case hex digits, not all zero; likewise the others
 */
public record Measurements(String pcr0, String pcr1, String pcr2) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{96}");
    private static final Pattern ZERO = Pattern.compile("0*");

    /** @throws IllegalArgumentException for a register that is no SHA-384 digest, or the zero of debug mode */
    public Measurements {
        require(0, pcr0);
        require(1, pcr1);
        require(2, pcr2);
    }

    /** As {@link #Measurements}, from digits of either case. */
    public static Measurements ofHex(String pcr0, String pcr1, String pcr2) {
        return new Measurements(
                pcr0.toLowerCase(Locale.ROOT), pcr1.toLowerCase(Locale.ROOT), pcr2.toLowerCase(Locale.ROOT));
    }

    static boolean isZero(String hex) {
        return ZERO.matcher(hex).matches();
    }

    private static void require(int index, String hex) {
        if (!DIGEST.matcher(hex).matches()) {
            throw new IllegalArgumentException("PCR" + index
                    + " is not a SHA-384 digest. Give 96 hexadecimal digits, as the operator publishes them.");
        }
        if (isZero(hex)) {
            throw new IllegalArgumentException(
                    "PCR" + index + " is zero, as in debug mode. Give the digest of a release build.");
        }
    }
}
