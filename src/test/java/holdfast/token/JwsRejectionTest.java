package holdfast.token;

import static holdfast.token.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.TokenException.Reason;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signed token may look like. Every token here carries a right signature, unless that is the point. */
class JwsRejectionTest {
    private static final Es256PrivateKey KEY = Es256PrivateKey.generate(Forge.RANDOM);
    private static final String PAYLOAD = "{\"data\":{\"a\":1}}";

    @Test
    void plainToken_isAccepted() throws Exception {
        UnverifiedToken<UserData> token = TokenReader.userData(Forge.jws(Forge.HEADER, PAYLOAD, KEY));
        VerifiedToken<UserData> verified = new TokenVerifier(KeyResolver.none()).verify(token, KEY.publicKey());
        assertThat(verified.content()).isEqualTo(new UserData(Forge.json("{\"a\":1}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}}              | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"x5u\":\"https://a.example\"}         | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"x5c\":[\"MII\"]}                     | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"x5t\":\"AA\"}                        | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"x5t#S256\":\"AA\"}                   | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"zip\":\"DEF\"}                       | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"b64\":true}                          | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"p2c\":100000000}                     | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}          | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"crit\":[]}                           | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"cty\":\"JWT\"}                       | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"enc\":\"A256GCM\"}                   | HEADER_MEMBER_FORBIDDEN",
                "{\"alg\":\"ES256\",\"exp\":1}                             | HEADER_MEMBER_UNKNOWN",
                "{\"alg\":\"ES256\",\"ALG\":\"none\"}                      | HEADER_MEMBER_UNKNOWN",
                "{\"alg\":\"ES256\",\"\":\"\"}                             | HEADER_MEMBER_UNKNOWN",
                "{\"alg\":\"none\"}                                        | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"HS256\"}                                       | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"ES256K\"}                                      | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"ES384\"}                                       | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"es256\"}                                       | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"ES256 \"}                                      | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"ES256\\u0000\"}                                | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":[\"ES256\"]}                                     | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":null}                                            | ALGORITHM_NOT_ALLOWED",
                "{\"typ\":\"JWT\"}                                         | ALGORITHM_NOT_ALLOWED",
                "{}                                                        | ALGORITHM_NOT_ALLOWED",
                "{\"alg\":\"ES256\",\"typ\":\"JOSE+JSON\"}                 | HEADER_MEMBER_INVALID",
                "{\"alg\":\"ES256\",\"typ\":null}                          | HEADER_MEMBER_INVALID",
                "{\"alg\":\"ES256\",\"jku\":\"\",\"kid\":\"k\"}            | HEADER_MEMBER_INVALID",
                "{\"alg\":\"ES256\",\"jku\":\"u\",\"kid\":1}               | HEADER_MEMBER_INVALID",
                "{\"alg\":\"ES256\",\"jku\":null,\"kid\":null}             | HEADER_MEMBER_INVALID",
                "{\"alg\":\"ES256\",\"jku\":\"https://a.example\"}         | KEY_NAME_INCOMPLETE",
                "{\"alg\":\"ES256\",\"kid\":\"k-1\"}                       | KEY_NAME_INCOMPLETE",
                "{\"alg\":\"ES256\",\"alg\":\"ES256\"}                     | HEADER_NOT_JSON",
                "{\"alg\":\"none\",\"\\u0061lg\":\"ES256\"}                | HEADER_NOT_JSON",
                "{\"alg\":\"ES256\",}                                      | HEADER_NOT_JSON",
                "{\"alg\":\"ES256\"} x                                     | HEADER_NOT_JSON",
                "[\"ES256\"]                                               | HEADER_NOT_JSON",
                "\"ES256\"                                                 | HEADER_NOT_JSON",
                "{\"alg\":\"ES256\",\"jku\":\"\\ud800\",\"kid\":\"k\"}     | HEADER_NOT_JSON"
            })
    void header_otherThanAllowed_isRefused(String header, Reason reason) throws Exception {
        String token = Forge.jws(header, PAYLOAD, KEY);
        assertRejected(reason, () -> TokenReader.userData(token));
        assertRejected(reason, () -> TokenReader.any(token));
    }

    @Test
    void header_namesTooLong_areRefused() throws Exception {
        String kid = "k".repeat(TokenLimits.KEY_ID + 1);
        String jku = "u".repeat(TokenLimits.KEY_SET_ADDRESS + 1);
        for (String header : new String[] {
            "{\"alg\":\"ES256\",\"jku\":\"u\",\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"ES256\",\"jku\":\"" + jku + "\",\"kid\":\"k\"}"
        }) {
            String token = Forge.jws(header, PAYLOAD, KEY);
            assertRejected(Reason.HEADER_MEMBER_INVALID, () -> TokenReader.userData(token));
        }
        String large = Forge.jws(" ".repeat(TokenLimits.HEADER) + Forge.HEADER, PAYLOAD, KEY);
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.userData(large));
    }

    @Test
    void header_notUtf8_isRefused() throws Exception {
        byte[] header = "{\"alg\":\"ES256\",\"jku\":\"u\",\"kid\":\"X\"}".getBytes(US_ASCII);
        header[header.length - 3] = (byte) 0xFF;
        String token = Forge.jws(header, PAYLOAD.getBytes(UTF_8), KEY);
        assertRejected(Reason.HEADER_NOT_JSON, () -> TokenReader.userData(token));
        String marked = Forge.jws("\uFEFF" + Forge.HEADER, PAYLOAD, KEY);
        assertRejected(Reason.HEADER_NOT_JSON, () -> TokenReader.userData(marked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                          | PAYLOAD_NOT_JSON",
                "\"data\"                    | PAYLOAD_NOT_JSON",
                "{\"data\":{}                | PAYLOAD_NOT_JSON",
                "{\"data\":{}}}              | PAYLOAD_NOT_JSON",
                "{\"data\":{\"a\":1,\"a\":2}}  | PAYLOAD_NOT_JSON",
                "{\"data\":{\"a\":[{\"b\":1,\"\\u0062\":2}]}} | PAYLOAD_NOT_JSON",
                "{\"data\":{\"a\":\"\\udc00\"}} | PAYLOAD_NOT_JSON",
                "{\"data\":{\"a\":NaN}}      | PAYLOAD_NOT_JSON",
                "{\"data\":{\"a\":01}}       | PAYLOAD_NOT_JSON",
                "{}                          | PAYLOAD_NOT_WRAPPED",
                "{\"Data\":{}}               | PAYLOAD_NOT_WRAPPED",
                "{\"data\":{},\"iss\":\"x\"} | PAYLOAD_NOT_WRAPPED",
                "{\"data\":[]}               | MEMBER_INVALID",
                "{\"data\":\"{}\"}           | MEMBER_INVALID",
                "{\"data\":null}             | MEMBER_INVALID"
            })
    void payload_otherThanWrappedObject_isRefused(String payload, Reason reason) throws Exception {
        String token = Forge.jws(Forge.HEADER, payload, KEY);
        assertRejected(reason, () -> TokenReader.userData(token));
        assertRejected(reason, () -> TokenReader.any(token));
    }

    @Test
    void payload_tooDeepOrWithLongNumber_isRefused() throws Exception {
        String deep = Forge.jws(Forge.HEADER, "{\"data\":{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}}", KEY);
        assertRejected(Reason.PAYLOAD_NOT_JSON, () -> TokenReader.userData(deep));
        String number = Forge.jws(Forge.HEADER, "{\"data\":{\"a\":" + "9".repeat(129) + "}}", KEY);
        assertRejected(Reason.PAYLOAD_NOT_JSON, () -> TokenReader.userData(number));
    }

    @Test
    void size_atTheLimitIsAccepted_oneMoreIsRefused() throws Exception {
        for (TokenKind kind : new TokenKind[] {TokenKind.USER_DATA, TokenKind.REQUEST}) {
            String token = padded(kind.maxBytes());
            assertThat(token).hasSize(kind.maxBytes());
            assertThat(UnverifiedJws.parse(token, kind.maxBytes()).compact()).isEqualTo(token);
            assertRejected(Reason.TOO_LARGE, () -> UnverifiedJws.parse(token + "A", kind.maxBytes()));
        }
        assertThat(TokenReader.userData(padded(TokenLimits.CREDENTIAL)).kind()).isEqualTo(TokenKind.USER_DATA);
        String large = padded(TokenLimits.CREDENTIAL + 4);
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.userData(large));
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.any(large));
    }

