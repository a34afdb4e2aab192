package holdfast.ui.demo;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.verification.Verdict;
import holdfast.wallet.Presentation;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the play is: what each role has by now; null where that step was not made.
 *
 * @param credentials what the issuers signed
 * @param request what the verifier signed
 * @param seen what the holder saw before proving
 * @param made the holder's proof
 * @param verdict the verifier's
 */
record Play(
        Choice choice,
        @Nullable SortedMap<Tag, VerifiedToken<UserData>> credentials,
        @Nullable VerifiedToken<DvrRequest> request,
        @Nullable Seen seen,
        @Nullable Made made,
        @Nullable Verdict verdict) {

    /** What is played: a request, and the credentials of one person for it. */
    record Choice(Samples.Request request, SortedMap<Tag, String> answer, String person) {}

    /** What the request gives on the credentials. */
    record Seen(Presentation presentation, Evaluation.Evaluated answer) {}

    /**
     * @param bytes length of its file
     * @param took how long the prover worked
     * @param searched what came of looking for private values in it
     */
    record Made(ProofFile proof, int bytes, Duration took, LeakScanner.Report searched) {}

    /** The steps, in the order of the script. */
    enum Step {
        ISSUE,
        ASK,
        LOOK,
        PROVE,
        CHECK;

        /** Names it in the bundle and in ids of controls. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who takes part. */
    enum Role {
        ISSUER,
        HOLDER,
        VERIFIER
    }

    /** What there is to know. */
    enum Thing {
        /** The fields that the issuer did not mark as public. */
        PRIVATE,
        SIGNATURE,
        REQUEST,
        ANSWER
    }

    /** How much of a thing somebody knows. */
    enum Knows {
        NOTHING,
        ALL,
        /** That it is there and good, and nothing of the thing itself. */
        THAT_IT_HOLDS
    }

    static Play of(Choice choice) {
        return new Play(choice, null, null, null, null, null);
    }

    boolean did(Step step) {
        return switch (step) {
            case ISSUE -> credentials != null;
            case ASK -> request != null;
            case LOOK -> seen != null;
            case PROVE -> made != null;
            case CHECK -> verdict != null;
        };
    }

    /** Whether a step is the next for its role: what it needs is there, and it was not made. */
    boolean can(Step step) {
        return !did(step)
                && switch (step) {
                    case ISSUE, ASK -> true;
                    case LOOK -> did(Step.ISSUE) && did(Step.ASK);
                    case PROVE -> did(Step.LOOK);
                    case CHECK -> did(Step.PROVE);
                };
    }

    /** A second showing needs a first. */
    boolean can(Tamper tamper) {
        return did(tamper == Tamper.REPLAY ? Step.CHECK : Step.PROVE);
    }

    boolean accepted() {
        return verdict != null && verdict.accepted();
    }

    /** Who knows what by now. Of the private fields the verifier never knows anything. */
    Knows knows(Role role, Thing thing) {
        return switch (thing) {
            case PRIVATE ->
                switch (role) {
                    case ISSUER -> Knows.ALL;
                    case HOLDER -> all(did(Step.ISSUE));
                    case VERIFIER -> Knows.NOTHING;
                };
            case SIGNATURE ->
                switch (role) {
                    case ISSUER, HOLDER -> all(did(Step.ISSUE));
                    case VERIFIER -> accepted() ? Knows.THAT_IT_HOLDS : Knows.NOTHING;
                };
            case REQUEST -> all(role != Role.ISSUER && did(Step.ASK));
            case ANSWER ->
                switch (role) {
                    case ISSUER -> Knows.NOTHING;
                    case HOLDER -> all(did(Step.LOOK));
                    case VERIFIER -> all(accepted());
                };
        };
    }

    private static Knows all(boolean known) {
        return known ? Knows.ALL : Knows.NOTHING;
    }

    Play issued(SortedMap<Tag, VerifiedToken<UserData>> now) {
        return new Play(choice, now, request, seen, made, verdict);
    }

    Play asked(VerifiedToken<DvrRequest> now) {
        return new Play(choice, credentials, now, seen, made, verdict);
    }

    Play looked(Seen now) {
        return new Play(choice, credentials, request, now, made, verdict);
    }

    Play proven(Made now) {
        return new Play(choice, credentials, request, seen, now, verdict);
    }

    Play checked(Verdict now) {
        return new Play(choice, credentials, request, seen, made, now);
    }
}
