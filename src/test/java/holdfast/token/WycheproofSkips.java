package holdfast.token;

import static holdfast.token.TokenException.Reason.ALGORITHM_NOT_ALLOWED;
import static holdfast.token.TokenException.Reason.EMPTY_SEGMENT;
import static holdfast.token.TokenException.Reason.HEADER_MEMBER_FORBIDDEN;
import static holdfast.token.TokenException.Reason.KEY_CURVE;
import static holdfast.token.TokenException.Reason.KEY_FORMAT;
import static holdfast.token.TokenException.Reason.KEY_NOT_ON_CURVE;
import static holdfast.token.TokenException.Reason.KEY_TYPE;
import static holdfast.token.TokenException.Reason.NOT_BASE64;

import holdfast.token.TokenException.Reason;
import java.util.List;

/**
 * Every Wycheproof case that its authors call valid or acceptable and that is refused here, or that cannot be put to
 * this code at all. What they call invalid is refused without exception. The tests compare this list with what
 * happens, both ways: a case too many or too few fails.
 */
final class WycheproofSkips {
    private WycheproofSkips() {}

    /**
     * @param file below {@code testvectors_v1}
     * @param result what the authors say: {@code valid}, {@code acceptable}, or {@code invalid} where the case cannot be
     *     put to this code
     * @param reason how it is refused here; null where the case cannot be put to this code
     * @param count how many cases
     */
    record Skip(String file, String result, Reason reason, int count, String why) {}

    static final List<Skip> ALL = List.of(
            new Skip(
                    "json_web_signature_test.json",
                    "valid",
                    ALGORITHM_NOT_ALLOWED,
                    37,
                    "HS256, RS*, PS* and ES512: zkPass tokens are signed with ES256 and nothing else"),
            new Skip(
                    "json_web_signature_test.json",
                    "valid",
                    EMPTY_SEGMENT,
                    6,
                    "an empty payload, under RSA besides: a token without content says nothing"),
            new Skip(
                    "json_web_signature_test.json",
                    "valid",
                    NOT_BASE64,
                    1,
                    "a foreign character in the header, which RFC 2045 would ignore and RFC 7515 refuses"),
            new Skip(
                    "json_web_key_test.json",
                    "valid",
                    ALGORITHM_NOT_ALLOWED,
                    5,
                    "HMAC and RSA signatures: zkPass tokens are signed with ES256 and nothing else"),
            new Skip(
                    "json_web_crypto_test.json",
                    "valid",
                    ALGORITHM_NOT_ALLOWED,
                    5,
                    "HMAC and RSA signatures, key wrapping: only ES256, and ECDH-ES with A256GCM"),
            new Skip(
                    "json_web_encryption_test.json",
                    "valid",
                    ALGORITHM_NOT_ALLOWED,
                    57,
                    "other key management than direct ECDH-ES, or other encryption than A256GCM"),
            new Skip(
                    "json_web_encryption_test.json",
                    "valid",
                    HEADER_MEMBER_FORBIDDEN,
                    7,
                    "A*GCMKW and PBES2, recognised by the header members that only they need"),
            new Skip(
                    "ecdh_secp256r1_test.json",
                    "acceptable",
                    KEY_FORMAT,
                    153,
                    "DER other than the canonical one, a compressed point: a key has one text, because digests name it"),
            new Skip(
                    "ecdh_secp256r1_test.json",
                    "acceptable",
                    KEY_CURVE,
                    54,
                    "explicit curve parameters, or a name of the curve that is damaged: only named P-256"),
            new Skip("ecdh_secp256r1_test.json", "acceptable", KEY_TYPE, 22, "a damaged name of the key type"),
            new Skip("ecdh_secp256r1_test.json", "acceptable", KEY_NOT_ON_CURVE, 1, "a damaged point"),
            new Skip(
                    "ecdh_secp256r1_ecpoint_test.json",
                    "acceptable",
                    null,
                    1,
                    "a compressed point: keys are read as coordinates, so there is no way to give one"),
            new Skip(
                    "ecdh_secp256r1_ecpoint_test.json",
                    "invalid",
                    null,
                    8,
                    "compressed or empty points: keys are read as coordinates, so there is no way to give one"),
            new Skip(
                    "ecdsa_secp256r1_sha256_test.json",
                    "invalid",
                    null,
                    235,
                    "not DER, or integers of more than 32 bytes: a JWS carries r and s as 64 bytes, so there is no way to give one"),
            new Skip(
                    "aes_gcm_test.json",
                    "valid",
                    null,
                    190,
                    "keys of 128 or 192 bits, initialisation vectors of other than 96: A256GCM has neither"),
            new Skip(
                    "aes_gcm_test.json",
                    "invalid",
                    null,
                    60,
                    "keys of 128 or 192 bits, initialisation vectors of other than 96: A256GCM has neither"));
}
