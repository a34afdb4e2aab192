package holdfast.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compact JWE with ECDH-ES and A256GCM, and nothing else: no other algorithm, no compression, no key from the header
 * but the ephemeral one, which must be a point of the curve. It hides its content from others than the recipient; who
 * sent it, it does not say.
 */
final class Jwe {
    private static final String INPUT = "encrypted message";
    private static final int SEGMENTS = 5;
    private static final Set<String> KNOWN = Set.of("alg", "enc", "typ", "epk", "kid");
    private static final Set<String> FORBIDDEN = Set.of(
            "jwk",
            "jku",
            "x5u",
            "x5c",
            "x5t",
            "x5t#S256",
            "crit",
            "zip",
            "b64",
            "p2c",
            "p2s",
            "apu",
            "apv",
            "iv",
            "tag",
            "cty",
            "nonce",
            "url");
    private static final Set<String> EPHEMERAL_KEY = Set.of("kty", "crv", "x", "y");

    private final String header;
    private final Es256PublicKey ephemeralKey;
    private final byte[] iv;
    private final byte[] sealed;

    private Jwe(String header, Es256PublicKey ephemeralKey, byte[] iv, byte[] sealed) {
        this.header = header;
        this.ephemeralKey = ephemeralKey;
        this.iv = iv;
        this.sealed = sealed;
    }

    /** @param kid name of the recipient's key for the header; null to leave it out */
    static String encrypt(byte[] plaintext, Es256PublicKey recipient, @Nullable String kid, SecureRandom random)
            throws TokenException {
        Es256PrivateKey ephemeral = Es256PrivateKey.generate(random);
        byte[] key = contentKey(ephemeral.toPlatformKey(), recipient);
        ephemeral.destroy();
        String header = Base64Text.url(header(ephemeral.publicKey(), kid).getBytes(UTF_8));
        byte[] iv = new byte[A256Gcm.IV_LENGTH];
        random.nextBytes(iv);
        byte[] sealed = A256Gcm.seal(key, iv, header.getBytes(US_ASCII), plaintext);
        Arrays.fill(key, (byte) 0);
        int end = sealed.length - A256Gcm.TAG_LENGTH;
        String text = String.join(
                ".",
                header,
                "",
                Base64Text.url(iv),
                Base64Text.url(Arrays.copyOf(sealed, end)),
                Base64Text.url(Arrays.copyOfRange(sealed, end, sealed.length)));
        Texts.requireSize(text, TokenLimits.ENCRYPTED, INPUT);
        return text;
    }

    private static String header(Es256PublicKey ephemeralKey, @Nullable String kid) {
        return JsonWriter.compact(JsonObject.builder()
                .put("alg", "ECDH-ES")
                .put("enc", "A256GCM")
                .put("typ", "JWT")
                .putIfPresent("kid", kid)
                .put(
                        "epk",
                        JsonObject.builder()
                                .put("kty", "EC")
                                .put("crv", "P-256")
                                .put("x", Base64Text.url(ephemeralKey.x()))
                                .put("y", Base64Text.url(ephemeralKey.y()))
                                .build())
                .build());
    }

    /** Everything but the decryption. */
    static Jwe parse(String text) throws TokenException {
        String[] segments = Segments.split(text, SEGMENTS, TokenLimits.ENCRYPTED, INPUT);
        for (int i : new int[] {0, 2, 3, 4}) {
            if (segments[i].isEmpty()) {
                throw new TokenException(Reason.EMPTY_SEGMENT, INPUT, "its " + part(i) + " is empty");
            }
        }
        Es256PublicKey ephemeralKey = readHeader(Base64Text.fromUrl(segments[0], INPUT, part(0)));
        if (!segments[1].isEmpty()) {
            throw new TokenException(Reason.ENCRYPTED_KEY_PRESENT, INPUT, "it has an encrypted key");
        }
        byte[] iv = Base64Text.fromUrl(segments[2], INPUT, part(2));
        requireLength(iv, A256Gcm.IV_LENGTH, Reason.IV_LENGTH, part(2));
        byte[] tag = Base64Text.fromUrl(segments[4], INPUT, part(4));
        requireLength(tag, A256Gcm.TAG_LENGTH, Reason.TAG_LENGTH, part(4));
        byte[] ciphertext = Base64Text.fromUrl(segments[3], INPUT, part(3));
        byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
        return new Jwe(segments[0], ephemeralKey, iv, sealed);
    }

    private static Es256PublicKey readHeader(byte[] utf8) throws TokenException {
        JsonObject header = Texts.readObject(utf8, TokenLimits.HEADER, Reason.HEADER_NOT_JSON, INPUT);
        Headers.requireMembers(header, KNOWN, FORBIDDEN, INPUT);
        Headers.requireValue(header, "alg", "ECDH-ES", INPUT);
        Headers.requireValue(header, "enc", "A256GCM", INPUT);
        Headers.requireType(header, INPUT);
        Headers.name(header, "kid", TokenLimits.KEY_ID, INPUT);
        JsonObject key = Texts.object(Texts.member(header, "epk", INPUT), "epk", INPUT);
        if (key.members().containsKey("d")) {
            throw new TokenException(Reason.KEY_IS_PRIVATE, INPUT, "its ephemeral key shows the private value d");
        }
        Texts.requireKnown(key, EPHEMERAL_KEY, INPUT);
        return Jwk.coordinates(key, INPUT + ", ephemeral key");
    }

    private static void requireLength(byte[] bytes, int length, Reason reason, String part) throws TokenException {
        if (bytes.length != length) {
            throw new TokenException(
                    reason, INPUT, "its " + part + " has " + bytes.length + " bytes instead of " + length);
        }
    }

    private static String part(int index) {
        return switch (index) {
            case 0 -> "header";
            case 2 -> "initialisation vector";
            case 3 -> "cipher text";
            default -> "authentication tag";
        };
    }

    /** @throws TokenException {@code DECRYPTION_FAILED} or {@code KEY_WIPED} */
    byte[] decrypt(Es256PrivateKey recipient) throws TokenException {
        byte[] key = contentKey(recipient.toPlatformKey(), ephemeralKey);
        try {
            return A256Gcm.open(key, iv, header.getBytes(US_ASCII), sealed);
        } catch (GeneralSecurityException e) {
            throw new TokenException(
                    Reason.DECRYPTION_FAILED,
                    INPUT,
                    "it cannot be decrypted with the key "
                            + recipient.publicKey().fingerprint());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] contentKey(ECPrivateKey own, Es256PublicKey other) {
        try {
            return EcdhEs.contentKey(own, other);
        } catch (GeneralSecurityException e) {
            // Both keys are valid by construction, and the group has no small subgroup.
            throw P256.noPlatform(e);
        }
    }
}
