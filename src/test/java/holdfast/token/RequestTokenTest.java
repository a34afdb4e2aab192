package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTokenTest {
    private static final Es256PrivateKey VERIFIER = Es256PrivateKey.generate(Forge.RANDOM);
    private static final Es256PrivateKey OTHER = Es256PrivateKey.generate(Forge.RANDOM);
    private static final KeyRef ISSUER = new KeyRef.KeysetEndpoint("https://issuer.example/jwks.json", "k-1");
    private static final KeyRef.KeysetEndpoint NAME =
            new KeyRef.KeysetEndpoint("https://verifier.example/.well-known/jwks.json", "v-1");
    private static final TokenVerifier NO_SETS = new TokenVerifier(KeyResolver.none());

    private static TokenVerifier knowing(Es256PublicKey key) throws TokenException {
        return new TokenVerifier(new KeySets(Map.of(NAME.jku(), JwkSet.parse(JwkSet.write(Map.of(NAME.kid(), key))))));
    }

    @Test
    void request_signedAndRead_isTheSame() throws Exception {
        DvrRequest request = Forge.request(VERIFIER.publicKey().twoLines(), ISSUER, "bank", "health");
        String text =
                new TokenSigner(VERIFIER, null, Forge.RANDOM).request(request).compact();

        VerifiedToken<DvrRequest> verified = NO_SETS.verifyRequest(TokenReader.request(text));

        assertThat(verified.content()).isEqualTo(request);
        assertThat(verified.content().digest()).isEqualTo(request.digest());
        assertThat(verified.key()).isEqualTo(VERIFIER.publicKey());
        assertThat(verified.compact()).isEqualTo(text);
        assertThat(verified.keyName()).isNull();
        assertThat(TokenReader.any(text).kind()).isEqualTo(TokenKind.REQUEST);
    }

    @Test
    void request_keyNamedByHeaderOnly_isResolved() throws Exception {
        DvrRequest request = Forge.request(null, ISSUER, "");
        String text =
                new TokenSigner(VERIFIER, NAME, Forge.RANDOM).request(request).compact();
        VerifiedToken<DvrRequest> verified = knowing(VERIFIER.publicKey()).verifyRequest(TokenReader.request(text));
        assertThat(verified.content().verifyingKey()).isNull();
        assertThat(verified.keyName()).isEqualTo(NAME);
        assertRejected(Reason.KEY_SET_NOT_FOUND, () -> NO_SETS.verifyRequest(TokenReader.request(text)));
    }

    @Test
    void request_keyNamedByAddressInside_isResolved() throws Exception {
        DvrRequest request = Forge.request(NAME, ISSUER, "");
        String text =
                new TokenSigner(VERIFIER, null, Forge.RANDOM).request(request).compact();
        assertThat(knowing(VERIFIER.publicKey())
                        .verifyRequest(TokenReader.request(text))
                        .key())
                .isEqualTo(VERIFIER.publicKey());
        TokenVerifier knowsAnother = knowing(OTHER.publicKey());
        assertRejected(Reason.SIGNATURE_WRONG, () -> knowsAnother.verifyRequest(TokenReader.request(text)));
    }

    @Test
    void request_headerAndContentNameDifferentKeys_headerCounts() throws Exception {
        JsonObject payload = payload(Forge.request(OTHER.publicKey().twoLines(), ISSUER, "bank"));
        String text = Forge.jws(JwsHeader.write(NAME), JsonWriter.compact(payload), VERIFIER);
        VerifiedToken<DvrRequest> verified = knowing(VERIFIER.publicKey()).verifyRequest(TokenReader.request(text));
        assertThat(verified.key()).isEqualTo(VERIFIER.publicKey());
        TokenVerifier knowsOther = knowing(OTHER.publicKey());
        assertRejected(Reason.SIGNATURE_WRONG, () -> knowsOther.verifyRequest(TokenReader.request(text)));
    }

    @Test
    void request_namingNoKey_isMissingPublicKey() throws Exception {
        DvrRequest request = Forge.request(null, ISSUER, "bank");
        TokenException rejection = assertRejected(
                Reason.MISSING_PUBLIC_KEY, () -> new TokenSigner(VERIFIER, null, Forge.RANDOM).request(request));
        assertThat(rejection).hasMessageContaining("Missing Public Key");
        String text = Forge.jws(Forge.HEADER, JsonWriter.compact(payload(request)), VERIFIER);
        assertRejected(Reason.MISSING_PUBLIC_KEY, () -> NO_SETS.verifyRequest(TokenReader.request(text)));
        assertThat(NO_SETS.verify(TokenReader.request(text), VERIFIER.publicKey())
                        .content())
                .isEqualTo(request);
    }

    @Test
    void signer_requestWithAnotherVerifyingKey_isRefused() {
        DvrRequest request = Forge.request(OTHER.publicKey().twoLines(), ISSUER, "bank");
        assertRejected(Reason.KEY_MISMATCH, () -> new TokenSigner(VERIFIER, NAME, Forge.RANDOM).request(request));
    }

    @Test
    void request_selfSignedWithAnothersKeyInside_isWrong() throws Exception {
        JsonObject payload = payload(Forge.request(OTHER.publicKey().twoLines(), ISSUER, "bank"));
        String text = Forge.jws(Forge.HEADER, JsonWriter.compact(payload), VERIFIER);
        assertRejected(Reason.SIGNATURE_WRONG, () -> NO_SETS.verifyRequest(TokenReader.request(text)));
    }

    @Test
    void request_addressThatOnlyResembles_isNotFound() throws Exception {
        for (String jku : new String[] {
            "https://verifier.example/.well-known/jwks.json/",
            "HTTPS://verifier.example/.well-known/jwks.json",
            "https://verifier.example:443/.well-known/jwks.json",
            "https://verifier.example/.well-known/jwks.json?",
            "https://verifier.example/.well-known/../.well-known/jwks.json"
        }) {
            String text = Forge.jws(
                    JwsHeader.write(new KeyRef.KeysetEndpoint(jku, NAME.kid())),
                    JsonWriter.compact(payload(Forge.request(null, ISSUER, ""))),
                    VERIFIER);
            TokenVerifier verifier = knowing(VERIFIER.publicKey());
            assertRejected(Reason.KEY_SET_NOT_FOUND, () -> verifier.verifyRequest(TokenReader.request(text)));
        }
    }

    @Test
    void request_absentOptions_areTheSameAsNull() throws Exception {
        DvrRequest request = Forge.request(null, ISSUER, "bank");
        String spelled = JsonWriter.compact(payload(request));
        assertThat(spelled).contains(",\"dvr_verifying_key\":null", "\"user_data_url\":null,");
        String text = Forge.jws(
                Forge.HEADER,
                spelled.replace(",\"dvr_verifying_key\":null", "").replace("\"user_data_url\":null,", ""),
                VERIFIER);
        assertThat(TokenReader.request(text).unverifiedContent()).isEqualTo(request);
        assertThat(TokenReader.request(text).unverifiedContent().digest()).isEqualTo(request.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zkvm",
                "dvr_title",
                "dvr_id",
                "query_engine_ver",
                "query_method_ver",
                "query",
                "user_data_requests"
            })
    void request_memberMissingOrOfAnotherType_isRefused(String member) throws Exception {
        JsonObject data = Forge.request(null, ISSUER, "bank").toJson();
        assertRejected(Reason.MEMBER_MISSING, () -> TokenReader.request(forged(without(data, member))));
        for (JsonValue value : new JsonValue[] {JsonValue.of(1), JsonValue.ofNullable(null), JsonValue.of(true)}) {
            assertRejected(Reason.MEMBER_INVALID, () -> TokenReader.request(forged(with(data, member, value))));
        }
    }

    @Test
    void request_unknownMember_isRefused() throws Exception {
        JsonObject data = Forge.request(null, ISSUER, "bank").toJson();
        TokenException rejection = assertRejected(
                Reason.MEMBER_UNKNOWN,
                () -> TokenReader.request(forged(with(data, "nonce\u202e\n", JsonValue.of("x")))));
        assertThat(rejection.getMessage()).contains("\"nonce\uFFFD\uFFFD\"").doesNotContain("\n", "\u202e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | TAG_INVALID",
                "{\"\":R,\"bank\":R}                                   | TAG_INVALID",
                "{\"bank\":R,\"\":R}                                   | TAG_INVALID",
                "{\"ba nk\":R}                                         | TAG_INVALID",
                "{\"1bank\":R}                                         | TAG_INVALID",
                "{\"_bank\":R}                                         | TAG_INVALID",
                "{\"bánk\":R}                                          | TAG_INVALID",
                "{\"bank\\u0000\":R}                                   | TAG_INVALID",
                "{\"bank\":R,\"b\\u0061nk\":R}                         | PAYLOAD_NOT_JSON",
                "[]                                                    | MEMBER_INVALID",
                "{\"bank\":null}                                       | MEMBER_INVALID",
                "{\"bank\":{}}                                         | MEMBER_MISSING",
                "{\"bank\":{\"user_data_url\":1,\"user_data_verifying_key\":K}} | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":K,\"x\":1}}    | MEMBER_UNKNOWN",
                "{\"bank\":{\"user_data_verifying_key\":null}}         | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":{}}}           | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":{\"Keyset\":{}}}} | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":{\"KeysetEndpoint\":{\"jku\":\"u\"}}}} | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":{\"KeysetEndpoint\":{\"jku\":\"\",\"kid\":\"k\"}}}} | MEMBER_INVALID",
                "{\"bank\":{\"user_data_verifying_key\":{\"PublicKey\":{\"x\":\"AA\",\"y\":\"AA\"}}}} | KEY_FORMAT"
            })
    void request_otherDataRequests_areRefused(String requests, Reason reason) throws Exception {
        String key = "{\"KeysetEndpoint\":{\"jku\":\"u\",\"kid\":\"k\"}}";
        String spelled = requests.strip()
                .replace("R", "{\"user_data_verifying_key\":" + key + "}")
                .replace(":K", ":" + key);
        JsonObject data =
                with(Forge.request(null, ISSUER, "bank").toJson(), "user_data_requests", JsonValue.of("HERE"));
        String payload = "{\"data\":" + JsonWriter.compact(data).replace("\"HERE\"", spelled) + "}";
        assertRejected(reason, () -> TokenReader.request(Forge.jws(Forge.HEADER, payload, VERIFIER)));
    }

    @Test
    void request_verifyingKeyThatIsNoPoint_isRefused() throws Exception {
        KeyRef.PublicKey lines = VERIFIER.publicKey().twoLines();
        String altered = (lines.y().startsWith("A") ? "B" : "A") + lines.y().substring(1);
        DvrRequest request = Forge.request(new KeyRef.PublicKey(lines.x(), altered), ISSUER, "bank");
        assertRejected(Reason.KEY_NOT_ON_CURVE, () -> TokenReader.request(forged(request.toJson())));
    }

    @Test
    void credential_asRequest_isRefused_andRequestAsProof() throws Exception {
        String credential = new TokenSigner(VERIFIER, null, Forge.RANDOM)
                .userData(Forge.json("{\"name\":\"A\"}"))
                .compact();
        assertRejected(Reason.MEMBER_UNKNOWN, () -> TokenReader.request(credential));
        assertRejected(Reason.MEMBER_UNKNOWN, () -> TokenReader.proof(credential));
        String request = forged(Forge.request(null, ISSUER, "bank").toJson());
        assertRejected(Reason.MEMBER_UNKNOWN, () -> TokenReader.proof(request));
    }

    @Test
    void tag_longest_isAccepted_longer_isRefused() throws Exception {
        JsonObject data = Forge.request(null, ISSUER, "b".repeat(64)).toJson();
        assertThat(TokenReader.request(forged(data)).unverifiedContent().userDataRequests())
                .containsOnlyKeys(new Tag("b".repeat(64)));
        String longer = JsonWriter.compact(
                        JsonObject.builder().put("data", data).build())
                .replace("b".repeat(64), "b".repeat(65));
        assertRejected(Reason.TAG_INVALID, () -> TokenReader.request(Forge.jws(Forge.HEADER, longer, VERIFIER)));
    }

    private static JsonObject payload(DvrRequest request) {
        return JsonObject.builder().put("data", request.toJson()).build();
    }

    private static String forged(JsonObject data) throws TokenException {
        JsonObject payload = JsonObject.builder().put("data", data).build();
        return Forge.jws(Forge.HEADER, JsonWriter.compact(payload), VERIFIER);
    }

    private static JsonObject with(JsonObject data, String member, JsonValue value) {
        return JsonObject.builder().putAll(data.members()).put(member, value).build();
    }

    private static JsonObject without(JsonObject data, String member) {
        JsonValue.Builder rest = JsonObject.builder();
        data.members().forEach((name, value) -> {
            if (!name.equals(member)) {
                rest.put(name, value);
            }
        });
        return rest.build();
    }
}
