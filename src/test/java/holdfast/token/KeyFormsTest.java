package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and key sets as text. */
class KeyFormsTest {
    private static final Es256PrivateKey KEY = Es256PrivateKey.generate(Forge.RANDOM);
    private static final Es256PublicKey PUBLIC = KEY.publicKey();
    private static final String X = Base64Text.url(PUBLIC.x());
    private static final String Y = Base64Text.url(PUBLIC.y());

    @Test
    void publicKey_inEveryForm_isTheSame() throws Exception {
        KeyRef.PublicKey lines = PUBLIC.twoLines();
        for (String text : new String[] {
            PUBLIC.pem(),
            PUBLIC.pem().replace("\n", "\r\n"),
            "\n" + PUBLIC.pem().strip(),
            JsonWriter.pretty(PUBLIC.jwk("any")),
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + lines.x() + "\",\"y\":\"" + lines.y() + "\"}",
            JsonWriter.compact(lines.coordinates()),
            lines.x() + "\n" + lines.y() + "\n",
            JwkSet.write(Map.of("k", PUBLIC)),
            "[" + JsonWriter.compact(PUBLIC.jwk("k")) + "]"
        }) {
            assertThat(KeyReader.readPublic(text)).as(text).isEqualTo(PUBLIC);
        }
        assertThat(Es256PublicKey.ofTwoLines(lines)).isEqualTo(PUBLIC).hasSameHashCodeAs(PUBLIC);
        assertThat(PUBLIC.toString()).isEqualTo("Es256PublicKey[" + PUBLIC.fingerprint() + "]");
    }

