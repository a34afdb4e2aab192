package holdfast.json;

/**
 * How large a document may be before it is refused.
 *
 * @param maxBytes length of the document in UTF-8 bytes
 * @param maxDepth how many arrays and objects may be open at once
 * @param maxNumberLength characters of one number
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxNumberLength) {
    private static final int DEPTH = 32;
    private static final int NUMBER = 128;

    /** For credentials, requests, key sets and queries. */
    public static final JsonLimits STANDARD = upTo(64 * 1024);

    /** For proof tokens and proof files. */
    public static final JsonLimits PROOF = upTo(8 * 1024 * 1024);

    /** The usual depth and number length with another document length. */
    public static JsonLimits upTo(int maxBytes) {
        return new JsonLimits(maxBytes, DEPTH, NUMBER);
    }
}
