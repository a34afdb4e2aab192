package holdfast.proving;

import java.util.Locale;

/** Why a proving service gave no proof that counts. */
public enum RemoteFailure {
    /** zkPass {@code INVALID_PARAMS}: the service cannot use what it was sent. */
    INVALID_PARAMS,
    /** zkPass {@code INVALID_URL}: it does not prove at this address. */
    INVALID_URL,
    /** zkPass {@code ERROR_LOADING_APP}. */
    ERROR_LOADING_APP,
    /** zkPass {@code ERROR_LOADING_INSTANCE}. */
    ERROR_LOADING_INSTANCE,
    /** zkPass {@code CUSTOM_ERROR}: the proving program itself refused. */
    CUSTOM_ERROR,
    /** zkPass {@code MISSING_APPS_CONFIG}. */
    MISSING_APPS_CONFIG,
    /** zkPass {@code ERROR_LOCKING_SOCKET}. */
    ERROR_LOCKING_SOCKET,
    /** zkPass {@code ERROR_SENDING_TO_SOCKET}. */
    ERROR_SENDING_TO_SOCKET,
    /** zkPass {@code ERROR_RECEIVING_FROM_SOCKET}. */
    ERROR_RECEIVING_FROM_SOCKET,
    /** zkPass {@code ERROR_DESERIALIZING}. */
    ERROR_DESERIALIZING,
    /** zkPass {@code FAILED}: it began and could not finish. */
    JOB_FAILED,
    /** Key or secret are wrong, or the account may not prove. */
    UNAUTHORIZED,
    /** It has too much to do. */
    BUSY,
    /** Another status of HTTP than the flow knows. */
    STATUS,
    /** It did not finish within the time that is waited. */
    NOT_IN_TIME,
    /** It could not be reached, or broke off; the cause is a {@code NetException}. */
    NETWORK,
    /** The account cannot be used: its address is no base address, or its name has a colon. */
    ACCOUNT_INVALID,
    /** Its answer is none of the flow's. */
    ANSWER_INVALID,
    /** It publishes no keys that can be used; the cause says which. */
    KEYS_INVALID,
    /** It has no attestation, and the holder demands one. */
    ATTESTATION_MISSING,
    /** Its attestation does not count; the cause says why. */
    ATTESTATION_REFUSED,
    /** The credentials are too large for it. */
    TOO_LARGE,
    /** Its proof token is not signed by its key, or is none. */
    TOKEN_REFUSED,
    /** Its proof is for another request, verifier, issuer or time than was asked for. */
    OTHER_REQUEST,
    /** Its proof is of a larger size class than the holder's credential needs, and would cost the verifier more. */
    LARGER_THAN_NEEDED,
    /** Its proof does not verify here. */
    PROOF_REFUSED;

    /** Stable name for machine-readable output, for example {@code not-in-time}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
