package holdfast.attestation;

import static holdfast.attestation.Refusals.assertRefused;
import static holdfast.attestation.Refusals.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.attestation.CborValue.CborTag;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.testing.Vectors;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the COSE working group, as far as they fit what is accepted here. */
class CoseSign1Test {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * The one ES384 message with one signature among the examples. It names its key in the unprotected header, so its
     * parts are put together again without it, which no signature covers.
     */
    @Test
    void es384Example_verifies() throws Exception {
        JsonObject example = example(Vectors.path("cose-examples/ecdsa-examples/ecdsa-sig-02.json"));
        byte[] message = cbor(example);
        assertRefused(Reason.HEADER_NOT_ALLOWED, () -> CoseSign1.parse(message));

        List<CborValue> parts = ((CborArray) ((CborTag) CborReader.read(message)).content()).items();
        byte[] header = ((CborBytes) parts.get(0)).bytes();
        byte[] payload = ((CborBytes) parts.get(2)).bytes();
        byte[] signature = ((CborBytes) parts.get(3)).bytes();
        String signed = string(object(example, "intermediates"), "ToBeSign_hex");
        assertThat(HEX.withUpperCase().formatHex(CoseSign1.signedBytes(header, payload)))
                .isEqualTo(signed);

        ECPublicKey key = p384(object(object(object(example, "input"), "sign0"), "key"));
        byte[] bare = CborWriter.tag(
                18,
                CborWriter.array(
                        CborWriter.bytes(header),
                        CborWriter.map(),
                        CborWriter.bytes(payload),
                        CborWriter.bytes(signature)));
        CoseSign1.parse(bare).verify(key);
        assertThat(CoseSign1.parse(bare).payload())
                .isEqualTo("This is the content.".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        bare[bare.length - 1] ^= 1;
        assertRefused(Reason.SIGNATURE_WRONG, () -> CoseSign1.parse(bare).verify(key));
    }

    @Test
    void otherExamples_areRefusedForWhatTheyAre() {
        Map<String, Reason> reasons = new HashMap<>();
        for (String folder : List.of("cose-examples/sign1-tests", "cose-examples/ecdsa-examples")) {
            for (Path file : Vectors.files(folder)) {
                reasons.put(file.getFileName().toString(), reasonOf(() -> CoseSign1.parse(cbor(example(file)))));
            }
        }
        assertThat(reasons)
                .isEqualTo(Map.ofEntries(
                        // ES256, in the protected header or outside it.
                        Map.entry("sign-pass-01.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-pass-02.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-pass-03.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-fail-01.json", Reason.COSE_SHAPE),
                        Map.entry("sign-fail-02.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-fail-03.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-fail-04.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-fail-06.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("sign-fail-07.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("ecdsa-sig-01.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("ecdsa-sig-02.json", Reason.HEADER_NOT_ALLOWED),
                        Map.entry("ecdsa-sig-03.json", Reason.ALGORITHM_NOT_ALLOWED),
                        Map.entry("ecdsa-sig-04.json", Reason.ALGORITHM_NOT_ALLOWED),
                        // COSE_Sign with a list of signatures, tag 98.
                        Map.entry("ecdsa-01.json", Reason.COSE_SHAPE),
                        Map.entry("ecdsa-02.json", Reason.COSE_SHAPE),
                        Map.entry("ecdsa-03.json", Reason.COSE_SHAPE),
                        Map.entry("ecdsa-04.json", Reason.COSE_SHAPE)));
    }

    private static JsonObject example(Path file) throws Exception {
        return JsonReader.readObject(java.nio.file.Files.readAllBytes(file), JsonLimits.STANDARD);
    }

    private static byte[] cbor(JsonObject example) {
        return HEX.parseHex(string(object(example, "output"), "cbor"));
    }

    private static ECPublicKey p384(JsonObject jwk) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp384r1"));
        return (ECPublicKey) KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y")),
                        parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger coordinate(JsonObject jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(string(jwk, name)));
    }

    private static JsonObject object(JsonObject object, String name) {
        return (JsonObject) object.get(name);
    }

    private static String string(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return ((JsonString) value).value();
    }
}
