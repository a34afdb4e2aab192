package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import holdfast.token.TokenException.Reason;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known ways to break such tokens, tried on these. */
class AttackTest {
    private static final Es256PrivateKey ISSUER = Es256PrivateKey.generate(Forge.RANDOM);
    private static final Es256PrivateKey MALLORY = Es256PrivateKey.generate(Forge.RANDOM);
    private static final TokenVerifier VERIFIER = new TokenVerifier(KeyResolver.none());
    private static final String PAYLOAD = "{\"data\":{\"balance\":1}}";

    @Test
    void algorithmConfusion_publicKeyAsHmacSecret_isRefused() throws Exception {
        for (byte[] secret : new byte[][] {
            ISSUER.publicKey().pem().getBytes(US_ASCII),
            ISSUER.publicKey().spki(),
            ISSUER.publicKey().x()
        }) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String signed = Base64Text.url("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "."
                    + Base64Text.url(PAYLOAD.getBytes(UTF_8));
            String token = signed + "." + Base64Text.url(mac.doFinal(signed.getBytes(US_ASCII)));
            assertRejected(Reason.ALGORITHM_NOT_ALLOWED, () -> TokenReader.userData(token));
            // The same under an ES256 header fails by its length.
            String relabelled = Base64Text.url(Forge.HEADER.getBytes(UTF_8)) + token.substring(token.indexOf('.'));
            assertRejected(Reason.SIGNATURE_LENGTH, () -> TokenReader.userData(relabelled));
        }
    }

    @Test
    void keyFromTheTokenItself_isNeverUsed() throws Exception {
        String jwk = JsonWriter.compact(MALLORY.publicKey().jwk("k-1"));
        String embedded = Forge.jws("{\"alg\":\"ES256\",\"jwk\":" + jwk + "}", PAYLOAD, MALLORY);
        assertRejected(Reason.HEADER_MEMBER_FORBIDDEN, () -> TokenReader.userData(embedded));
        // jku and kid only select among the key sets that the caller supplied.
        KeyRef.KeysetEndpoint own = new KeyRef.KeysetEndpoint("https://mallory.example/jwks.json", "k-1");
        String pointing = Forge.jws(JwsHeader.write(own), PAYLOAD, MALLORY);
        TokenVerifier knowsIssuer = new TokenVerifier(new KeySets(
                Map.of(Forge.NAME.jku(), JwkSet.parse(JwkSet.write(Map.of("k-1", ISSUER.publicKey()))))));
        assertRejected(Reason.KEY_SET_NOT_FOUND, () -> knowsIssuer.verifyAsNamed(TokenReader.userData(pointing)));
        assertRejected(
                Reason.SIGNATURE_WRONG, () -> knowsIssuer.verifyUserData(TokenReader.userData(pointing), Forge.NAME));
    }

    @Test
    void partsOfTwoTokens_putTogether_areWrong() throws Exception {
        String[] one = Forge.jws(JwsHeader.write(Forge.NAME), PAYLOAD, ISSUER).split("\\.");
        String[] two =
                Forge.jws(Forge.HEADER, "{\"data\":{\"balance\":9}}", ISSUER).split("\\.");
        for (int mask = 1; mask < 7; mask++) {
            String mixed = String.join(
                    ".",
                    (mask & 1) == 0 ? one[0] : two[0],
                    (mask & 2) == 0 ? one[1] : two[1],
                    (mask & 4) == 0 ? one[2] : two[2]);
            UnverifiedToken<UserData> token = TokenReader.userData(mixed);
            assertRejected(Reason.SIGNATURE_WRONG, () -> VERIFIER.verify(token, ISSUER.publicKey()));
        }
    }

