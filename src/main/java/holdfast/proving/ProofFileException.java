package holdfast.proving;

import java.util.Locale;

/** A proof file that is refused as it stands, before anything in it is checked. */
public final class ProofFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Larger than {@link ProofFileCodec#MAX_BYTES}. */
        TOO_LARGE,
        /** Not one strict JSON object. */
        NOT_JSON,
        /** A member that must be there is absent. */
        MEMBER_MISSING,
        /** A member that is not known here: made by a newer version, or altered. */
        MEMBER_UNKNOWN,
        /** A member with a value of the wrong type, or outside its range. */
        MEMBER_INVALID,
        /** The same content in another spelling than the one that is written. */
        NOT_CANONICAL;

        /** Stable name for machine-readable output. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    ProofFileException(Reason reason, String message) {
        super("proof file: " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
