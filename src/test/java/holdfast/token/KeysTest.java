package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Es256PrivateKey key = Es256PrivateKey.generate(RANDOM);

    @Test
    void privateKey_throughPem_isTheSame() throws Exception {
        Es256PrivateKey read = KeyReader.readPrivate(key.pem());
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        assertThat(read.pem()).isEqualTo(key.pem());
    }

    @Test
    void privateKeyPem_isWhatThePlatformReads() throws Exception {
        byte[] der = Pem.decode(key.pem().strip(), "test").der();
        ECPrivateKey platform =
                (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        assertThat(Es256.isPair(platform, key.publicKey())).isTrue();
    }

    @Test
    void privateKey_ofThePlatformWithoutPublicPart_getsItsPublicKey() throws Exception {
        for (int i = 0; i < 20; i++) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            KeyPair pair = generator.generateKeyPair();
            String pem = Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded());
            Es256PublicKey expected = Es256PublicKey.ofSpki(pair.getPublic().getEncoded());
            assertThat(KeyReader.readPrivate(pem).publicKey()).isEqualTo(expected);
            assertThat(expected.spki()).isEqualTo(pair.getPublic().getEncoded());
            assertThat(((ECPublicKey) pair.getPublic()).getW().getAffineX()).isEqualTo(new BigInteger(1, expected.x()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void privateKey_smallOrLargeScalar_getsItsPublicKey(int small) throws Exception {
        BigInteger n = P256.N;
        Es256PrivateKey one = scalarKey(BigInteger.valueOf(small));
        Es256PrivateKey other = scalarKey(n.subtract(BigInteger.valueOf(small)));
        assertThat(one.publicKey().x()).isEqualTo(other.publicKey().x());
        assertThat(one.publicKey().y()).isNotEqualTo(other.publicKey().y());
        if (small == 1) {
            assertThat(new BigInteger(1, one.publicKey().y()))
                    .isEqualTo(P256.PARAMETERS.getGenerator().getAffineY());
        }
    }

    @Test
    void privateKey_scalarOutOfRange_isRefused() {
        assertRejected(Reason.KEY_MISMATCH, () -> scalarKey(BigInteger.ZERO));
        assertRejected(Reason.KEY_MISMATCH, () -> scalarKey(P256.N));
        assertRejected(
                Reason.KEY_MISMATCH, () -> scalarKey(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
    }

    private static Es256PrivateKey scalarKey(BigInteger scalar) throws TokenException {
        return Es256PrivateKey.ofScalar(P256.bytes(scalar), null, "test key");
    }

    @Test
    void privateKey_besideAnotherPublicKey_isRefused() throws Exception {
        byte[] der = Pem.decode(key.pem().strip(), "test").der();
        byte[] other = Pem.decode(Es256PrivateKey.generate(RANDOM).pem().strip(), "test")
                .der();
        System.arraycopy(other, der.length - 64, der, der.length - 64, 64);
        assertRejected(Reason.KEY_MISMATCH, () -> KeyReader.readPrivate(Pem.encode("PRIVATE KEY", der)));
    }

    @Test
    void privateKey_destroyed_isWiped() throws Exception {
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertRejected(Reason.KEY_WIPED, key::pem);
        assertRejected(Reason.KEY_WIPED, () -> Es256.sign(new byte[1], key, RANDOM));
    }

    @Test
    void privateKey_asText_saysNothing() throws Exception {
        assertThat(key.toString()).isEqualTo("Es256PrivateKey");
        assertThat(key.publicKey().fingerprint()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
    }

    @Test
    void thumbprint_ofRfc7517ExampleKey_isWhatTheLibraryComputes() throws Exception {
        // The key of RFC 7517 appendix A.1.
        JsonObject jwk = JsonReader.readObject("""
                {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}""", JsonLimits.STANDARD);
        String expected = com.nimbusds.jose.jwk.ECKey.parse(JsonWriter.compact(jwk))
                .computeThumbprint()
                .toString();
        Es256PublicKey key = Jwk.parse(jwk, "test").publicKey();
        assertThat(key.thumbprint()).isEqualTo(expected);
        assertThat(com.nimbusds.jose.jwk.ECKey.parse(JsonWriter.compact(key.jwk("k")))
                        .toECPublicKey()
                        .getEncoded())
                .isEqualTo(key.spki());
    }

    @Test
    void sec1Pem_withCurveBlockBefore_isRead() throws Exception {
        byte[] pkcs8 = Pem.decode(key.pem().strip(), "test").der();
        byte[] sec1 = Arrays.copyOfRange(pkcs8, 29, pkcs8.length);
        String pem = Pem.encode("EC PRIVATE KEY", sec1);
        assertThat(KeyReader.readPrivate(pem).publicKey()).isEqualTo(key.publicKey());
        String curve = Pem.encode("EC PARAMETERS", Base64.getDecoder().decode("BggqhkjOPQMBBw=="));
        assertThat(KeyReader.readPrivate(curve + pem).publicKey()).isEqualTo(key.publicKey());
        assertThat(KeyReader.readPrivate(pem.replace("\n", "\r\n")).publicKey()).isEqualTo(key.publicKey());
    }
}
