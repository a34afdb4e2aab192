package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.dvr.QueryException;
import holdfast.token.TokenException;
import java.util.SortedSet;

/** Why a request and credentials cannot be brought together. */
public abstract sealed class PresentationException extends Exception {
    private static final long serialVersionUID = 1L;

    private PresentationException(String message) {
        super(message);
    }

    private PresentationException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The request asks for credentials that are not there, or some are there that it does not ask for. */
    public static final class TagMismatch extends PresentationException {
        private static final long serialVersionUID = 1L;
        private final transient SortedSet<Tag> missing;
        private final transient SortedSet<Tag> unasked;

        TagMismatch(SortedSet<Tag> missing, SortedSet<Tag> unasked) {
            super("missing " + missing + ", not asked for " + unasked);
            this.missing = missing;
            this.unasked = unasked;
        }

        public SortedSet<Tag> missing() {
            return missing;
        }

        public SortedSet<Tag> unasked() {
            return unasked;
        }
    }

    /** A credential is not signed by the key that the request names for it. */
    public static final class OtherIssuer extends PresentationException {
        private static final long serialVersionUID = 1L;
        private final transient Tag tag;

        OtherIssuer(Tag tag, TokenException cause) {
            super("the credential " + tag + " is not signed by the key that the request names", cause);
            this.tag = tag;
        }

        public Tag tag() {
            return tag;
        }
    }

    /** The request's query is none. */
    public static final class BadQuery extends PresentationException {
        private static final long serialVersionUID = 1L;
        private final QueryException query;

        BadQuery(QueryException cause) {
            super("the request has no valid query", cause);
            this.query = cause;
        }

        public QueryException query() {
            return query;
        }
    }
}
