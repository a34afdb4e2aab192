package holdfast.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.crypto.Hashes;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key on P-256: for ES256 signatures, or for ECDH-ES where a service takes encrypted messages. It is a point
 * of the curve by construction. Two keys are equal when the points are.
 */
public final class Es256PublicKey {
    /** SubjectPublicKeyInfo up to the coordinates: id-ecPublicKey, prime256v1, uncompressed point (RFC 5480). */
    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    /** Length of the first line of the base64 text of a SubjectPublicKeyInfo, by PEM's line length. */
    private static final int FIRST_LINE = 64;

    private final BigInteger x;
    private final BigInteger y;

    private Es256PublicKey(BigInteger x, BigInteger y) {
        this.x = x;
        this.y = y;
    }

    /**
     * From big-endian coordinates of 32 bytes each.
     *
     * @throws TokenException {@code KEY_FORMAT} for another length, {@code KEY_NOT_ON_CURVE}
     */
    public static Es256PublicKey ofCoordinates(byte[] x, byte[] y) throws TokenException {
        return ofCoordinates(x, y, "public key");
    }

    static Es256PublicKey ofCoordinates(byte[] x, byte[] y, String input) throws TokenException {
        if (x.length != P256.LENGTH || y.length != P256.LENGTH) {
            throw new TokenException(
                    Reason.KEY_FORMAT,
                    input,
                    "its coordinates have " + x.length + " and " + y.length + " bytes instead of 32");
        }
        BigInteger abscissa = P256.integer(x);
        BigInteger ordinate = P256.integer(y);
        if (!P256.isOnCurve(abscissa, ordinate)) {
            throw new TokenException(Reason.KEY_NOT_ON_CURVE, input, "its coordinates are no point of P-256");
        }
        return new Es256PublicKey(abscissa, ordinate);
    }

    /** From a point that a platform's provider or {@link P256} has made. */
    static Es256PublicKey ofTrustedPoint(BigInteger x, BigInteger y) {
        if (!P256.isOnCurve(x, y)) {
            throw new IllegalArgumentException("not a point of P-256");
        }
        return new Es256PublicKey(x, y);
    }

    /**
     * From a DER SubjectPublicKeyInfo with a named curve and an uncompressed point; the only form in which a request's
     * digest names a key.
     *
     * @throws TokenException {@code KEY_FORMAT}, {@code KEY_TYPE}, {@code KEY_CURVE} or {@code KEY_NOT_ON_CURVE}
     */
    public static Es256PublicKey ofSpki(byte[] der) throws TokenException {
        return ofSpki(der, "public key");
    }

    static Es256PublicKey ofSpki(byte[] der, String input) throws TokenException {
        int at = SPKI_PREFIX.length;
        if (der.length != at + 2 * P256.LENGTH || !Arrays.equals(der, 0, at, SPKI_PREFIX, 0, at)) {
            throw EcDer.whyNotSpki(der, input);
        }
        return ofCoordinates(
                Arrays.copyOfRange(der, at, at + P256.LENGTH),
                Arrays.copyOfRange(der, at + P256.LENGTH, der.length),
                input);
    }

    /**
     * From the two base64 lines of the PEM text, which is what requests and the sample key sets call x and y.
     *
     * @throws TokenException as {@link #ofSpki}, and {@code NOT_BASE64}, {@code BASE64_NOT_CANONICAL}
     */
    public static Es256PublicKey ofTwoLines(KeyRef.PublicKey lines) throws TokenException {
        return ofTwoLines(lines.x(), lines.y(), "public key");
    }

    static Es256PublicKey ofTwoLines(String x, String y, String input) throws TokenException {
        if (x.length() != FIRST_LINE) {
            throw new TokenException(
                    Reason.KEY_FORMAT, input, "its first line has " + x.length() + " characters instead of 64");
        }
        return ofSpki(Base64Text.fromStandard(x + y, input, "key"), input);
    }

    /** Big-endian, 32 bytes. */
    public byte[] x() {
        return P256.bytes(x);
    }

    /** Big-endian, 32 bytes. */
    public byte[] y() {
        return P256.bytes(y);
    }

    /** DER SubjectPublicKeyInfo, 91 bytes. */
    public byte[] spki() {
        byte[] der = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + 2 * P256.LENGTH);
        System.arraycopy(x(), 0, der, SPKI_PREFIX.length, P256.LENGTH);
        System.arraycopy(y(), 0, der, SPKI_PREFIX.length + P256.LENGTH, P256.LENGTH);
        return der;
    }

    /** {@code PUBLIC KEY}, with a final line break. */
    public String pem() {
        return Pem.encode("PUBLIC KEY", spki());
    }

    /** As requests name a key; see {@link #ofTwoLines}. */
    public KeyRef.PublicKey twoLines() {
        String text = Base64Text.standard(spki());
        return new KeyRef.PublicKey(text.substring(0, FIRST_LINE), text.substring(FIRST_LINE));
    }

    /** RFC 7517 key for signatures: {@code kty}, {@code crv}, {@code x}, {@code y}, {@code kid}, {@code use}, {@code alg}. */
    public JsonObject jwk(String kid) {
        return JsonObject.builder()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", Base64Text.url(x()))
                .put("y", Base64Text.url(y()))
                .put("kid", kid)
                .put("use", "sig")
                .put("alg", "ES256")
                .build();
    }

    /** RFC 7638 thumbprint: SHA-256, base64url. */
    public String thumbprint() {
        JsonObject required = JsonObject.builder()
                .put("crv", "P-256")
                .put("kty", "EC")
                .put("x", Base64Text.url(x()))
                .put("y", Base64Text.url(y()))
                .build();
        return Base64Text.url(Hashes.sha256(JsonWriter.compact(required).getBytes(UTF_8)));
    }

    /**
     * For people to compare: the first 128 bits of the SHA-256 of the DER form, hex in eight groups of four. Nobody can
     * make a key to a given fingerprint.
     */
    public String fingerprint() {
        String hex = HexFormat.of().formatHex(Hashes.sha256(spki()), 0, 16);
        return hex.replaceAll("(.{4})(?!$)", "$1 ");
    }

    ECPublicKey toPlatformKey() {
        return P256.publicKey(x, y);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Es256PublicKey key && x.equals(key.x) && y.equals(key.y);
    }

    @Override
    public int hashCode() {
        return x.hashCode();
    }

    @Override
    public String toString() {
        return "Es256PublicKey[" + fingerprint() + "]";
    }
}
