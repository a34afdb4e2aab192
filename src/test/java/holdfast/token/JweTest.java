package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.token.TokenException.Reason;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JweTest {
    private static final Es256PrivateKey SERVICE = Es256PrivateKey.generate(Forge.RANDOM);
    private static final Es256PrivateKey OTHER = Es256PrivateKey.generate(Forge.RANDOM);
    private static final TokenSigner ISSUER = new TokenSigner(OTHER, Forge.NAME, Forge.RANDOM);

    @Test
    void userData_encryptedAndDecrypted_isTheSame() throws Exception {
        VerifiedToken<UserData> bank = ISSUER.userData(Forge.json("{\"bankId\":\"A\"}"));
        VerifiedToken<UserData> health = ISSUER.userData(Forge.json("{\"id\":\"Ä\"}"));
        String jwe = NestedTokens.encryptUserData(
                Map.of(new Tag("health"), health, new Tag("bank"), bank), SERVICE.publicKey(), "enc-1", Forge.RANDOM);
        SortedMap<Tag, UnverifiedToken<UserData>> tokens = NestedTokens.decryptUserData(jwe, SERVICE);
        assertThat(tokens.keySet()).containsExactly(new Tag("bank"), new Tag("health"));
        assertThat(tokens.get(new Tag("bank")).compact()).isEqualTo(bank.compact());
        assertThat(tokens.get(new Tag("health")).compact()).isEqualTo(health.compact());
    }

    @Test
    void request_encryptedAndDecrypted_isTheSame() throws Exception {
        VerifiedToken<DvrRequest> request = ISSUER.request(Forge.request(null, Forge.NAME, ""));
        String jwe = NestedTokens.encryptRequest(request, SERVICE.publicKey(), null, Forge.RANDOM);
        assertThat(NestedTokens.decryptRequest(jwe, SERVICE).compact()).isEqualTo(request.compact());
        assertRejected(Reason.DECRYPTION_FAILED, () -> NestedTokens.decryptRequest(jwe, OTHER));
        assertRejected(Reason.MEMBER_INVALID, () -> NestedTokens.decryptUserData(wrap("[]"), SERVICE));
    }

    private static String wrap(String json) throws TokenException {
        return Jwe.encrypt(("{\"data\":" + json + "}").getBytes(UTF_8), SERVICE.publicKey(), null, Forge.RANDOM);
    }

    @Test
    void header_isWhatTheServiceExpects() throws Exception {
        String header = new String(Base64Text.fromUrl(wrap("1").split("\\.")[0], "test", "header"), UTF_8);
        assertThat(header)
                .matches("\\{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"typ\":\"JWT\","
                        + "\"epk\":\\{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"[\\w-]{43}\",\"y\":\"[\\w-]{43}\"}}");
    }

    @Test
    void messages_sharingNothing_haveTheirOwnKeyAndVector() throws Exception {
        String[] one = wrap("1").split("\\.");
        String[] two = wrap("1").split("\\.");
        for (int i : new int[] {0, 2, 3, 4}) {
            assertThat(one[i]).isNotEqualTo(two[i]);
        }
    }

    @Test
    void message_ofOurs_isWhatTheLibraryDecrypts() throws Exception {
        JWEObject message = JWEObject.parse(wrap("\"hello\""));
        message.decrypt(new ECDHDecrypter(SERVICE.toPlatformKey()));
        assertThat(message.getPayload().toString()).isEqualTo("{\"data\":\"hello\"}");
    }

    @Test
    void message_ofTheLibrary_isDecrypted() throws Exception {
        JWEObject message = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .type(com.nimbusds.jose.JOSEObjectType.JWT)
                        .keyID("k")
                        .build(),
                new Payload("{\"data\":\"x\"}"));
        message.encrypt(new ECDHEncrypter(SERVICE.publicKey().toPlatformKey()));
        assertThat(new String(Jwe.parse(message.serialize()).decrypt(SERVICE), UTF_8))
                .isEqualTo("{\"data\":\"x\"}");
    }

    @Test
    void keyDerivation_exampleOfRfc7518AppendixC_isReproduced() throws Exception {
        Es256PrivateKey alice = KeyReader.readPrivate("""
                {"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
                "y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps","d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}""");
        Es256PublicKey bob = KeyReader.readPublic("""
                {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
                "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"}""");
        byte[] secret = P256.sharedSecret(alice.toPlatformKey(), bob.toPlatformKey());
        byte[] input = EcdhEs.kdfInput(secret, "A128GCM", "Alice".getBytes(US_ASCII), "Bob".getBytes(US_ASCII), 128);
        byte[] derived = java.util.Arrays.copyOf(holdfast.crypto.Hashes.sha256(input), 16);
        assertThat(Base64Text.url(derived)).isEqualTo("VqqN6vgjbSBcIijNcacQGg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"alg\":\"ECDH-ES\"   | \"alg\":\"ECDH-ES+A256KW\"            | ALGORITHM_NOT_ALLOWED",
                "\"alg\":\"ECDH-ES\"   | \"alg\":\"dir\"                       | ALGORITHM_NOT_ALLOWED",
                "\"enc\":\"A256GCM\"   | \"enc\":\"A128GCM\"                   | ALGORITHM_NOT_ALLOWED",
                "\"enc\":\"A256GCM\"   | \"enc\":\"A256CBC-HS512\"             | ALGORITHM_NOT_ALLOWED",
                "\"enc\":\"A256GCM\",  | ''                                    | ALGORITHM_NOT_ALLOWED",
                "\"typ\":\"JWT\"       | \"zip\":\"DEF\"                       | HEADER_MEMBER_FORBIDDEN",
                "\"typ\":\"JWT\"       | \"apu\":\"AA\"                        | HEADER_MEMBER_FORBIDDEN",
                "\"typ\":\"JWT\"       | \"p2c\":1                             | HEADER_MEMBER_FORBIDDEN",
                "\"typ\":\"JWT\"       | \"crit\":[\"typ\"]                    | HEADER_MEMBER_FORBIDDEN",
                "\"typ\":\"JWT\"       | \"jwk\":{}                            | HEADER_MEMBER_FORBIDDEN",
                "\"typ\":\"JWT\"       | \"x\":{}                              | HEADER_MEMBER_UNKNOWN",
                "\"typ\":\"JWT\"       | \"typ\":\"jwt\"                       | HEADER_MEMBER_INVALID",
                "\"typ\":\"JWT\"       | \"kid\":\"\"                          | HEADER_MEMBER_INVALID",
                "\"typ\":\"JWT\"       | \"alg\":\"ECDH-ES\"                   | HEADER_NOT_JSON",
                "\"kty\":\"EC\"        | \"kty\":\"OKP\"                       | KEY_TYPE",
                "\"crv\":\"P-256\"     | \"crv\":\"P-384\"                     | KEY_CURVE",
                "\"crv\":\"P-256\"     | \"crv\":\"P-256\",\"d\":\"AA\"        | KEY_IS_PRIVATE",
                "\"crv\":\"P-256\"     | \"crv\":\"P-256\",\"kid\":\"AA\"      | MEMBER_UNKNOWN",
                "\"crv\":\"P-256\",    | ''                                    | MEMBER_MISSING",
                "\"epk\":              | \"kid\":\"a\",\"epk\":1,\"typ2\":     | HEADER_MEMBER_UNKNOWN"
            })
    void header_otherThanAllowed_isRefused(String part, String with, Reason reason) throws Exception {
        String[] segments = wrap("1").split("\\.", -1);
        String header = new String(Base64Text.fromUrl(segments[0], "test", "header"), UTF_8);
        assertThat(header).contains(part);
        segments[0] = Base64Text.url(header.replace(part, with).getBytes(UTF_8));
        assertRejected(reason, () -> Jwe.parse(String.join(".", segments)));
    }

    @Test
    void ephemeralKey_offTheCurve_isRefusedBeforeAnyAgreement() throws Exception {
        String[] segments = wrap("1").split("\\.", -1);
        // A point of a curve with another b, as an invalid-curve attack would send it.
        segments[0] =
                Base64Text.url(("{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\","
                                + "\"x\":\"" + Base64Text.url(new byte[32]) + "\",\"y\":\""
                                + Base64Text.url(new byte[32])
                                + "\"}}")
                        .getBytes(UTF_8));
        assertRejected(Reason.KEY_NOT_ON_CURVE, () -> Jwe.parse(String.join(".", segments)));
    }

    @Test
    void everySegment_altered_isRefused() throws Exception {
        String jwe = wrap("\"hello\"");
        String[] segments = jwe.split("\\.", -1);
        assertRejected(Reason.ENCRYPTED_KEY_PRESENT, () -> Jwe.parse(with(segments, 1, "AAAA")));
        assertRejected(Reason.IV_LENGTH, () -> Jwe.parse(with(segments, 2, Base64Text.url(new byte[16]))));
        assertRejected(Reason.TAG_LENGTH, () -> Jwe.parse(with(segments, 4, Base64Text.url(new byte[15]))));
        assertRejected(Reason.TAG_LENGTH, () -> Jwe.parse(with(segments, 4, Base64Text.url(new byte[4]))));
        for (int i : new int[] {0, 2, 3, 4}) {
            assertRejected(Reason.EMPTY_SEGMENT, () -> Jwe.parse(with(segments, i, "")));
            assertRejected(Reason.NOT_BASE64, () -> Jwe.parse(with(segments, i, segments[i] + "=")));
        }
        for (int i : new int[] {2, 3, 4}) {
            byte[] bytes = Base64Text.fromUrl(segments[i], "test", "part");
            bytes[0] ^= 1;
            Jwe altered = Jwe.parse(with(segments, i, Base64Text.url(bytes)));
            assertRejected(Reason.DECRYPTION_FAILED, () -> altered.decrypt(SERVICE));
        }
        // The header is authenticated as it is spelled.
        String header = new String(Base64Text.fromUrl(segments[0], "test", "header"), UTF_8);
        Jwe respelled = Jwe.parse(with(segments, 0, Base64Text.url((header + " ").getBytes(UTF_8))));
        assertRejected(Reason.DECRYPTION_FAILED, () -> respelled.decrypt(SERVICE));
    }

    private static String with(String[] segments, int index, String segment) {
        String[] altered = segments.clone();
        altered[index] = segment;
        return String.join(".", altered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1                                    | MEMBER_INVALID",
                "{}                                   | MEMBER_INVALID",
                "\"\"                                 | PAYLOAD_NOT_JSON",
                "\"[]\"                               | PAYLOAD_NOT_JSON",
                "\"{}\"                               | TAG_INVALID",
                "\"{\\\"\\\":1}\"                     | MEMBER_INVALID",
                "\"{\\\"\\\":\\\"a.b\\\"}\"           | NOT_COMPACT",
                "\"{\\\"a b\\\":\\\"a.b.c\\\"}\"      | TAG_INVALID",
                "\"{\\\"\\\":\\\"a\\\",\\\"b\\\":\\\"c\\\"}\"     | TAG_INVALID",
                "\"{\\\"b\\\":\\\"a\\\",\\\"b\\\":\\\"c\\\"}\"    | PAYLOAD_NOT_JSON",
                "\"x\",\"more\":1                     | PAYLOAD_NOT_WRAPPED"
            })
    void userData_otherContent_isRefused(String data, Reason reason) throws Exception {
        String jwe = wrap(data.strip());
        assertRejected(reason, () -> NestedTokens.decryptUserData(jwe, SERVICE));
    }

    @Test
    void userData_noneOrEmptyTagBesideAnother_isRefused() throws Exception {
        VerifiedToken<UserData> token = ISSUER.userData(Forge.json("{}"));
        assertRejected(
                Reason.TAG_INVALID,
                () -> NestedTokens.encryptUserData(Map.of(), SERVICE.publicKey(), null, Forge.RANDOM));
        assertRejected(
                Reason.TAG_INVALID,
                () -> NestedTokens.encryptUserData(
                        Map.of(Tag.NONE, token, new Tag("a"), token), SERVICE.publicKey(), null, Forge.RANDOM));
    }

    @Test
    void message_tooLarge_isRefused() {
        assertRejected(Reason.TOO_LARGE, () -> Jwe.parse("A".repeat(TokenLimits.ENCRYPTED + 1)));
        byte[] large = new byte[TokenLimits.ENCRYPTED * 3 / 4];
        assertRejected(Reason.TOO_LARGE, () -> Jwe.encrypt(large, SERVICE.publicKey(), null, Forge.RANDOM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "a.b.c.d.e.f", "{\"protected\":\"\"}"})
    void segments_otherThanFive_areRefused(String text) {
        assertRejected(Reason.NOT_COMPACT, () -> Jwe.parse(text));
    }

    @Test
    void signedToken_asMessage_andMessageAsSignedToken_areRefused() throws Exception {
        String token = ISSUER.userData(Forge.json("{}")).compact();
        assertRejected(Reason.NOT_COMPACT, () -> NestedTokens.decryptRequest(token, SERVICE));
        assertRejected(Reason.NOT_COMPACT, () -> TokenReader.any(wrap("1")));
    }
}
