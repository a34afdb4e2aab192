package holdfast.net;

import java.util.Locale;

/**
 * What a connection is for. An address that is allowed for one purpose is not allowed for another. Where the addresses
 * at one service are not known beforehand, everything at the same scheme, host and port is allowed together.
 */
public enum Purpose {
    /** The key set of an issuer or verifier. */
    KEY_SET,
    /** A credential from its issuer. */
    USER_DATA,
    /** A request from a verifier; by origin, since each request has an address of its own. */
    REQUEST,
    /** A proof to a verifier; by origin, likewise. */
    PROOF,
    /** A service that proves; by origin, since its jobs have addresses of their own. */
    REMOTE_PROVER,
    /** News of releases. */
    UPDATE;

    /** Whether everything at the same scheme, host and port is allowed together. */
    public boolean byOrigin() {
        return switch (this) {
            case KEY_SET, USER_DATA, UPDATE -> false;
            case REQUEST, PROOF, REMOTE_PROVER -> true;
        };
    }

    /** Stable name for machine-readable output, for example {@code key-set}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
