package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTokenTest {
    private static final Es256PrivateKey SERVICE = Es256PrivateKey.generate(Forge.RANDOM);

    private static ProofToken proof(int bytes) {
        TreeMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        keys.put(new Tag("bank"), SERVICE.publicKey());
        keys.put(new Tag("health"), SERVICE.publicKey());
        return new ProofToken(
                Base64.getEncoder().encodeToString(new byte[bytes]),
                "Title",
                "id",
                "0123456789abcdef".repeat(4),
                keys,
                SERVICE.publicKey(),
                Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void proof_signedAndRead_isTheSame() throws Exception {
        ProofToken proof = proof(1000);
        VerifiedToken<ProofToken> signed = new TokenSigner(SERVICE, Forge.NAME, Forge.RANDOM).proof(proof);
        UnverifiedToken<ProofToken> read = TokenReader.proof(signed.compact());
        assertThat(read.unverifiedContent()).isEqualTo(proof);
        assertThat(read.unverifiedContent().proof()).hasSize(1000);
    }

    @Test
    void proof_ofMegabytes_isAccepted_beyondTheLimitRefused() throws Exception {
        TokenSigner signer = new TokenSigner(SERVICE, null, Forge.RANDOM);
        assertThat(signer.proof(proof(4_700_000)).compact().length()).isBetween(8_000_000, TokenLimits.PROOF);
        assertRejected(Reason.TOO_LARGE, () -> signer.proof(proof(4_800_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zkproof           | \"AA\"        | NOT_BASE64",
                "zkproof           | \"A-_=\"      | NOT_BASE64",
                "zkproof           | \"AB==\"      | BASE64_NOT_CANONICAL",
                "zkproof           | \"AA==\\n\"   | NOT_BASE64",
                "zkproof           | 1             | MEMBER_INVALID",
                "dvr_digest        | \"00\"        | MEMBER_INVALID",
                "dvr_digest        | \"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\" | MEMBER_INVALID",
                "dvr_title         | null          | MEMBER_INVALID",
                "user_data_verifying_keys | {}     | TAG_INVALID",
                "user_data_verifying_keys | {\"a b\":1} | TAG_INVALID",
                "user_data_verifying_keys | {\"a\":1}   | MEMBER_INVALID",
                "dvr_verifying_key | {}            | MEMBER_MISSING",
                "dvr_verifying_key | {\"x\":\"\",\"y\":\"\",\"z\":1} | MEMBER_UNKNOWN",
                "dvr_verifying_key | {\"x\":\"\",\"y\":\"\"} | KEY_FORMAT",
                "time_stamp        | -1            | MEMBER_INVALID",
                "time_stamp        | 1.0           | MEMBER_INVALID",
                "time_stamp        | 1e9           | MEMBER_INVALID",
                "time_stamp        | \"1\"         | MEMBER_INVALID",
                "time_stamp        | 253402300800  | MEMBER_INVALID",
                "time_stamp        | 99999999999999999999 | MEMBER_INVALID",
                "more              | 1             | MEMBER_UNKNOWN"
            })
    void proof_otherMember_isRefused(String member, String value, Reason reason) throws Exception {
        JsonValue replacement = Forge.json("{\"v\":" + value + "}").get("v");
        JsonObject data = JsonObject.builder()
                .putAll(proof(8).toJson().members())
                .put(member, replacement)
                .build();
        String payload =
                JsonWriter.compact(JsonObject.builder().put("data", data).build());
        assertRejected(reason, () -> TokenReader.proof(Forge.jws(Forge.HEADER, payload, SERVICE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zkproof",
                "dvr_title",
                "dvr_id",
                "dvr_digest",
                "user_data_verifying_keys",
                "dvr_verifying_key",
                "time_stamp"
            })
    void proof_memberMissing_isRefused(String member) throws Exception {
        JsonValue.Builder rest = JsonObject.builder();
        proof(8).toJson().members().forEach((name, value) -> {
            if (!name.equals(member)) {
                rest.put(name, value);
            }
        });
        String payload = JsonWriter.compact(
                JsonObject.builder().put("data", rest.build()).build());
        assertRejected(Reason.MEMBER_MISSING, () -> TokenReader.proof(Forge.jws(Forge.HEADER, payload, SERVICE)));
    }
}
