package holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import holdfast.token.TokenException.Reason;
import holdfast.token.WycheproofSkips.Skip;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full agreement with project Wycheproof, but for what {@link WycheproofSkips} lists. */
class WycheproofTest {
    private static final HexFormat HEX = HexFormat.of();

    /** What became of one case: accepted, refused for a reason, or not possible to put to this code. */
    private enum Outcome {
        ACCEPTED,
        REFUSED,
        IMPOSSIBLE
    }

    private record Answer(Outcome outcome, Reason reason) {
        static final Answer ACCEPTED = new Answer(Outcome.ACCEPTED, null);
        static final Answer IMPOSSIBLE = new Answer(Outcome.IMPOSSIBLE, null);
    }

    @FunctionalInterface
    private interface Case {
        /** @return false when it cannot be put to this code */
        boolean run(JsonObject group, JsonObject test) throws TokenException, GeneralSecurityException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_web_signature_test.json", "json_web_key_test.json", "json_web_crypto_test.json"})
    void jsonWebSignature_agrees(String file) throws Exception {
        agree(file, (group, test) -> {
            if (test.get("jws") == null) {
                decryptJwe(group, test);
                return true;
            }
            UnverifiedJws jws = UnverifiedJws.parse(text(test.get("jws")), TokenLimits.CREDENTIAL);
            Es256.verify(
                    jws.signedBytes(),
                    jws.signature(),
                    signatureKey(group, jws.header().kid()),
                    "Wycheproof token");
            return true;
        });
    }

    @Test
    void jsonWebEncryption_agrees() throws Exception {
        agree("json_web_encryption_test.json", (group, test) -> {
            byte[] plaintext = decryptJwe(group, test);
            assertThat(HEX.formatHex(plaintext)).isEqualTo(string(test, "pt"));
            return true;
        });
    }

    private static byte[] decryptJwe(JsonObject group, JsonObject test) throws TokenException {
        Jwe jwe = Jwe.parse(text(test.get("jwe")));
        return jwe.decrypt(Jwk.readPrivate((JsonObject) group.get("private"), "Wycheproof key"));
    }

    /** The JSON serialisations are objects in the files; as text they are what somebody would paste. */
    private static String text(JsonValue token) {
        return token instanceof JsonString string ? string.value() : JsonWriter.compact(token);
    }

    private static Es256PublicKey signatureKey(JsonObject group, String kid) throws TokenException {
        JsonValue keys = group.get("public") != null ? group.get("public") : group.get("private");
        JsonObject object = (JsonObject) keys;
        return object.get("keys") != null
                ? JwkSet.ofJson(object).signatureKey(kid)
                : Jwk.parse(object, "Wycheproof key").key(Jwk.Purpose.SIGNATURE);
    }

    @Test
    void ecdsaP1363_agrees() throws Exception {
        agree("ecdsa_secp256r1_sha256_p1363_test.json", (group, test) -> {
            Es256.verify(hex(test, "msg"), hex(test, "sig"), key(group), "Wycheproof signature");
            return true;
        });
    }

    @Test
    void ecdsaDer_agreesWhereItHasAJwsForm() throws Exception {
        agree("ecdsa_secp256r1_sha256_test.json", (group, test) -> {
            Optional<byte[]> signature = p1363(hex(test, "sig"));
            if (signature.isPresent()) {
                Es256.verify(hex(test, "msg"), signature.get(), key(group), "Wycheproof signature");
            }
            return signature.isPresent();
        });
    }

    /** The key of a group, which must be the same in all the forms it is given in. */
    private static Es256PublicKey key(JsonObject group) throws TokenException {
        Es256PublicKey key = Es256PublicKey.ofSpki(hex(group, "publicKeyDer"));
        assertThat(KeyReader.readPublic(string(group, "publicKeyPem"))).isEqualTo(key);
        if (group.get("publicKeyJwk") instanceof JsonObject jwk) {
            assertThat(KeyReader.readPublic(JsonWriter.compact(jwk))).isEqualTo(key);
        }
        return key;
    }

    /** r and s of a DER signature as 64 bytes; empty where that is no DER, or does not fit. */
    private static Optional<byte[]> p1363(byte[] der) {
        Der outer = new Der(der);
        Der sequence = outer.enter(Der.SEQUENCE);
        byte[] r = sequence == null ? null : sequence.content(Der.INTEGER);
        byte[] s = sequence == null ? null : sequence.content(Der.INTEGER);
        if (s == null || !sequence.atEnd() || !outer.atEnd()) {
            return Optional.empty();
        }
        byte[] signature = new byte[64];
        for (byte[] part : new byte[][] {r, s}) {
            if (part.length == 0
                    || !Arrays.equals(new BigInteger(part).toByteArray(), part)
                    || part[0] < 0
                    || new BigInteger(part).bitLength() > 256) {
                return Optional.empty();
            }
        }
        System.arraycopy(P256.bytes(new BigInteger(r)), 0, signature, 0, 32);
        System.arraycopy(P256.bytes(new BigInteger(s)), 0, signature, 32, 32);
        return Optional.of(signature);
    }