    /** A user data token of exactly this many bytes, or up to three fewer where base64 has no such length. */
    private static String padded(int length) throws TokenException {
        int overhead = Forge.jws(Forge.HEADER, "", KEY).length();
        int payload = (length - overhead) * 3 / 4;
        String start = "{\"data\":{\"a\":\"";
        String end = "\"}}";
        return Forge.jws(Forge.HEADER, start + "x".repeat(payload - start.length() - end.length()) + end, KEY);
    }

    @Test
    void size_nonAscii_countsBytes() {
        String text = "é".repeat(TokenLimits.CREDENTIAL / 2 + 1);
        assertRejected(Reason.TOO_LARGE, () -> TokenReader.userData(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c.d", "....", "{\"payload\":\"\"}"})
    void segments_otherThanThree_areRefused(String text) {
        assertRejected(Reason.NOT_COMPACT, () -> TokenReader.userData(text));
    }

    @Test
    void segments_empty_areRefused() throws Exception {
        String token = Forge.jws(Forge.HEADER, PAYLOAD, KEY);
        String[] parts = token.split("\\.");
        assertRejected(Reason.EMPTY_SEGMENT, () -> TokenReader.userData("." + parts[1] + "." + parts[2]));
        assertRejected(Reason.EMPTY_SEGMENT, () -> TokenReader.userData(parts[0] + ".." + parts[2]));
        assertRejected(Reason.EMPTY_SEGMENT, () -> TokenReader.userData(parts[0] + "." + parts[1] + "."));
        assertRejected(Reason.EMPTY_SEGMENT, () -> TokenReader.userData(".."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", " ", "\n", "\r\n", "\t", "\0", "+", "/", "é", "𝐀", "\u200B", "\uFEFF"})
    void base64_foreignCharacterInAnySegment_isRefused(String extra) throws Exception {
        String token = Forge.jws(Forge.HEADER, PAYLOAD, KEY);
        for (int dot = token.indexOf('.'); dot >= 0; dot = token.indexOf('.', dot + 1)) {
            String altered = token.substring(0, dot) + extra + token.substring(dot);
            assertRejected(Reason.NOT_BASE64, () -> TokenReader.userData(altered));
        }
        assertRejected(Reason.NOT_BASE64, () -> TokenReader.userData(token + extra));
        assertRejected(Reason.NOT_BASE64, () -> TokenReader.userData(extra + token));
    }

    @Test
    void base64_bitsThatCarryNothing_areRefusedInEverySegment() throws Exception {
        // 28 and 17 bytes leave two and four such bits, a signature of 64 bytes four.
        String header = Base64Text.url("{\"typ\":\"JWT\",\"alg\":\"ES256\" }".getBytes(US_ASCII));
        String payload = Base64Text.url("{\"data\":{\"a\":1} }".getBytes(US_ASCII));
        assertRejected(
                Reason.BASE64_NOT_CANONICAL,
                () -> TokenReader.userData(Forge.sign(nextLetter(header) + "." + payload, KEY)));
        assertRejected(
                Reason.BASE64_NOT_CANONICAL,
                () -> TokenReader.userData(Forge.sign(header + "." + nextLetter(payload), KEY)));
        String token = Forge.sign(header + "." + payload, KEY);
        assertRejected(Reason.BASE64_NOT_CANONICAL, () -> TokenReader.userData(nextLetter(token)));
        assertThat(TokenReader.userData(token)).isNotNull();
    }

    /** The last letter of canonical base64 with bits to spare is even, so the next one only sets such a bit. */
    private static String nextLetter(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(text.charAt(text.length() - 1));
        return text.substring(0, text.length() - 1) + alphabet.charAt(last + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 32, 62, 63, 65, 66, 70, 72, 128})
    void signature_ofAnotherLength_isRefused(int length) throws Exception {
        String signed = signedPart();
        String token = signed + "." + Base64Text.url(new byte[length]);
        assertRejected(Reason.SIGNATURE_LENGTH, () -> TokenReader.userData(token));
    }

    @Test
    void signature_withoutItsLeadingZero_isRefused() throws Exception {
        // The JDK alone accepts halves that were shortened alike.
        String signed = signedPart();
        byte[] signature;
        do {
            signature = Es256.sign(signed.getBytes(US_ASCII), KEY, Forge.RANDOM);
        } while (signature[0] != 0);
        byte[] shortened = Arrays.copyOfRange(signature, 1, 64);
        assertRejected(Reason.SIGNATURE_LENGTH, () -> TokenReader.userData(signed + "." + Base64Text.url(shortened)));
    }

    @Test
    void signature_halfOutOfRange_isRefused() throws Exception {
        String signed = signedPart();
        BigInteger n = P256.N;
        BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, n, n.add(BigInteger.ONE), most}) {
            assertRejected(Reason.SIGNATURE_RANGE, () -> TokenReader.userData(token(signed, bad, BigInteger.ONE)));
            assertRejected(Reason.SIGNATURE_RANGE, () -> TokenReader.userData(token(signed, BigInteger.ONE, bad)));
            assertRejected(Reason.SIGNATURE_RANGE, () -> TokenReader.userData(token(signed, bad, bad)));
        }
    }

    @Test
    void signature_inRangeButMadeUp_isWrong() throws Exception {
        BigInteger most = P256.N.subtract(BigInteger.ONE);
        for (BigInteger r : new BigInteger[] {BigInteger.ONE, most}) {
            for (BigInteger s : new BigInteger[] {BigInteger.ONE, most}) {
                UnverifiedToken<UserData> token = TokenReader.userData(token(signedPart(), r, s));
                assertRejected(
                        Reason.SIGNATURE_WRONG,
                        () -> new TokenVerifier(KeyResolver.none()).verify(token, KEY.publicKey()));
            }
        }
    }

    @Test
    void signature_asDer_isRefused() throws Exception {
        java.security.Signature signer = java.security.Signature.getInstance("SHA256withECDSA");
        signer.initSign(KEY.toPlatformKey());
        signer.update(signedPart().getBytes(US_ASCII));
        String token = signedPart() + "." + Base64Text.url(signer.sign());
        assertRejected(Reason.SIGNATURE_LENGTH, () -> TokenReader.userData(token));
    }

    @Test
    void signature_withNegatedHalf_verifiesButLeavesTheIdentity() throws Exception {
        String token = Forge.jws(Forge.HEADER, PAYLOAD, KEY);
        UnverifiedToken<UserData> original = TokenReader.userData(token);
        byte[] signature = original.jws().signature();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
        String twin = token(signedPart(), r, P256.N.subtract(s));
        assertThat(twin).isNotEqualTo(token);

        TokenVerifier verifier = new TokenVerifier(KeyResolver.none());
        String identity = verifier.verify(original, KEY.publicKey()).signedDigest();
        assertThat(verifier.verify(TokenReader.userData(twin), KEY.publicKey()).signedDigest())
                .isEqualTo(identity);
    }

    @Test
    void everySingleBitFlip_isRefusedSomewhere() throws Exception {
        byte[] token = Forge.jws(Forge.HEADER, PAYLOAD, KEY).getBytes(US_ASCII);
        TokenVerifier verifier = new TokenVerifier(KeyResolver.none());
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] altered = token.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(altered, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(Rejections.reasonOf(() -> verifier.verify(TokenReader.userData(text), KEY.publicKey())))
                    .as("bit %d", bit)
                    .isNotNull();
        }
    }

    private static String signedPart() {
        return Base64Text.url(Forge.HEADER.getBytes(UTF_8)) + "." + Base64Text.url(PAYLOAD.getBytes(UTF_8));
    }

    private static String token(String signed, BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        System.arraycopy(P256.bytes(r), 0, signature, 0, 32);
        System.arraycopy(P256.bytes(s), 0, signature, 32, 32);
        return signed + "." + Base64Text.url(signature);
    }
}
