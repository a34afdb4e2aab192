package holdfast.proving;

import holdfast.dvr.FieldPath;
import holdfast.dvr.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be proven. The holder is told before any work is done, and nothing was sent anywhere, except to
 * the service that was asked where the reason is {@code REMOTE}.
 */
public final class ProvingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The query does not run on this data; {@link #problem()} says where. */
        NOT_EVALUABLE,
        /** The request is for another proof system than this prover's. */
        OTHER_PROOF_SYSTEM,
        /** The request is for another version of the circuits. */
        OTHER_METHOD,
        /** A credential's token is larger than the largest size class. */
        TOKEN_TOO_LARGE,
        /** A string that is used has an escape. */
        STRING_ESCAPED,
        /** A string that is used is longer than the bound. */
        STRING_TOO_LONG,
        /** A name on a used path, or beside one, is spelled with an escape. */
        NAME_ESCAPED,
        /** Objects and arrays are nested deeper than the circuit follows. */
        TOO_DEEP,
        /** A used array has more elements than the bound. */
        TOO_MANY_ELEMENTS,
        /** A used array has elements of several types. */
        MIXED_TYPES,
        /** The query has more credentials, conditions or outputs than the bound. */
        QUERY_TOO_LARGE,
        /** The proof that was made does not verify: a fault of the program, and nothing was handed out. */
        SELF_CHECK_FAILED,
        /** A remote prover refused or failed; {@link #remote()} says how. */
        REMOTE
    }

    private final Reason reason;
    private final transient @Nullable FieldPath field;
    private final transient @Nullable Problem problem;
    private final @Nullable RemoteFailure remote;

    /**
     * @param field the field it is about, where it is about one
     * @param message one English sentence that names the field and the reason, never a value
     */
    public ProvingException(Reason reason, @Nullable FieldPath field, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
        this.problem = null;
        this.remote = null;
    }

    /**
     * A remote prover refused or failed.
     *
     * @param message one English sentence
     * @param cause what it was on the way, where it has a name of its own
     */
    public ProvingException(RemoteFailure remote, String message, @Nullable Exception cause) {
        super(message, cause);
        this.reason = Reason.REMOTE;
        this.field = null;
        this.problem = null;
        this.remote = remote;
    }

    /** The query does not run on the data. */
    public ProvingException(Problem problem) {
        super(problem.summary());
        this.reason = Reason.NOT_EVALUABLE;
        this.field = problem.field();
        this.problem = problem;
        this.remote = null;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable FieldPath field() {
        return field;
    }

    /** The query's error when the reason is {@link Reason#NOT_EVALUABLE}. */
    public @Nullable Problem problem() {
        return problem;
    }

    /** How a remote prover failed when the reason is {@link Reason#REMOTE}. */
    public @Nullable RemoteFailure remote() {
        return remote;
    }

    /** Stable name for machine-readable output, for example {@code token-too-large} or {@code remote-busy}. */
    public String code() {
        return remote != null
                ? "remote-" + remote.code()
                : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