    @Test
    void privateKey_asJwk_isRead() throws Exception {
        String d = Base64Text.url(P256.bytes(KEY.toPlatformKey().getS()));
        String jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\",\"d\":\"" + d + "\"}";
        assertThat(KeyReader.readPrivate(jwk).publicKey()).isEqualTo(PUBLIC);
        assertRejected(Reason.KEY_IS_PRIVATE, () -> KeyReader.readPublic(jwk));
        assertRejected(
                Reason.KEY_IS_PRIVATE,
                () -> KeyReader.readPublic("{\"x\":1," + jwk.substring(1).replace("\"x\":\"" + X + "\",", "")));
        Es256PublicKey other = Es256PrivateKey.generate(Forge.RANDOM).publicKey();
        String mixed = jwk.replace(X, Base64Text.url(other.x())).replace(Y, Base64Text.url(other.y()));
        assertRejected(Reason.KEY_MISMATCH, () -> KeyReader.readPrivate(mixed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}                    | KEY_TYPE",
                "{\"kty\":\"ec\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\"}       | KEY_TYPE",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"X\"}               | KEY_TYPE",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}                                 | KEY_IS_PRIVATE",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"X\",\"y\":\"Y\"}       | KEY_CURVE",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"X\",\"y\":\"Y\"}   | KEY_CURVE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\"}                   | MEMBER_MISSING",
                "{\"kty\":\"EC\",\"x\":\"X\",\"y\":\"Y\"}                         | MEMBER_MISSING",
                "{\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\"}                      | MEMBER_MISSING",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":1,\"y\":\"Y\"}           | MEMBER_INVALID",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Y\",\"y\":\"X\"}       | KEY_NOT_ON_CURVE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"\"}        | KEY_FORMAT",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"Y\"}    | KEY_FORMAT",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"use\":\"enc\"}       | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"use\":\"SIG\"}       | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"alg\":\"ECDH-ES\"}   | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"alg\":\"ES384\"}     | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"key_ops\":[\"sign\"]} | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"key_ops\":[]}        | KEY_USE",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"key_ops\":\"verify\"} | MEMBER_INVALID",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"kty\":\"EC\"}        | KEY_FORMAT",
                "{\"keys\":[]}                                                    | KEY_SET_INVALID",
                "{\"keys\":{}}                                                    | KEY_SET_INVALID",
                "[1]                                                              | KEY_SET_INVALID",
                "[                                                                | KEY_FORMAT",
                "hello                                                            | KEY_FORMAT",
                "{}                                                               | MEMBER_MISSING"
            })
    void publicKey_unusable_isRefused(String text, Reason reason) {
        String spelled = text.strip().replace("\"X\"", "\"" + X + "\"").replace("\"Y\"", "\"" + Y + "\"");
        assertRejected(reason, () -> KeyReader.readPublic(spelled));
    }

    @Test
    void publicKey_ofAnotherKindInPem_isRefused() throws Exception {
        assertRejected(Reason.KEY_CURVE, () -> KeyReader.readPublic(pemOf("EC", "secp384r1")));
        assertRejected(Reason.KEY_TYPE, () -> KeyReader.readPublic(pemOf("RSA", null)));
        assertRejected(Reason.KEY_TYPE, () -> KeyReader.readPublic(pemOf("Ed25519", null)));
        assertRejected(Reason.KEY_IS_PRIVATE, () -> KeyReader.readPublic(KEY.pem()));
        assertRejected(Reason.KEY_IS_PUBLIC, () -> KeyReader.readPrivate(PUBLIC.pem()));
        assertRejected(
                Reason.KEY_ENCRYPTED,
                () -> KeyReader.readPrivate(KEY.pem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")));
        assertRejected(
                Reason.KEY_FORMAT, () -> KeyReader.readPublic(PUBLIC.pem().replace("PUBLIC KEY", "CERTIFICATE")));
        assertRejected(
                Reason.KEY_FORMAT, () -> KeyReader.readPrivate(KEY.pem().replace("PRIVATE KEY", "RSA PRIVATE KEY")));
    }

    private static String pemOf(String algorithm, String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        return Pem.encode("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
    }

    @Test
    void publicKey_compressedOrInfinity_isRefused() {
        byte[] spki = PUBLIC.spki();
        byte[] compressed = HexFormat.of().parseHex("3039301306072a8648ce3d020106082a8648ce3d030107032200");
        compressed = Arrays.copyOf(compressed, compressed.length + 33);
        compressed[26] = 2;
        System.arraycopy(spki, 27, compressed, 27, 32);
        byte[] point = compressed;
        TokenException rejection =
                assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(Pem.encode("PUBLIC KEY", point)));
        assertThat(rejection).hasMessageContaining("compressed");
        byte[] infinity = HexFormat.of().parseHex("3019301306072a8648ce3d020106082a8648ce3d03010703020000");
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(Pem.encode("PUBLIC KEY", infinity)));
        assertRejected(Reason.KEY_NOT_ON_CURVE, () -> Es256PublicKey.ofCoordinates(new byte[32], new byte[32]));
    }

    @Test
    void publicKey_coordinateNotReduced_isRefused() {
        // x = 5 gives a point of the curve, so x + p has the same residue and still fits in 32 bytes.
        var p = ((java.security.spec.ECFieldFp) P256.PARAMETERS.getCurve().getField()).getP();
        var x = java.math.BigInteger.valueOf(5);
        var y = x.pow(3)
                .subtract(x.multiply(java.math.BigInteger.valueOf(3)))
                .add(P256.PARAMETERS.getCurve().getB())
                .mod(p)
                .modPow(p.add(java.math.BigInteger.ONE).shiftRight(2), p);
        assertThat(P256.isOnCurve(x, y)).isTrue();
        assertRejected(
                Reason.KEY_NOT_ON_CURVE, () -> Es256PublicKey.ofCoordinates(P256.bytes(x.add(p)), P256.bytes(y)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%1$s%2$s",
                "%1$s\n%2$s\nAAAA",
                "%1$s \n\n%2$s",
                "{\"x\":\"%1$s%2$s\",\"y\":\"\"}",
                "{\"x\":\"\",\"y\":\"%1$s%2$s\"}"
            })
    void publicKey_linesSplitElsewhere_areRefused(String form) {
        KeyRef.PublicKey lines = PUBLIC.twoLines();
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(form.formatted(lines.x(), lines.y())));
    }

    @Test
    void publicKey_textBesideThePem_isRefused() {
        String pem = PUBLIC.pem();
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(pem + pem));
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(pem + "x"));
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic("x" + pem));
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(pem.replace("-----END", "----END")));
        assertRejected(Reason.KEY_FORMAT, () -> KeyReader.readPublic(pem.replace("END PUBLIC", "END PRIVATE")));
        assertRejected(Reason.NOT_BASE64, () -> KeyReader.readPublic(pem.replace("\n-----END", "=\n-----END")));
        assertRejected(Reason.TOO_LARGE, () -> KeyReader.readPublic(pem + " ".repeat(TokenLimits.KEY)));
        assertRejected(Reason.TOO_LARGE, () -> KeyReader.readPrivate(" ".repeat(TokenLimits.KEY + 1)));
    }

    @Test
    void keySet_inBothShapes_isRead() throws Exception {
        Es256PublicKey other = Es256PrivateKey.generate(Forge.RANDOM).publicKey();
        Map<String, Es256PublicKey> keys = new LinkedHashMap<>();
        keys.put("ServiceSigningPubK", PUBLIC);
        keys.put("VerifyingPubK", other);
        String text = JwkSet.write(keys);
        String bare = text.strip().substring(text.indexOf('['), text.lastIndexOf(']') + 1);
        for (String shape : new String[] {text, bare}) {
            JwkSet set = JwkSet.parse(shape);
            assertThat(set.names()).containsExactly("ServiceSigningPubK", "VerifyingPubK");
            assertThat(set.signatureKey("VerifyingPubK")).isEqualTo(other);
            assertRejected(Reason.KEY_NOT_FOUND, () -> set.signatureKey("verifyingpubk"));
            assertRejected(Reason.KEY_USE, () -> set.encryptionKey("VerifyingPubK"));
        }
    }

    @Test
    void keySet_withKeysOfOtherKinds_saysWhyWhenOneIsAskedFor() throws Exception {
        JwkSet set = JwkSet.parse("{\"keys\":["
                + "{\"kid\":\"rsa\",\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"},"
                + "{\"kid\":\"p384\",\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"},"
                + "{\"kid\":\"off\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Y + "\",\"y\":\"" + X + "\"},"
                + "{\"kid\":\"open\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y
                + "\",\"d\":\"AA\"},"
                + "{\"kid\":\"enc\",\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"enc\",\"x\":\"" + X + "\",\"y\":\"" + Y
                + "\"},"
                + "{\"kid\":\"good\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}]}");
        assertRejected(Reason.KEY_TYPE, () -> set.signatureKey("rsa"));
        assertRejected(Reason.KEY_CURVE, () -> set.signatureKey("p384"));
        assertRejected(Reason.KEY_NOT_ON_CURVE, () -> set.signatureKey("off"));
        assertRejected(Reason.KEY_IS_PRIVATE, () -> set.signatureKey("open"));
        assertRejected(Reason.KEY_USE, () -> set.signatureKey("enc"));
        assertThat(set.encryptionKey("enc")).isEqualTo(PUBLIC);
        assertThat(set.signatureKey("good")).isEqualTo(PUBLIC);
        assertThat(set.encryptionKey("good")).isEqualTo(PUBLIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"keys\":[{\"kid\":\"a\"},{\"kid\":\"a\"}]}           | KEY_NAME_DUPLICATE",
                "[{\"kid\":\"a\"},{\"kid\":\"b\"},{\"kid\":\"\\u0061\"}] | KEY_NAME_DUPLICATE",
                "{\"keys\":[{\"kty\":\"EC\"}]}                          | KEY_SET_INVALID",
                "{\"keys\":[{\"kid\":\"\"}]}                            | KEY_SET_INVALID",
                "{\"keys\":[{\"kid\":7}]}                               | KEY_SET_INVALID",
                "{\"keys\":[\"a\"]}                                     | KEY_SET_INVALID",
                "{\"keys\":\"a\"}                                       | KEY_SET_INVALID",
                "{\"Keys\":[]}                                          | KEY_SET_INVALID",
                "{\"keys\":[],\"keys\":[]}                              | KEY_SET_INVALID",
                "null                                                   | KEY_SET_INVALID",
                "<html>                                                 | KEY_SET_INVALID"
            })
    void keySet_malformed_isRefused(String text, Reason reason) {
        assertRejected(reason, () -> JwkSet.parse(text));
    }

    @Test
    void keySet_tooLarge_isRefused() {
        assertRejected(Reason.TOO_LARGE, () -> JwkSet.parse(" ".repeat(TokenLimits.KEY_SET + 1)));
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i <= TokenLimits.KEYS_IN_SET; i++) {
            many.append(i == 0 ? "" : ",").append("{\"kid\":\"").append(i).append("\"}");
        }
        assertRejected(Reason.TOO_LARGE, () -> JwkSet.parse(many + "]"));
        String longName = "[{\"kid\":\"" + "k".repeat(TokenLimits.KEY_ID + 1) + "\"}]";
        assertRejected(Reason.KEY_SET_INVALID, () -> JwkSet.parse(longName));
    }
}
