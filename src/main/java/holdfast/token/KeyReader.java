package holdfast.token;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.token.TokenException.Reason;
import java.util.Arrays;
import java.util.List;

/** Reads one key from text in whatever accepted form it has. */
public final class KeyReader {
    private static final String PUBLIC = "public key";
    private static final String PRIVATE = "private key";

    private KeyReader() {}

    /**
     * PEM ({@code PUBLIC KEY}), JWK, the two base64 lines of the PEM (as lines, or as x and y of an object), or a key
     * set with a single key.
     *
     * @throws TokenException when it is none of them, or no usable key on P-256
     */
    public static Es256PublicKey readPublic(String text) throws TokenException {
        Texts.requireSize(text, TokenLimits.KEY, PUBLIC);
        String stripped = text.strip();
        if (Pem.looksLikePem(stripped)) {
            Pem.Block block = Pem.decode(stripped, PUBLIC);
            return switch (block.label()) {
                case "PUBLIC KEY" -> Es256PublicKey.ofSpki(block.der(), PUBLIC);
                case "PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> {
                    Arrays.fill(block.der(), (byte) 0);
                    throw new TokenException(Reason.KEY_IS_PRIVATE, PUBLIC, "it holds a private key");
                }
                default -> throw unknownLabel(block, PUBLIC);
            };
        }
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            JsonValue json = Texts.readJson(stripped, TokenLimits.KEY, Reason.KEY_FORMAT, PUBLIC);
            if (json instanceof JsonObject object && !object.members().containsKey("keys")) {
                return isTwoLines(object)
                        ? Es256PublicKey.ofTwoLines(
                                Texts.string(object, "x", PUBLIC), Texts.string(object, "y", PUBLIC), PUBLIC)
                        : Jwk.parse(object, PUBLIC).key(Jwk.Purpose.SIGNATURE);
            }
            return JwkSet.ofJson(json).onlyKey();
        }
        List<String> lines = stripped.lines().map(String::strip).toList();
        if (lines.size() == 2) {
            return Es256PublicKey.ofTwoLines(lines.get(0), lines.get(1), PUBLIC);
        }
        throw new TokenException(Reason.KEY_FORMAT, PUBLIC, "it has no known form");
    }

    private static boolean isTwoLines(JsonObject object) {
        return object.members().size() == 2
                && object.get("x") instanceof JsonString
                && object.get("y") instanceof JsonString;
    }

    /**
     * PEM ({@code PRIVATE KEY}, that is PKCS#8, or {@code EC PRIVATE KEY}) or JWK with {@code d}.
     *
     * @throws TokenException when it is none of them, or no usable key on P-256
     */
    public static Es256PrivateKey readPrivate(String text) throws TokenException {
        Texts.requireSize(text, TokenLimits.KEY, PRIVATE);
        String stripped = text.strip();
        if (stripped.startsWith("{")) {
            JsonObject jwk = Texts.readObject(stripped, TokenLimits.KEY, Reason.KEY_FORMAT, PRIVATE);
            return Jwk.readPrivate(jwk, PRIVATE);
        }
        return privateParts(stripped).toKey(PRIVATE);
    }

    static EcDer.PrivateParts privateParts(String text) throws TokenException {
        if (!Pem.looksLikePem(text)) {
            throw new TokenException(Reason.KEY_FORMAT, PRIVATE, "it is neither PEM nor JWK");
        }
        Pem.Block block = Pem.decode(text, PRIVATE);
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> EcDer.readPkcs8(block.der(), PRIVATE);
                case "EC PRIVATE KEY" -> EcDer.readSec1(block.der(), PRIVATE);
                case "PUBLIC KEY" ->
                    throw new TokenException(Reason.KEY_IS_PUBLIC, PRIVATE, "it holds only a public key");
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new TokenException(Reason.KEY_ENCRYPTED, PRIVATE, "it is protected by a password");
                default -> throw unknownLabel(block, PRIVATE);
            };
        } finally {
            Arrays.fill(block.der(), (byte) 0);
        }
    }

    private static TokenException unknownLabel(Pem.Block block, String input) {
        return new TokenException(Reason.KEY_FORMAT, input, "it is a PEM block \"" + block.label() + "\"");
    }
}
