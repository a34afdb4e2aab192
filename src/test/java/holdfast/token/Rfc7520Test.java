package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import holdfast.token.TokenException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7520 and RFC 7797: not one has an algorithm and a form that is accepted here. */
class Rfc7520Test {
    private static final String FOLDER = "jose-cookbook/";

    @ParameterizedTest
    @CsvSource({
        "jws/4_1.rsa_v15_signature.json, ALGORITHM_NOT_ALLOWED",
        "jws/4_2.rsa-pss_signature.json, ALGORITHM_NOT_ALLOWED",
        "jws/4_3.ecdsa_signature.json, ALGORITHM_NOT_ALLOWED",
        "jws/4_4.hmac-sha2_integrity_protection.json, ALGORITHM_NOT_ALLOWED",
        "jws/4_5.signature_with_detached_content.json, EMPTY_SEGMENT",
        "rfc7797/hmac-sha2_b64_false.json, HEADER_MEMBER_FORBIDDEN",
        "6.nesting_signatures_and_encryption.json, ALGORITHM_NOT_ALLOWED"
    })
    void signature_compact_isRefused(String file, Reason reason) throws Exception {
        String token = compact(file, "sign");
        assertRejected(reason, () -> TokenReader.userData(token));
        assertRejected(reason, () -> TokenReader.request(token));
        assertRejected(reason, () -> TokenReader.proof(token));
        assertRejected(reason, () -> TokenReader.any(token));
    }

    @ParameterizedTest
    @CsvSource({
        "jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json, HEADER_MEMBER_FORBIDDEN",
        "jwe/5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_6.direct_encryption_using_aes-gcm.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2.json, HEADER_MEMBER_FORBIDDEN",
        "jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json, ALGORITHM_NOT_ALLOWED",
        "jwe/5_9.compressed_content.json, HEADER_MEMBER_FORBIDDEN",
        "6.nesting_signatures_and_encryption.json, HEADER_MEMBER_FORBIDDEN"
    })
    void encryption_compact_isRefused(String file, Reason reason) throws Exception {
        String message = compact(file, "encrypt");
        Es256PrivateKey key = Es256PrivateKey.generate(Forge.RANDOM);
        assertRejected(reason, () -> NestedTokens.decryptRequest(message, key));
        assertRejected(reason, () -> NestedTokens.decryptUserData(message, key));
    }

    @Test
    void everyJsonSerialisation_isRefused() throws Exception {
        Es256PrivateKey key = Es256PrivateKey.generate(Forge.RANDOM);
        int found = 0;
        for (String folder : List.of("jws", "jwe", "rfc7797")) {
            for (var file : Vectors.files(FOLDER + folder)) {
                if (!file.toString().endsWith(".json")) {
                    continue;
                }
                JsonObject output =
                        (JsonObject) read(folder + "/" + file.getFileName()).get("output");
                for (String form : List.of("json", "json_flat")) {
                    if (output.get(form) instanceof JsonObject serialised) {
                        String text = JsonWriter.compact(serialised);
                        assertRejected(Reason.NOT_COMPACT, () -> TokenReader.any(text));
                        assertRejected(Reason.NOT_COMPACT, () -> NestedTokens.decryptRequest(text, key));
                        found++;
                    }
                }
            }
        }
        assertThat(found).isEqualTo(44);
    }

    @ParameterizedTest
    @CsvSource({
        "jwk/3_1.ec_public_key.json, KEY_CURVE, KEY_CURVE",
        "jwk/3_2.ec_private_key.json, KEY_IS_PRIVATE, KEY_CURVE",
        "jwk/3_3.rsa_public_key.json, KEY_TYPE, KEY_TYPE",
        "jwk/3_4.rsa_private_key.json, KEY_IS_PRIVATE, KEY_TYPE",
        "jwk/3_5.symmetric_key_mac_computation.json, KEY_IS_PRIVATE, KEY_TYPE",
        "jwk/3_6.symmetric_key_encryption.json, KEY_IS_PRIVATE, KEY_TYPE"
    })
    void key_isRefused(String file, Reason asPublic, Reason asPrivate) {
        String text = Vectors.text(FOLDER + file);
        assertRejected(asPublic, () -> KeyReader.readPublic(text));
        assertRejected(asPrivate, () -> KeyReader.readPrivate(text));
    }

    @Test
    void everyKeyUsedInTheExamples_exceptOnP256_isRefused() throws Exception {
        List<JsonObject> keys = new ArrayList<>();
        for (String folder : List.of("jws", "jwe", "rfc7797")) {
            for (var file : Vectors.files(FOLDER + folder)) {
                if (file.toString().endsWith(".json")) {
                    JsonValue key = ((JsonObject)
                                    read(folder + "/" + file.getFileName()).get("input"))
                            .get("key");
                    if (key instanceof JsonObject object) {
                        keys.add(object);
                    } else if (key instanceof JsonArray array) {
                        array.items().forEach(item -> keys.add((JsonObject) item));
                    }
                }
            }
        }
        int usable = 0;
        for (JsonObject key : keys) {
            String text = JsonWriter.compact(key);
            if (new JsonString("P-256").equals(key.get("crv"))) {
                usable++;
                assertThat(KeyReader.readPrivate(text).publicKey()).isNotNull();
                assertRejected(Reason.KEY_IS_PRIVATE, () -> KeyReader.readPublic(text));
            } else {
                assertThat(Rejections.reasonOf(() -> KeyReader.readPrivate(text)))
                        .isIn(Reason.KEY_TYPE, Reason.KEY_CURVE);
            }
        }
        assertThat(keys).hasSizeGreaterThan(15);
        assertThat(usable).isEqualTo(1);
    }

    private static String compact(String file, String part) throws Exception {
        JsonObject root = read(file);
        JsonObject holder = root.get("output") == null ? (JsonObject) root.get(part) : root;
        return ((JsonString) ((JsonObject) holder.get("output")).get("compact")).value();
    }

    private static JsonObject read(String file) throws Exception {
        return JsonReader.readObject(Vectors.bytes(FOLDER + file), JsonLimits.PROOF);
    }
}
