package holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException.Reason;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** What services sign and seal beyond the public formats. */
class ProofFileTokenTest {
    private final SecureRandom random = new SecureRandom();
    private final Es256PrivateKey key = Es256PrivateKey.generate(random);
    private final JsonObject object =
            JsonObject.builder().put("zkproof", "AAAA").put("method", "m").build();

    @Test
    void proofFile_isSignedWithTheServicesName_andReadBack() throws Exception {
        KeyRef.KeysetEndpoint name =
                new KeyRef.KeysetEndpoint("https://prover.example/.well-known/jwks.json", "ServiceSigningPubK");
        String text = new TokenSigner(key, name, random).proofFile(object).compact();
        UnverifiedToken<JsonObject> read = TokenReader.proofFile(text);
        assertThat(read.unverifiedContent()).isEqualTo(object);
        assertThat(read.keyName()).isEqualTo(name);
        Rejections.assertRejected(Reason.MEMBER_UNKNOWN, () -> TokenReader.proof(text));
    }

    @Test
    void object_isSealedToTheService_andToNobodyElse() throws Exception {
        String sealed = NestedTokens.encryptObject(object, key.publicKey(), null, random);
        assertThat(NestedTokens.decryptObject(sealed, key)).isEqualTo(object);
        Rejections.assertRejected(
                Reason.DECRYPTION_FAILED, () -> NestedTokens.decryptObject(sealed, Es256PrivateKey.generate(random)));
    }
}
