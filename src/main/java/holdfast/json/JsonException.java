package holdfast.json;

/** A document that is not JSON, or is JSON of a kind that is refused here. Nothing of it was used. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a document was refused. */
    public enum Reason {
        /** Not JSON by RFC 8259, or not UTF-8. */
        SYNTAX,
        /** Something follows the value. */
        TRAILING_DATA,
        /** Two members of one object have the same name. */
        DUPLICATE_MEMBER,
        /** A surrogate without its other half. */
        LONE_SURROGATE,
        /** More arrays and objects in one another than allowed. */
        TOO_DEEP,
        /** A number with more characters than allowed. */
        NUMBER_TOO_LONG,
        /** A document with more bytes than allowed. */
        TOO_LARGE
    }

    private final Reason reason;
    private final long offset;

    JsonException(Reason reason, long offset, String message) {
        super(message);
        this.reason = reason;
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** Where it was noticed, in characters from the start; -1 where no place can be named. */
    public long offset() {
        return offset;
    }
}
