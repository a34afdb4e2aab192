package holdfast.attestation;

import static holdfast.attestation.Refusals.assertRefused;
import static holdfast.attestation.Refusals.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.attestation.AttestationException.Reason;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.testing.TestCertificates;
import holdfast.testing.Vectors;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Es384Test {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void wycheproof_agreesInEveryCase() throws Exception {
        JsonObject root = JsonReader.readObject(
                Vectors.bytes("wycheproof/testvectors_v1/ecdsa_secp384r1_sha384_p1363_test.json"),
                JsonLimits.upTo(16 * 1024 * 1024));
        List<String> disagreements = new ArrayList<>();
        int cases = 0;
        for (JsonValue group : ((JsonArray) root.get("testGroups")).items()) {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(hex((JsonObject) group, "publicKeyDer")));
            for (JsonValue item : ((JsonArray) ((JsonObject) group).get("tests")).items()) {
                cases++;
                JsonObject test = (JsonObject) item;
                Reason reason = reasonOf(() -> Es384.verify(hex(test, "msg"), hex(test, "sig"), key));
                if ((reason == null) != string(test, "result").equals("valid")) {
                    disagreements.add(JsonWriter.compact(test.get("tcId")) + ": " + reason);
                }
            }
        }
        assertThat(cases).isEqualTo(Integer.parseInt(JsonWriter.compact(root.get("numberOfTests"))));
        assertThat(disagreements).isEmpty();
    }

    @Test
    void signature_outsideItsForm_isRefused() throws Exception {
        KeyPair keys = TestCertificates.keyPair("secp384r1");
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        byte[] message = {1, 2, 3};
        byte[] signature = TestEnclave.signature(message, keys);
        Es384.verify(message, signature, key);

        for (int length : new int[] {0, 1, 94, 95, 97, 98, 192}) {
            byte[] other = Arrays.copyOf(signature, length);
            assertRefused(Reason.SIGNATURE_LENGTH, () -> Es384.verify(message, other, key));
        }
        String n = "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973";
        for (String half : List.of("00".repeat(48), n, "ff".repeat(48))) {
            for (int at : new int[] {0, 48}) {
                byte[] other = signature.clone();
                System.arraycopy(HEX.parseHex(half), 0, other, at, 48);
                assertRefused(Reason.SIGNATURE_RANGE, () -> Es384.verify(message, other, key));
            }
        }
        assertRefused(Reason.SIGNATURE_WRONG, () -> Es384.verify(new byte[] {1, 2, 4}, signature, key));
    }

    @Test
    void key_onAnotherCurve_isRefused() {
        ECPublicKey key = (ECPublicKey) TestCertificates.keyPair("secp256r1").getPublic();
        assertRefused(Reason.CERTIFICATE_INVALID, () -> Es384.verify(new byte[1], new byte[96], key));
    }

    private static byte[] hex(JsonObject object, String name) {
        return HEX.parseHex(string(object, name));
    }

    private static String string(JsonObject object, String name) {
        return ((JsonString) object.get(name)).value();
    }
}
