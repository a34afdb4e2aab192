package holdfast.attestation;

import java.util.Locale;

/**
 * An attestation that is refused. Nothing may be sent to whoever presented it. The message says why and what to do;
 * {@link #reason()} is what programs go by.
 */
public final class AttestationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why it was refused. Each has its remedy, one sentence for the person who wanted to use the service. */
    public enum Reason {
        /** More bytes than an attestation may have. */
        TOO_LARGE(Remedy.OTHER_SERVICE),
        /** The CBOR ends before it is complete. */
        CBOR_TRUNCATED(Remedy.ASK_AGAIN),
        /** Bytes that are no CBOR, or CBOR with a needlessly long number or a text that is not UTF-8. */
        CBOR_INVALID(Remedy.OTHER_SERVICE),
        /** CBOR of a kind that no attestation has, such as floating-point numbers or tags inside. */
        CBOR_UNSUPPORTED(Remedy.OTHER_SERVICE),
        /** Two entries of one map have the same key. */
        CBOR_DUPLICATE_KEY(Remedy.OTHER_SERVICE),
        /** More items in one another, or more items in all, than an attestation has. */
        CBOR_TOO_COMPLEX(Remedy.OTHER_SERVICE),
        /** Something follows the CBOR item. */
        CBOR_TRAILING_DATA(Remedy.OTHER_SERVICE),
        /** Not the four parts of a COSE_Sign1, or another tag than 18. */
        COSE_SHAPE(Remedy.OTHER_SERVICE),
        /** Another algorithm than ES384, or none. */
        ALGORITHM_NOT_ALLOWED(Remedy.OTHER_SERVICE),
        /** A header parameter beside the algorithm. */
        HEADER_NOT_ALLOWED(Remedy.OTHER_SERVICE),
        /** A field that must be there is absent. */
        FIELD_MISSING(Remedy.OTHER_SERVICE),
        /** A field that no attestation document has. */
        FIELD_UNKNOWN(Remedy.OTHER_SERVICE),
        /** A field of the wrong type or size. */
        FIELD_INVALID(Remedy.OTHER_SERVICE),
        /** A signature that is not 96 bytes long. */
        SIGNATURE_LENGTH(Remedy.DO_NOT_TRUST),
        /** A half of the signature outside 1 to n - 1. */
        SIGNATURE_RANGE(Remedy.DO_NOT_TRUST),
        /** The signature does not belong to these bytes and this key. */
        SIGNATURE_WRONG(Remedy.DO_NOT_TRUST),
        /** Bytes that are no certificate, or one whose key or use does not fit its place. */
        CERTIFICATE_INVALID(Remedy.DO_NOT_TRUST),
        /** A certificate of the chain is not valid yet. */
        CERTIFICATE_NOT_YET_VALID("Check the date and time of this computer, then ask the service again"),
        /** A certificate of the chain is no longer valid. */
        CERTIFICATE_EXPIRED("Check the date and time of this computer, then ask the service for a new attestation"),
        /** The chain begins with another root than the pinned one. */
        ROOT_UNKNOWN(Remedy.DO_NOT_TRUST),
        /** The certificates do not lead from the root to the signer. */
        CHAIN_BROKEN(Remedy.DO_NOT_TRUST),
        /** The enclave runs in debug mode, in which its operator can read its memory. */
        DEBUG_MODE("Ask the operator of the service to run the enclave without debug mode"),
        /** A register that says which program runs is absent. */
        PCR_MISSING(Remedy.OTHER_SERVICE),
        /** Another program runs in the enclave than those that were allowed. */
        PCR_NOT_ALLOWED(
                "Compare the measurements with those the operator publishes, and allow them only if they match"),
        /** The attestation was made long before or after the given time. */
        STALE("Check the date and time of this computer, then ask the service for a new attestation"),
        /** The attestation has no nonce. */
        NONCE_MISSING(Remedy.ASK_AGAIN),
        /** The attestation answers another question. */
        NONCE_WRONG("Ask the service again; this attestation was made for somebody else or at another time"),
        /** The challenge was answered before. */
        CHALLENGE_USED("Make a new challenge and ask the service again"),
        /** The attestation names no key. */
        KEY_NOT_BOUND("Ask the operator of the service to bind its encryption key in the attestation"),
        /** The attestation names another key than the one to encrypt for. */
        KEY_WRONG(Remedy.DO_NOT_TRUST);

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }

        /** One English sentence without its full stop: what to do. */
        public String remedy() {
            return remedy;
        }

        /** Stable name for machine-readable output, for example {@code debug-mode}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Sentences that several reasons share. */
    private static final class Remedy {
        static final String ASK_AGAIN = "Ask the service for a new attestation";
        static final String OTHER_SERVICE = "Ask the operator of the service for a correct attestation document";
        static final String DO_NOT_TRUST = "Do not send anything to this service";
    }

    private final Reason reason;

    AttestationException(Reason reason, String detail) {
        super("attestation: " + detail + ". " + reason.remedy() + ".");
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
