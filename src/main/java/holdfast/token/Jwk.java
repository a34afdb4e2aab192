package holdfast.token;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.token.TokenException.Reason;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Web Key (RFC 7517) on P-256. Its x and y are coordinates, or, as in the sample key sets, the two base64 lines
 * of the PEM. Members that are not known are ignored, as the RFC asks; those that say what the key is for are heeded.
 */
record Jwk(Es256PublicKey publicKey, Set<Purpose> purposes) {
    enum Purpose {
        SIGNATURE,
        ENCRYPTION
    }

    private static final int COORDINATE_TEXT = 43;

    /** @throws TokenException when it is no public key that can be used here */
    static Jwk parse(JsonObject jwk, String input) throws TokenException {
        // Whatever else is wrong with a key, that its secret half lies open matters more.
        if (jwk.members().containsKey("d") || jwk.members().containsKey("k")) {
            throw new TokenException(Reason.KEY_IS_PRIVATE, input, "it shows its private value");
        }
        requireType(jwk, input);
        return new Jwk(point(jwk, input), purposes(jwk, input));
    }

    static Es256PrivateKey readPrivate(JsonObject jwk, String input) throws TokenException {
        requireType(jwk, input);
        if (!jwk.members().containsKey("d")) {
            throw new TokenException(Reason.KEY_IS_PUBLIC, input, "it has no private value d");
        }
        byte[] scalar = Base64Text.fromUrl(Texts.string(jwk, "d", input), input, "private value");
        try {
            return Es256PrivateKey.ofScalar(scalar, point(jwk, input), input);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    /** @throws TokenException {@code KEY_USE} when the key is meant for something else */
    Es256PublicKey key(Purpose purpose) throws TokenException {
        if (!purposes.contains(purpose)) {
            throw new TokenException(
                    Reason.KEY_USE,
                    "public key",
                    purpose == Purpose.SIGNATURE ? "it is not meant for signatures" : "it is not meant for encryption");
        }
        return publicKey;
    }

    private static void requireType(JsonObject jwk, String input) throws TokenException {
        String type = Texts.string(jwk, "kty", input);
        if (!type.equals("EC")) {
            throw new TokenException(Reason.KEY_TYPE, input, "its kty is " + Texts.quote(type));
        }
        String curve = Texts.string(jwk, "crv", input);
        if (!curve.equals("P-256")) {
            throw new TokenException(Reason.KEY_CURVE, input, "its crv is " + Texts.quote(curve));
        }
    }

    private static Es256PublicKey point(JsonObject jwk, String input) throws TokenException {
        String x = Texts.string(jwk, "x", input);
        // 32 bytes are 43 characters of base64url; the first line of a PEM text has 64.
        return x.length() > COORDINATE_TEXT
                ? Es256PublicKey.ofTwoLines(x, Texts.string(jwk, "y", input), input)
                : ofCoordinates(jwk, input);
    }

    /** Only in the form of the RFC, and only the key itself. */
    static Es256PublicKey coordinates(JsonObject jwk, String input) throws TokenException {
        requireType(jwk, input);
        return ofCoordinates(jwk, input);
    }

    private static Es256PublicKey ofCoordinates(JsonObject jwk, String input) throws TokenException {
        return Es256PublicKey.ofCoordinates(
                Base64Text.fromUrl(Texts.string(jwk, "x", input), input, "coordinate x"),
                Base64Text.fromUrl(Texts.string(jwk, "y", input), input, "coordinate y"),
                input);
    }

    /** What {@code use}, {@code alg} and {@code key_ops} leave; without them, both. */
    private static Set<Purpose> purposes(JsonObject jwk, String input) throws TokenException {
        String use = Texts.optionalString(jwk, "use", input);
        String algorithm = Texts.optionalString(jwk, "alg", input);
        JsonValue operations = jwk.get("key_ops");
        boolean signature = isNullOr(use, "sig") && isNullOr(algorithm, "ES256") && allowsVerify(operations, input);
        // A recipient's public key has no operation of its own: RFC 7517 names those of the private half.
        boolean encryption = isNullOr(use, "enc")
                && isNullOr(algorithm, "ECDH-ES")
                && (operations == null || isEmptyArray(operations));
        return signature
                ? (encryption ? Set.of(Purpose.SIGNATURE, Purpose.ENCRYPTION) : Set.of(Purpose.SIGNATURE))
                : (encryption ? Set.of(Purpose.ENCRYPTION) : Set.of());
    }

    private static boolean isNullOr(@Nullable String value, String expected) {
        return value == null || value.equals(expected);
    }

    private static boolean isEmptyArray(JsonValue value) {
        return value instanceof JsonArray array && array.items().isEmpty();
    }

    private static boolean allowsVerify(@Nullable JsonValue operations, String input) throws TokenException {
        if (operations == null) {
            return true;
        }
        if (!(operations instanceof JsonArray array)) {
            throw new TokenException(Reason.MEMBER_INVALID, input, "the member \"key_ops\" must be an array");
        }
        return array.items().contains(new JsonString("verify"));
    }
}
