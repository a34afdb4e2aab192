package holdfast.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was not sent, or whose answer was not used. The message names the address without its query, says why
 * and what to do; {@link #reason()} is what programs go by.
 */
public final class NetException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. Each has its remedy, one sentence for the person in front of the program. */
    public enum Reason {
        /** Not an address by our strict reading. */
        ADDRESS_INVALID("Copy the address again, or ask for a correct one"),
        /** An address that programs read in different ways, such as one with a number for a host. */
        ADDRESS_AMBIGUOUS("Ask for the address in its plain spelling"),
        /** A name or password in the address. */
        ADDRESS_USER_INFO("Ask for an address without a user name in it"),
        /** Neither https, nor http to a loopback address that was permitted. */
        ADDRESS_NOT_HTTPS("Ask for an address that begins with https"),
        /** The user has not allowed this exact address for this purpose. */
        NOT_ALLOWED("Allow the address first, if you trust who gave it to you"),
        /** The host has no address. */
        HOST_UNKNOWN("Check the spelling of the address and the connection to the network"),
        /** The host is on this computer, in a private network, or in another range that no public service is in. */
        HOST_FORBIDDEN("Do not use this address; it points into a network that its sender should not reach"),
        /** The answer points to another address. */
        REDIRECTED("Ask for the final address; redirects are not followed"),
        /** Another status than success where an answer was needed. */
        STATUS("Try again later, or ask who runs the service"),
        /** The answer is compressed although that was not asked for. */
        ENCODED("Ask who runs the service to send answers uncompressed when asked to"),
        /** More bytes than allowed. */
        TOO_LARGE("Ask who runs the service for a smaller answer"),
        /** Not done within the time. */
        TIMED_OUT("Try again later"),
        /** No secure connection: the certificate is not trusted, not for this host, or out of date. */
        TLS_FAILED("Check the date of this computer and the address; do not go on if they are right"),
        /** No connection, or one that broke. */
        CONNECTION_FAILED("Check the connection to the network and try again"),
        /** The answer is not UTF-8 text. */
        NOT_TEXT("Ask who runs the service to correct its answer"),
        /** The answer is not of the form that is read here. */
        ANSWER_INVALID("Ask who runs the service to correct its answer"),
        /** The user or the program gave up. */
        CANCELLED("Start again when you want to"),
        /** The connection could not be written down beforehand, so it was not made. */
        LEDGER_FAILED("Check that the vault is open and its disk is not full");

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }

        /** One English sentence without its full stop: what to do. */
        public String remedy() {
            return remedy;
        }

        /** Whether it is certain that no connection was made, and so nothing was sent. */
        public boolean isBeforeConnecting() {
            return switch (this) {
                case ADDRESS_INVALID,
                        ADDRESS_AMBIGUOUS,
                        ADDRESS_USER_INFO,
                        ADDRESS_NOT_HTTPS,
                        NOT_ALLOWED,
                        HOST_UNKNOWN,
                        HOST_FORBIDDEN -> true;
                case REDIRECTED,
                        STATUS,
                        ENCODED,
                        TOO_LARGE,
                        TIMED_OUT,
                        TLS_FAILED,
                        CONNECTION_FAILED,
                        NOT_TEXT,
                        ANSWER_INVALID,
                        CANCELLED,
                        LEDGER_FAILED -> false;
            };
        }

        /** Stable name for machine-readable output, for example {@code host-forbidden}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final String address;

    NetException(Reason reason, String address, String detail) {
        this(reason, address, detail, null);
    }

    NetException(Reason reason, String address, String detail, @Nullable Throwable cause) {
        super(address + ": " + detail + ". " + reason.remedy() + ".", cause);
        this.reason = reason;
        this.address = address;
    }

    public Reason reason() {
        return reason;
    }

    /** What was to be reached, as it may be shown: without query, user name or control characters. */
    public String address() {
        return address;
    }
}
