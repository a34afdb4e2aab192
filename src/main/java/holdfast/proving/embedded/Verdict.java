package holdfast.proving.embedded;

import java.util.Locale;

/** What verifying a proof came to. */
public sealed interface Verdict {

    /** The proof holds, for this request, these issuer keys and what the file claims. */
    record Valid() implements Verdict {}

    /**
     * It does not.
     *
     * @param detail one English sentence part for logs and developers
     */
    record Invalid(Reason reason, String detail) implements Verdict {}

    /** Why a proof is refused. */
    enum Reason {
        /** The request itself cannot be answered by such a proof. */
        REQUEST,
        /** The proof was made with circuits of another version. */
        METHOD,
        /** A size class that does not exist, or of another credential. */
        SIZE_CLASS,
        /** The claimed shape or branches do not go together with the query. */
        STATEMENT,
        /** The claimed outputs are not those the query gives, in order and type. */
        OUTPUTS,
        /** Other parameters or another circuit than the verifier's own. */
        PARAMETERS,
        /** The proof is damaged, or proves something else. */
        PROOF;

        /** Stable name for machine-readable output. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