    @Test
    void requestOfMallory_namingTheBanksKeyInside_isNotTheBanks() throws Exception {
        DvrRequest request = Forge.request(ISSUER.publicKey().twoLines(), Forge.NAME, "bank");
        String payload = "{\"data\":" + JsonWriter.compact(request.toJson()) + "}";
        String plain = Forge.jws(Forge.HEADER, payload, MALLORY);
        assertRejected(Reason.SIGNATURE_WRONG, () -> VERIFIER.verifyRequest(TokenReader.request(plain)));
        // With a key set of her own it verifies, under her own key: what shows who asks must show that one.
        KeyRef.KeysetEndpoint own = new KeyRef.KeysetEndpoint("https://mallory.example/jwks.json", "m");
        TokenVerifier knowsMallory = new TokenVerifier(new KeySets(
                Map.of(own.jku(), JwkSet.parse(JwkSet.write(Map.of("m", MALLORY.publicKey()))))));
        String named = Forge.jws(JwsHeader.write(own), payload, MALLORY);
        assertThat(knowsMallory.verifyRequest(TokenReader.request(named)).key()).isEqualTo(MALLORY.publicKey());
    }

    @Test
    void keyForEncryption_namedByARequest_cannotVouchForData() throws Exception {
        String set = JwkSet.write(Map.of("k-1", ISSUER.publicKey()))
                .replace("\"sig\"", "\"enc\"")
                .replace("\"ES256\"", "\"ECDH-ES\"");
        TokenVerifier verifier = new TokenVerifier(new KeySets(Map.of(Forge.NAME.jku(), JwkSet.parse(set))));
        UnverifiedToken<UserData> token = TokenReader.userData(Forge.jws(Forge.HEADER, PAYLOAD, ISSUER));
        assertRejected(Reason.KEY_USE, () -> verifier.verifyUserData(token, Forge.NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ｄata", "data\u0000", "DATA", "data ", "dаta" /* Cyrillic а */, "da\u0301ta"})
    void payloadMember_thatOnlyLooksLikeData_isRefused(String name) throws Exception {
        String token = Forge.jws(Forge.HEADER, "{\"" + name.replace("\0", "\\u0000") + "\":{}}", ISSUER);
        assertRejected(Reason.PAYLOAD_NOT_WRAPPED, () -> TokenReader.userData(token));
    }

    @Test
    void textWithNulAndOddUnicode_isKeptAsItIs() throws Exception {
        String odd = "a\u0000b\u202e\u2066é e\u0301 ﬁ 𝐀\uFFFE";
        VerifiedToken<UserData> token = new TokenSigner(ISSUER, null, Forge.RANDOM)
                .userData(Forge.json("{\"t\":" + JsonWriter.compact(new JsonString(odd)) + "}"));
        assertThat(TokenReader.userData(token.compact())
                        .unverifiedContent()
                        .data()
                        .get("t"))
                .isEqualTo(new JsonString(odd));
    }

    @Test
    void keyName_inAnotherNormalisation_isAnotherName() throws Exception {
        KeyRef.KeysetEndpoint composed = new KeyRef.KeysetEndpoint("https://a.example/é", "é");
        JwkSet set = JwkSet.parse(JwkSet.write(Map.of("é", ISSUER.publicKey())));
        KeyResolver keys = new KeySets(Map.of(composed.jku(), set));
        assertThat(keys.resolve(composed)).isEqualTo(ISSUER.publicKey());
        assertRejected(
                Reason.KEY_SET_NOT_FOUND,
                () -> keys.resolve(new KeyRef.KeysetEndpoint("https://a.example/e\u0301", "é")));
        assertRejected(
                Reason.KEY_NOT_FOUND, () -> keys.resolve(new KeyRef.KeysetEndpoint("https://a.example/é", "e\u0301")));
    }

    @Test
    void message_neverCarriesControlOrDirectionCharacters() throws Exception {
        String evil = "\\u202e\\u0007\\n\\u2028\\u001b[2J";
        for (String payload : new String[] {
            "{\"" + evil + "\":1,\"" + evil + "\":2}",
            "{\"data\":{\"zkproof\":\"\",\"" + evil + "\":1}}",
            "{\"data\":{\"user_data_requests\":{\"" + evil + "\":1}}}"
        }) {
            String token = Forge.jws(Forge.HEADER, payload, ISSUER);
            assertPlain(() -> TokenReader.any(token));
        }
        assertPlain(() -> TokenReader.any(Forge.jws("{\"" + evil + "\":1}", PAYLOAD, ISSUER)));
        assertPlain(() -> TokenReader.any(Forge.jws("{\"alg\":\"" + evil + "\"}", PAYLOAD, ISSUER)));
        assertPlain(() -> KeyReader.readPublic("{\"kty\":\"" + evil + "\"}"));
        assertPlain(() -> JwkSet.parse("[{\"kid\":\"" + evil + "\"},{\"kid\":\"" + evil + "\"}]"));
        assertPlain(() -> JwkSet.parse("[]").signatureKey("\u202e\n"));
        assertPlain(() -> KeyResolver.none().resolve(new KeyRef.KeysetEndpoint("\u202e\n", "k")));
    }

    private static void assertPlain(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(TokenException.class);
        assertThat(thrown.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        assertThat(thrown.getMessage().length()).isLessThan(500);
    }

    @Test
    void largeAndHostileShapes_areRefusedWithoutHarm() throws Exception {
        assertRejected(Reason.NOT_COMPACT, () -> TokenReader.proof(".".repeat(TokenLimits.PROOF)));
        assertRejected(Reason.NOT_COMPACT, () -> TokenReader.proof("A".repeat(TokenLimits.PROOF)));
        String half = "A".repeat(TokenLimits.PROOF / 2 - 4);
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.proof(half + "." + half + "." + "AAAA"));
        String brackets = "[".repeat(4_000_000);
        String deep = Forge.jws(Forge.HEADER, "{\"data\":{\"a\":" + brackets, ISSUER);
        assertRejected(Reason.PAYLOAD_NOT_JSON, () -> TokenReader.proof(deep));
        String wide = Forge.jws(Forge.HEADER, "{\"data\":{\"zkproof\":[0" + ",0".repeat(2_000_000) + "]}}", ISSUER);
        assertRejected(Reason.MEMBER_INVALID, () -> TokenReader.proof(wide));
    }

    @Test
    void realProofToken_anyBitOfItChanged_isRefused() {
        byte[] token = Vectors.bytes("zkpass/proof-token-r0.jwt");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            byte[] altered = token.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(7));
            String text = new String(altered, US_ASCII);
            assertThat(Rejections.reasonOf(() -> VERIFIER.verify(
                            TokenReader.proof(text),
                            KeyReader.readPublic(Vectors.text("zkpass/sample-jwks/verifier-key.json")))))
                    .as("seed 7, change %d", i)
                    .isNotNull();
        }
    }

    @Test
    void whatIsLogged_saysNothingPrivate() throws Exception {
        VerifiedToken<UserData> token =
                new TokenSigner(ISSUER, null, Forge.RANDOM).userData(Forge.json("{\"name\":\"Sari Wulandari\"}"));
        ProofToken proof =
                TokenReader.proof(Vectors.text("zkpass/proof-token-sp1.jwt")).unverifiedContent();
        for (Object object : new Object[] {token, token.content(), token.jws(), ISSUER, proof}) {
            assertThat(object.toString())
                    .doesNotContain("Sari", Base64.getEncoder().encodeToString("Sari".getBytes(UTF_8)))
                    .hasSizeLessThan(200);
        }
    }

    @Test
    void privateKey_wipedWhileOthersSign_neverSignsWithAHalfWipedValue() throws Exception {
        for (int round = 0; round < 20; round++) {
            Es256PrivateKey key = Es256PrivateKey.generate(Forge.RANDOM);
            Es256PublicKey publicKey = key.publicKey();
            byte[] message = {1, 2, 3};
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<Boolean>> signers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    signers.add(threads.submit(() -> {
                        while (true) {
                            byte[] signature;
                            try {
                                signature = Es256.sign(message, key, Forge.RANDOM);
                            } catch (TokenException e) {
                                return e.reason() == Reason.KEY_WIPED;
                            }
                            Es256.verify(message, signature, publicKey, "test");
                        }
                    }));
                }
                key.destroy();
                for (Future<Boolean> signer : signers) {
                    assertThat(signer.get()).isTrue();
                }
            }
        }
    }
}
