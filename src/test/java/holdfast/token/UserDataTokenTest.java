package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonValue.JsonObject;
import holdfast.testing.Vectors;
import holdfast.token.TokenException.Reason;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDataTokenTest {
    private static final Es256PrivateKey ISSUER = Es256PrivateKey.generate(Forge.RANDOM);
    private static final Es256PrivateKey OTHER = Es256PrivateKey.generate(Forge.RANDOM);

    @Test
    void sampleData_signedAndRead_isTheSame() throws Exception {
        TokenSigner signer = new TokenSigner(ISSUER, Forge.NAME, Forge.RANDOM);
        int signed = 0;
        for (Path file : Vectors.files("zkpass/data")) {
            String text = java.nio.file.Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                JsonObject data = Forge.json(text);
                String token = signer.userData(data).compact();
                UnverifiedToken<UserData> read = TokenReader.userData(token);
                assertThat(read.unverifiedContent().data()).isEqualTo(data);
                assertThat(read.keyName()).isEqualTo(Forge.NAME);
                assertThat(TokenReader.any(token).unverifiedContent()).isEqualTo(new UserData(data));
                signed++;
            }
        }
        assertThat(signed).isGreaterThan(8);
    }

    @Test
    void credential_isCheckedAgainstTheRequestsKey_notItsOwnHeaders() throws Exception {
        // OTHER publishes a key set of its own and names it in the header.
        TokenVerifier verifier = new TokenVerifier(new KeySets(
                Map.of(Forge.NAME.jku(), JwkSet.parse(JwkSet.write(Map.of("k-1", OTHER.publicKey()))))));
        UnverifiedToken<UserData> token = TokenReader.userData(new TokenSigner(OTHER, Forge.NAME, Forge.RANDOM)
                .userData(Forge.json("{\"name\":\"A\"}"))
                .compact());
        assertThat(verifier.verifyAsNamed(token).key()).isEqualTo(OTHER.publicKey());
        assertRejected(
                Reason.SIGNATURE_WRONG,
                () -> verifier.verifyUserData(token, ISSUER.publicKey().twoLines()));
        assertThat(verifier.verifyUserData(token, Forge.NAME).key()).isEqualTo(OTHER.publicKey());
        assertThat(verifier.verifyUserData(token, OTHER.publicKey().twoLines()).kind())
                .isEqualTo(TokenKind.USER_DATA);
    }

    @Test
    void credential_namingNoKey_cannotBeVerifiedAsNamed() throws Exception {
        UnverifiedToken<UserData> token = TokenReader.userData(new TokenSigner(ISSUER, null, Forge.RANDOM)
                .userData(Forge.json("{}"))
                .compact());
        assertRejected(Reason.MISSING_PUBLIC_KEY, () -> new TokenVerifier(KeyResolver.none()).verifyAsNamed(token));
    }

    @Test
    void signer_dataTooLargeForAToken_isRefused() {
        JsonObject data = JsonObject.builder()
                .put("a", "x".repeat(TokenLimits.CREDENTIAL))
                .build();
        assertRejected(Reason.TOO_LARGE, () -> new TokenSigner(ISSUER, null, Forge.RANDOM).userData(data));
    }

    @Test
    void signer_nameItWouldRefuse_isRefused() {
        var endless = new holdfast.credential.KeyRef.KeysetEndpoint("https://a.example/", "k".repeat(300));
        assertRejected(
                Reason.HEADER_MEMBER_INVALID,
                () -> new TokenSigner(ISSUER, endless, Forge.RANDOM).userData(Forge.json("{}")));
    }

    @Test
    void verifiedToken_hasNoPublicWayIn() {
        assertThat(VerifiedToken.class.getConstructors()).isEmpty();
        assertThat(UnverifiedToken.class.getConstructors()).isEmpty();
        assertThat(UnverifiedJws.class.getConstructors()).isEmpty();
        assertThat(VerifiedToken.class).isFinal();
    }
}