    @Test
    void ecdh_withDerKeys_agrees() throws Exception {
        agree("ecdh_secp256r1_test.json", (group, test) -> {
            requireShared(test, privateKey(string(test, "private")), Es256PublicKey.ofSpki(hex(test, "public")));
            return true;
        });
    }

    @Test
    void ecdh_withPoints_agrees() throws Exception {
        agree("ecdh_secp256r1_ecpoint_test.json", (group, test) -> {
            byte[] point = hex(test, "public");
            if (point.length != 65 || point[0] != 4) {
                return false;
            }
            Es256PublicKey key =
                    Es256PublicKey.ofCoordinates(Arrays.copyOfRange(point, 1, 33), Arrays.copyOfRange(point, 33, 65));
            requireShared(test, privateKey(string(test, "private")), key);
            return true;
        });
    }

    @Test
    void ecdh_withJwks_agrees() throws Exception {
        agree("ecdh_secp256r1_webcrypto_test.json", (group, test) -> {
            Es256PublicKey key =
                    Jwk.parse((JsonObject) test.get("public"), "Wycheproof key").key(Jwk.Purpose.ENCRYPTION);
            requireShared(test, Jwk.readPrivate((JsonObject) test.get("private"), "Wycheproof key"), key);
            return true;
        });
    }

    private static Es256PrivateKey privateKey(String hex) throws TokenException {
        return Es256PrivateKey.ofScalar(P256.bytes(new BigInteger(hex, 16)), null, "Wycheproof key");
    }

    private static void requireShared(JsonObject test, Es256PrivateKey own, Es256PublicKey other)
            throws TokenException, GeneralSecurityException {
        byte[] shared = P256.sharedSecret(own.toPlatformKey(), other.toPlatformKey());
        assertThat(HEX.formatHex(shared)).isEqualTo(string(test, "shared"));
    }

    @Test
    void aesGcm_agreesForA256Gcm() throws Exception {
        agree("aes_gcm_test.json", (group, test) -> {
            byte[] key = hex(test, "key");
            byte[] iv = hex(test, "iv");
            if (key.length != 32 || iv.length != A256Gcm.IV_LENGTH) {
                return false;
            }
            byte[] sealed = HEX.parseHex(string(test, "ct") + string(test, "tag"));
            byte[] opened = A256Gcm.open(key, iv, hex(test, "aad"), sealed);
            assertThat(HEX.formatHex(opened)).isEqualTo(string(test, "msg"));
            assertThat(A256Gcm.seal(key, iv, hex(test, "aad"), opened)).isEqualTo(sealed);
            return true;
        });
    }

    private static void agree(String file, Case what) throws JsonException {
        JsonObject root = JsonReader.readObject(
                Vectors.bytes("wycheproof/testvectors_v1/" + file), JsonLimits.upTo(16 * 1024 * 1024));
        Map<String, Integer> disagreements = new LinkedHashMap<>();
        Map<String, String> examples = new HashMap<>();
        int cases = 0;
        for (JsonValue group : ((JsonArray) root.get("testGroups")).items()) {
            for (JsonValue test : ((JsonArray) ((JsonObject) group).get("tests")).items()) {
                cases++;
                JsonObject object = (JsonObject) test;
                String result = string(object, "result");
                Answer answer = answer(what, (JsonObject) group, object);
                boolean agrees = result.equals("invalid")
                        ? answer.outcome() == Outcome.REFUSED
                        : answer.outcome() == Outcome.ACCEPTED;
                if (!agrees) {
                    String kind = result + ", " + answer.outcome() + ", " + answer.reason();
                    disagreements.merge(kind, 1, Integer::sum);
                    examples.putIfAbsent(
                            kind, JsonWriter.compact(object.get("tcId")) + " " + string(object, "comment"));
                }
            }
        }
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (Skip skip : WycheproofSkips.ALL) {
            if (skip.file().equals(file)) {
                Outcome outcome = skip.reason() == null ? Outcome.IMPOSSIBLE : Outcome.REFUSED;
                expected.put(skip.result() + ", " + outcome + ", " + skip.reason(), skip.count());
            }
        }
        assertThat(cases).isEqualTo(Integer.parseInt(JsonWriter.compact(root.get("numberOfTests"))));
        assertThat(disagreements).as("for example %s", examples).isEqualTo(expected);
    }

    private static Answer answer(Case what, JsonObject group, JsonObject test) {
        boolean[] possible = {true};
        Throwable thrown = catchThrowable(() -> possible[0] = what.run(group, test));
        return switch (thrown) {
            case null -> possible[0] ? Answer.ACCEPTED : Answer.IMPOSSIBLE;
            case TokenException rejection -> new Answer(Outcome.REFUSED, rejection.reason());
            case javax.crypto.AEADBadTagException e -> new Answer(Outcome.REFUSED, Reason.DECRYPTION_FAILED);
            default -> throw new AssertionError("case " + JsonWriter.compact(test), thrown);
        };
    }

    private static byte[] hex(JsonObject object, String name) {
        return HEX.parseHex(string(object, name));
    }

    private static String string(JsonObject object, String name) {
        return ((JsonString) object.get(name)).value();
    }
}
