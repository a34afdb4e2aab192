package holdfast.token;

/** What a signed token carries. */
public enum TokenKind {
    /** A credential: user data, signed by its issuer. */
    USER_DATA("user data token", TokenLimits.CREDENTIAL),
    /** A DVR token: a request, signed by its verifier. */
    REQUEST("request token", TokenLimits.REQUEST),
    /** A proof token, signed by a proving service. */
    PROOF("proof token", TokenLimits.PROOF);

    private final String title;
    private final int maxBytes;

    TokenKind(String title, int maxBytes) {
        this.title = title;
        this.maxBytes = maxBytes;
    }

    /** English, as it stands in messages of this package. */
    public String title() {
        return title;
    }

    /** The largest compact text. */
    public int maxBytes() {
        return maxBytes;
    }
}
