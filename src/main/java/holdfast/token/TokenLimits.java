package holdfast.token;

/** The largest texts that are read, in bytes. What is larger is refused before any other work. */
public final class TokenLimits {
    /** A user data token. */
    public static final int CREDENTIAL = 64 * 1024;

    /** A DVR token. */
    public static final int REQUEST = 64 * 1024;

    /** A proof token. */
    public static final int PROOF = 8 * 1024 * 1024;

    /** A key set. */
    public static final int KEY_SET = 64 * 1024;

    /** One key in any of its forms. */
    public static final int KEY = 16 * 1024;

    /** An encrypted message with one request or with the credentials of all tags. */
    public static final int ENCRYPTED = 2 * 1024 * 1024;

    /** The header of a token, decoded. */
    public static final int HEADER = 8 * 1024;

    /** Keys in one set. */
    public static final int KEYS_IN_SET = 256;

    /** Characters of the name of a key ({@code kid}). */
    public static final int KEY_ID = 256;

    /** Characters of the address of a key set ({@code jku}). */
    public static final int KEY_SET_ADDRESS = 2048;

    private TokenLimits() {}
}
