package holdfast.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Signs tokens. What it hands out was read back and verified, so it never signs what it would refuse, and a fault while
 * signing is noticed.
 */
public final class TokenSigner {
    private final Es256PrivateKey key;
    private final KeyRef.@Nullable KeysetEndpoint name;
    private final SecureRandom random;
    private final TokenVerifier verifier = new TokenVerifier(KeyResolver.none());

    /** @param name where the public key is published, for the header; null to name none */
    public TokenSigner(Es256PrivateKey key, KeyRef.@Nullable KeysetEndpoint name, SecureRandom random) {
        this.key = key;
        this.name = name;
        this.random = random;
    }

    /**
     * A credential.
     *
     * @throws TokenException when it would be too large, or {@code KEY_WIPED}
     */
    public VerifiedToken<UserData> userData(JsonObject data) throws TokenException {
        return verifier.verify(TokenReader.userData(sign(data)), key.publicKey());
    }

    /**
     * A request. It must let others find the key: by this signer's name, or by a {@code dvr_verifying_key} that is it.
     *
     * @throws TokenException {@code MISSING_PUBLIC_KEY}; {@code KEY_MISMATCH} when it names another key; too large; or
     *     {@code KEY_WIPED}
     */
    public VerifiedToken<DvrRequest> request(DvrRequest request) throws TokenException {
        String input = TokenKind.REQUEST.title();
        KeyRef named = request.verifyingKey();
        if (name == null && named == null) {
            throw new TokenException(Reason.MISSING_PUBLIC_KEY, input, "Missing Public Key: it would name none");
        }
        if (named instanceof KeyRef.PublicKey lines
                && !Es256PublicKey.ofTwoLines(lines).equals(key.publicKey())) {
            throw new TokenException(
                    Reason.KEY_MISMATCH, input, "its dvr_verifying_key is not the key that would sign it");
        }
        return verifier.verify(TokenReader.request(sign(request.toJson())), key.publicKey());
    }

    /**
     * A proof token, as a proving service makes it.
     *
     * @throws TokenException when it would be too large, or {@code KEY_WIPED}
     */
    public VerifiedToken<ProofToken> proof(ProofToken proof) throws TokenException {
        return verifier.verify(TokenReader.proof(sign(proof.toJson())), key.publicKey());
    }

    /**
     * A proof token around the object of a proof file, as a service that proves with libzk makes it.
     *
     * @throws TokenException when it would be too large, or {@code KEY_WIPED}
     */
    public VerifiedToken<JsonObject> proofFile(JsonObject proofFile) throws TokenException {
        return verifier.verify(TokenReader.proofFile(sign(proofFile)), key.publicKey());
    }

    private String sign(JsonObject data) throws TokenException {
        JsonObject payload = JsonObject.builder().put("data", data).build();
        String signed = Base64Text.url(JwsHeader.write(name).getBytes(UTF_8))
                + "."
                + Base64Text.url(JsonWriter.compact(payload).getBytes(UTF_8));
        return signed + "." + Base64Text.url(Es256.sign(signed.getBytes(US_ASCII), key, random));
    }
}
