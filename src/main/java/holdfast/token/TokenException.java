package holdfast.token;

import java.util.Locale;

/**
 * A token, key or key set that is refused. Nothing of it was used. The message names the input, why it is refused, and
 * what to do about it; {@link #reason()} is what programs go by.
 */
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why something was refused. Each has its remedy, one sentence for the person who has the file at hand. */
    public enum Reason {
        /** More bytes than allowed for its kind. */
        TOO_LARGE("Check that this is the right file"),
        /** Not the segments of a compact serialisation. */
        NOT_COMPACT("Give the token in its compact form, segments of base64url joined by dots, and nothing else"),
        /** A segment that must hold something is empty. */
        EMPTY_SEGMENT("Ask for the token again; a detached or unsigned one cannot be used"),
        /** A character outside the base64 alphabet in use; padding and white space included. */
        NOT_BASE64("Copy the text again, without line breaks or padding"),
        /** Bits that are set but carry nothing, so that two texts would mean the same bytes. */
        BASE64_NOT_CANONICAL("Ask for it again; this text was altered or made by a faulty program"),
        /** The header is not one strict JSON object. */
        HEADER_NOT_JSON("Ask whoever signed the token to make it again"),
        /** A header member that would change how the token is to be checked. */
        HEADER_MEMBER_FORBIDDEN("Ask for a token without it; keys and options never come from the token itself"),
        /** A header member that is not known here. */
        HEADER_MEMBER_UNKNOWN("Ask for a token with no more than typ, jku, kid and alg in its header"),
        /** A header member of the wrong type, empty or too long. */
        HEADER_MEMBER_INVALID("Ask whoever made the token to correct its header"),
        /** Another algorithm than the one allowed where the token is used. */
        ALGORITHM_NOT_ALLOWED("Use ES256 for signatures, and ECDH-ES with A256GCM for encryption"),
        /** The header names its key by jku without kid, or by kid without jku. */
        KEY_NAME_INCOMPLETE("Give jku and kid together, or neither"),
        /** A signature that is not 64 bytes long. */
        SIGNATURE_LENGTH("Ask for the token again; an ES256 signature has exactly 64 bytes"),
        /** A half of the signature outside 1 to n - 1. */
        SIGNATURE_RANGE("Do not trust this token; no honest signer makes such a signature"),
        /** The signature was not made over these bytes with this key. */
        SIGNATURE_WRONG("Check that the right key was used; if it was, the token was altered"),
        /** The payload is not one strict JSON object. */
        PAYLOAD_NOT_JSON("Ask whoever signed the token to make it again"),
        /** The payload is not {@code {"data": …}} with nothing else. */
        PAYLOAD_NOT_WRAPPED("Ask for a token whose payload has the one member \"data\""),
        /** A member that must be there is absent. */
        MEMBER_MISSING("Ask whoever made it to add the member"),
        /** A member that is not known here. */
        MEMBER_UNKNOWN("Ask whoever made it to leave the member out"),
        /** A member with a value of the wrong type or outside its range. */
        MEMBER_INVALID("Ask whoever made it to correct the member"),
        /** A name that cannot be a tag, or the empty tag beside others. */
        TAG_INVALID("Use a letter followed by letters, digits and underscores; an empty tag only on its own"),
        /** Neither the header nor the request says which key verifies the request. */
        MISSING_PUBLIC_KEY("Ask the verifier to name its key, by jku and kid or as dvr_verifying_key"),
        /** No key set is known for the address. */
        KEY_SET_NOT_FOUND("Supply the key set of that address"),
        /** The key set has no key of that name. */
        KEY_NOT_FOUND("Check the kid, or get the newest key set"),
        /** Not a key set in either of its shapes. */
        KEY_SET_INVALID("Give {\"keys\":[…]} or an array of keys, each with its own kid"),
        /** A key set could not be fetched; the cause says why. */
        KEY_SET_UNAVAILABLE("Allow its address if you trust it, check the connection, and try again"),
        /** Two keys of one set have the same name. */
        KEY_NAME_DUPLICATE("Ask whoever publishes the key set to give each key its own kid"),
        /** Not a key in any form that is read here. */
        KEY_FORMAT("Give the key as PEM, as JWK, or as the two base64 lines of its PEM"),
        /** A key of another kind than elliptic curve. */
        KEY_TYPE("Use an elliptic curve key (kty EC)"),
        /** A key on another curve than P-256. */
        KEY_CURVE("Use a key on the curve P-256, also called prime256v1 or secp256r1"),
        /** Coordinates that are no point of the curve. */
        KEY_NOT_ON_CURVE("Do not use this key; it was altered, or made to attack"),
        /** A key that is meant for something else. */
        KEY_USE("Use a key whose use, alg and key_ops allow this"),
        /** A private key where a public one belongs. */
        KEY_IS_PRIVATE("Give the public half instead; if this file was ever published, replace the key"),
        /** A public key where a private one is needed. */
        KEY_IS_PUBLIC("Give the private key"),
        /** A private key that is itself encrypted. */
        KEY_ENCRYPTED("Decrypt it first, for example with openssl pkcs8"),
        /** A private value that does not belong to the public one beside it, or is outside 1 to n - 1. */
        KEY_MISMATCH("Export the key again from where it was made"),
        /** The key was wiped from memory. */
        KEY_WIPED("Read the key again"),
        /** An encrypted key where the key is agreed upon directly. */
        ENCRYPTED_KEY_PRESENT("Encrypt with ECDH-ES alone, which has no encrypted key"),
        /** An initialisation vector that is not 12 bytes long. */
        IV_LENGTH("Encrypt again; A256GCM takes an initialisation vector of 12 bytes"),
        /** An authentication tag that is not 16 bytes long. */
        TAG_LENGTH("Do not trust this message; a shortened tag is a way to forge one"),
        /** The encrypted message was altered, or is for another key. */
        DECRYPTION_FAILED("Check that it was encrypted for this key; if it was, it was altered");

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }

        /** One English sentence without its full stop: what to do. */
        public String remedy() {
            return remedy;
        }

        /** Stable name for machine-readable output, for example {@code signature-wrong}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final String input;

    TokenException(Reason reason, String input, String detail) {
        super(input + ": " + detail + ". " + reason.remedy() + ".");
        this.reason = reason;
        this.input = input;
    }

    /** For resolvers elsewhere: the key set could not be had, for this cause. */
    public static TokenException keySetUnavailable(String detail, Exception cause) {
        TokenException unavailable = new TokenException(Reason.KEY_SET_UNAVAILABLE, "key set", detail);
        unavailable.initCause(cause);
        return unavailable;
    }

    public Reason reason() {
        return reason;
    }

    /** What was refused, in a few words, for example {@code request token}. */
    public String input() {
        return input;
    }
}
