package holdfast.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import holdfast.token.TokenException.Reason;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 with one text for each byte string. The JDK's decoder takes padding as optional and ignores bits that carry
 * nothing, so what it decodes is encoded again and compared.
 */
final class Base64Text {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Base64Text() {}

    /** Base64url without padding, RFC 7515 section 2. */
    static String url(byte[] bytes) {
        return URL.encodeToString(bytes);
    }

    /** Standard base64 with padding and no line breaks, RFC 4648 section 4. */
    static String standard(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws TokenException {@code NOT_BASE64} or {@code BASE64_NOT_CANONICAL} */
    static byte[] fromUrl(String text, String input, String part) throws TokenException {
        return decode(text, Base64.getUrlDecoder(), URL, input, part);
    }

    /** @throws TokenException {@code NOT_BASE64} or {@code BASE64_NOT_CANONICAL} */
    static byte[] fromStandard(String text, String input, String part) throws TokenException {
        return decode(text, Base64.getDecoder(), Base64.getEncoder(), input, part);
    }

    private static byte[] decode(String text, Base64.Decoder decoder, Base64.Encoder encoder, String input, String part)
            throws TokenException {
        // Beyond Latin-1 every character becomes '?', which is in neither alphabet.
        byte[] characters = text.getBytes(ISO_8859_1);
        byte[] bytes;
        try {
            bytes = decoder.decode(characters);
        } catch (IllegalArgumentException e) {
            throw new TokenException(Reason.NOT_BASE64, input, "the " + part + " is not base64");
        }
        byte[] canonical = encoder.encode(bytes);
        if (!Arrays.equals(canonical, characters)) {
            boolean padding = canonical.length != characters.length;
            throw new TokenException(
                    padding ? Reason.NOT_BASE64 : Reason.BASE64_NOT_CANONICAL,
                    input,
                    padding
                            ? "the " + part + " has the wrong padding"
                            : "the " + part + " ends in bits that carry nothing");
        }
        return bytes;
    }
}
