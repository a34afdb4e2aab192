package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.testing.Vectors;
import holdfast.token.TokenException.Reason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two proof tokens that a zkPass service made, and the sample key sets. */
class SampleTokensTest {
    @ParameterizedTest
    @CsvSource({
        "r0,82fd4e7386da04afdee0d671f6cbe1f8db29f9e66f6e74eaf0d39716ff8a2fe9,1739456240,243124",
        "sp1,149d2143f9dfcb077362a2abf430280b406cf17f99559d291001392e822a000d,1739456247,1191388"
    })
    void proofToken_ofZkPass_verifiesUnderSampleVerifierKey(String zkvm, String digest, long time, int proofLength)
            throws Exception {
        UnverifiedToken<ProofToken> token = TokenReader.proof(Vectors.text("zkpass/proof-token-" + zkvm + ".jwt"));
        assertThat(token.keyName().jku()).isEqualTo("0.0.0.0:10888");
        assertThat(token.keyName().kid()).isEqualTo("ServiceSigningPubK");

        VerifiedToken<ProofToken> verified =
                new TokenVerifier(KeyResolver.none()).verify(token, sampleKey("verifier-key"));

        ProofToken proof = verified.content();
        assertThat(proof.title()).isEqualTo("My DVR");
        assertThat(proof.id()).isEqualTo("12345678");
        assertThat(proof.dvrDigest()).isEqualTo(digest);
        assertThat(proof.timestamp()).isEqualTo(Instant.ofEpochSecond(time));
        assertThat(proof.userDataKeys()).isEqualTo(Map.of(Tag.NONE, sampleKey("issuer-key")));
        assertThat(proof.dvrKey()).isEqualTo(sampleKey("verifier-key"));
        assertThat(proof.proof().length).isEqualTo(proofLength);
        assertThat(TokenReader.any(token.compact()).kind()).isEqualTo(TokenKind.PROOF);
    }

    @Test
    void proofToken_underIssuerKey_isRefused() throws Exception {
        UnverifiedToken<ProofToken> token = TokenReader.proof(Vectors.text("zkpass/proof-token-r0.jwt"));
        Es256PublicKey issuer = sampleKey("issuer-key");
        assertRejected(Reason.SIGNATURE_WRONG, () -> new TokenVerifier(KeyResolver.none()).verify(token, issuer));
    }

    @Test
    void proofToken_asCredential_isTooLarge() {
        String text = Vectors.text("zkpass/proof-token-r0.jwt");
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.userData(text));
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.request(text));
    }

    @Test
    void sampleKeySet_listsTwoLineKeys_thatReadTheSameInEveryForm() throws Exception {
        Es256PublicKey key = sampleKey("issuer-key");
        assertThat(KeyReader.readPublic(Vectors.text("zkpass/sample-jwks/issuer-key.json")))
                .isEqualTo(key);
        assertThat(key.twoLines().x()).isEqualTo("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7f0QoVUsccB9yMwHAR7oVk/L+ZkX");
        assertThat(KeyReader.readPublic(key.pem())).isEqualTo(key);
        assertThat(KeyReader.readPublic(JwkSet.write(Map.of("k", key)))).isEqualTo(key);
    }

    private static Es256PublicKey sampleKey(String name) throws Exception {
        return JwkSet.parse(Vectors.text("zkpass/sample-jwks/" + name + ".json"))
                .signatureKey("k-1");
    }
}
