package holdfast.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.token.TokenException.Reason;

/**
 * A compact JWS that has the one form accepted here, and whose signature nobody has checked yet. All that needs no key
 * was checked: size, segments, canonical base64url, header, length and range of the signature.
 */
public final class UnverifiedJws {
    private static final int SEGMENTS = 3;

    private final String compact;
    private final JwsHeader header;
    private final byte[] payload;
    private final byte[] signature;

    private UnverifiedJws(String compact, JwsHeader header, byte[] payload, byte[] signature) {
        this.compact = compact;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * @param text the compact serialisation and nothing else, not even a line break
     * @param maxBytes one of {@link TokenLimits}
     * @throws TokenException why it is refused
     */
    public static UnverifiedJws parse(String text, int maxBytes) throws TokenException {
        return parse(text, maxBytes, "token");
    }

    static UnverifiedJws parse(String text, int maxBytes, String input) throws TokenException {
        String[] segments = Segments.split(text, SEGMENTS, maxBytes, input);
        for (int i = 0; i < SEGMENTS; i++) {
            if (segments[i].isEmpty()) {
                throw new TokenException(Reason.EMPTY_SEGMENT, input, "its " + part(i) + " is empty");
            }
        }
        byte[] headerBytes = Base64Text.fromUrl(segments[0], input, part(0));
        JwsHeader header = JwsHeader.parse(headerBytes, input);
        byte[] signature = Base64Text.fromUrl(segments[2], input, part(2));
        Es256.requireForm(signature, input);
        byte[] payload = Base64Text.fromUrl(segments[1], input, part(1));
        return new UnverifiedJws(text, header, payload, signature);
    }

    private static String part(int index) {
        return switch (index) {
            case 0 -> "header";
            case 1 -> "payload";
            default -> "signature";
        };
    }

    public JwsHeader header() {
        return header;
    }

    /** The decoded payload, which nobody has vouched for. */
    public byte[] unverifiedPayload() {
        return payload.clone();
    }

    /** The exact text. */
    public String compact() {
        return compact;
    }

    /** The bytes that the signature is over: header and payload as they are spelled, with the dot between. */
    public byte[] signedBytes() {
        return compact.substring(0, compact.lastIndexOf('.')).getBytes(US_ASCII);
    }

    /** r and s, 32 bytes each, big-endian, both in range. */
    public byte[] signature() {
        return signature.clone();
    }

    /** For the parsers of this package, which only read it. */
    byte[] sharedPayload() {
        return payload;
    }
}
