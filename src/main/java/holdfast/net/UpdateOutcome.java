package holdfast.net;

import java.util.Locale;

/** What an update check found. None of them downloads or changes anything. */
public sealed interface UpdateOutcome {
    /** There is a later release than this program. */
    record Newer(ReleaseManifest release) implements UpdateOutcome {}

    /** This program is the latest release. */
    record Current(ReleaseManifest release) implements UpdateOutcome {}

    /** What is published is earlier than this program; it is never offered. */
    record Earlier(ReleaseManifest release) implements UpdateOutcome {}

    /** What was fetched is not believed. */
    record Refused(Reason reason, String detail) implements UpdateOutcome {}

    /** Nothing was fetched. */
    record Unreachable(NetException cause) implements UpdateOutcome {}

    /** Why a manifest is not believed. */
    enum Reason {
        /** Not a token, or not signed by the release key. */
        NOT_SIGNED,
        /** Signed, but not in the form of a manifest. */
        FORM,
        /** Its time is over: perhaps an old one is being shown again. */
        EXPIRED,
        /** It is from the future: the clock of this computer is wrong, or it is. */
        FUTURE;

        /** Stable name for machine-readable output, for example {@code not-signed}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
