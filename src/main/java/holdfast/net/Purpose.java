package holdfast.net;

import java.util.Locale;

/** What a connection is for. An address that is allowed for one purpose is not allowed for another. */
public enum Purpose {
    /** The key set of an issuer or verifier. */
    KEY_SET,
    /** A credential from its issuer. */
    USER_DATA,
    /** A request from a verifier. */
    REQUEST,
    /** A proof to a verifier. */
    PROOF,
    /** A service that proves; allowed by origin, since the addresses of its jobs are not known beforehand. */
    REMOTE_PROVER;

    /** Whether everything at the same scheme, host and port is allowed together. */
    boolean byOrigin() {
        return this == REMOTE_PROVER;
    }

    /** Stable name for machine-readable output, for example {@code key-set}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
