package holdfast.token;

import holdfast.token.TokenException.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The DER forms of elliptic curve keys: why a public one is refused, and what a private one holds. */
final class EcDer {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ID_EC_PUBLIC_KEY = HEX.parseHex("2a8648ce3d0201");
    private static final byte[] PRIME256V1 = HEX.parseHex("2a8648ce3d030107");

    /** PKCS#8 (RFC 5958) around SEC 1 (RFC 5915), without the redundant curve, with the public key. */
    private static final byte[] PKCS8_BEFORE_SCALAR =
            HEX.parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");

    private static final byte[] PKCS8_BEFORE_POINT = HEX.parseHex("a14403420004");
    private static final int POINT_LENGTH = 1 + 2 * P256.LENGTH;

    private EcDer() {}

    /** What a private key's structure holds, before anybody has computed whether it belongs together. */
    static final class PrivateParts {
        private final byte[] scalar;
        private final @Nullable Es256PublicKey beside;

        private PrivateParts(byte[] scalar, @Nullable Es256PublicKey beside) {
            this.scalar = scalar;
            this.beside = beside;
        }

        /** The key; the parts are wiped. */
        Es256PrivateKey toKey(String input) throws TokenException {
            try {
                return Es256PrivateKey.ofScalar(scalar, beside, input);
            } finally {
                Arrays.fill(scalar, (byte) 0);
            }
        }
    }

    static byte[] pkcs8(byte[] scalar, byte[] x, byte[] y) {
        byte[] der = Arrays.copyOf(
                PKCS8_BEFORE_SCALAR, PKCS8_BEFORE_SCALAR.length + PKCS8_BEFORE_POINT.length + 3 * P256.LENGTH);
        int at = PKCS8_BEFORE_SCALAR.length;
        for (byte[] part : new byte[][] {scalar, PKCS8_BEFORE_POINT, x, y}) {
            System.arraycopy(part, 0, der, at, part.length);
            at += part.length;
        }
        return der;
    }

    /** Says why these bytes are not the one accepted form of a public key. */
    static TokenException whyNotSpki(byte[] der, String input) {
        try {
            Der outer = new Der(der);
            Der spki = need(outer.enter(Der.SEQUENCE), input);
            requireAlgorithm(spki, input);
            byte[] bits = need(spki.content(Der.BIT_STRING), input);
            boolean compressed = bits.length == 2 + P256.LENGTH && (bits[1] == 2 || bits[1] == 3);
            return format(
                    input, compressed ? "its point is compressed" : "its DER has more or fewer parts than it may");
        } catch (TokenException e) {
            return e;
        }
    }

    /** RFC 5958, version 1 or 2. */
    static PrivateParts readPkcs8(byte[] der, String input) throws TokenException {
        Der outer = new Der(der);
        Der info = need(outer.enter(Der.SEQUENCE), input);
        byte[] version = need(info.content(Der.INTEGER), input);
        if (!outer.atEnd() || version.length != 1 || version[0] < 0 || version[0] > 1) {
            throw format(input, "it is not one PKCS#8 structure");
        }
        requireAlgorithm(info, input);
        byte[] inner = need(info.content(Der.OCTET_STRING), input);
        try {
            // Attributes and a second copy of the public key may follow; they say nothing that is used.
            return readSec1(inner, input);
        } finally {
            Arrays.fill(inner, (byte) 0);
        }
    }

    /** RFC 5915. */
    static PrivateParts readSec1(byte[] der, String input) throws TokenException {
        Der outer = new Der(der);
        Der key = need(outer.enter(Der.SEQUENCE), input);
        byte[] version = need(key.content(Der.INTEGER), input);
        byte[] scalar = need(key.content(Der.OCTET_STRING), input);
        if (!outer.atEnd() || version.length != 1 || version[0] != 1) {
            throw format(input, "it is not one elliptic curve private key");
        }
        if (key.nextIs(Der.TAGGED)) {
            Der parameters = need(key.enter(Der.TAGGED), input);
            requireCurve(parameters.content(Der.OBJECT_IDENTIFIER), input);
        }
        if (scalar.length != P256.LENGTH) {
            throw format(input, "its private value has " + scalar.length + " bytes instead of 32");
        }
        Es256PublicKey beside =
                key.nextIs(Der.TAGGED + 1) ? point(need(key.enter(Der.TAGGED + 1), input), input) : null;
        if (!key.atEnd()) {
            throw format(input, "its DER has more parts than it may");
        }
        return new PrivateParts(scalar, beside);
    }

    private static Es256PublicKey point(Der tagged, String input) throws TokenException {
        byte[] bits = need(tagged.content(Der.BIT_STRING), input);
        if (bits.length != 1 + POINT_LENGTH || bits[0] != 0 || bits[1] != 4) {
            throw format(input, "its public point is not an uncompressed point of P-256");
        }
        return Es256PublicKey.ofCoordinates(
                Arrays.copyOfRange(bits, 2, 2 + P256.LENGTH),
                Arrays.copyOfRange(bits, 2 + P256.LENGTH, bits.length),
                input);
    }

    private static void requireAlgorithm(Der at, String input) throws TokenException {
        Der algorithm = need(at.enter(Der.SEQUENCE), input);
        byte[] type = need(algorithm.content(Der.OBJECT_IDENTIFIER), input);
        if (!Arrays.equals(type, ID_EC_PUBLIC_KEY)) {
            throw new TokenException(Reason.KEY_TYPE, input, "it is not an elliptic curve key");
        }
        requireCurve(algorithm.content(Der.OBJECT_IDENTIFIER), input);
        if (!algorithm.atEnd()) {
            throw format(input, "its algorithm has more parts than it may");
        }
    }

    private static void requireCurve(byte @Nullable [] name, String input) throws TokenException {
        if (name == null) {
            throw new TokenException(Reason.KEY_CURVE, input, "its curve is not given by name");
        }
        if (!Arrays.equals(name, PRIME256V1)) {
            throw new TokenException(Reason.KEY_CURVE, input, "it is on another curve");
        }
    }

    private static <T> T need(@Nullable T part, String input) throws TokenException {
        if (part == null) {
            throw format(input, "its DER is broken");
        }
        return part;
    }

    private static TokenException format(String input, String detail) {
        return new TokenException(Reason.KEY_FORMAT, input, detail);
    }
}
