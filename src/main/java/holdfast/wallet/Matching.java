package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Problem;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.wallet.PinnedKey.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the wallet's credentials can answer a request, and why the others cannot.
 *
 * @param request verified again
 * @param candidates for each tag every credential of the wallet; those that can be used first
 * @param answers the combinations that can be proven, those that satisfy the request first
 * @param obstacles the combinations of credentials from the right issuers under which the query does not run
 * @param complete false when there are more than {@link #MOST_ANSWERS} combinations and only those were tried
 */
public record Matching(
        VerifiedToken<DvrRequest> request,
        SortedMap<Tag, List<Candidate>> candidates,
        List<Answer> answers,
        List<Obstacle> obstacles,
        boolean complete) {
    /** How many combinations of credentials are tried. */
    public static final int MOST_ANSWERS = 256;

    public Matching {
        candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
        answers = List.copyOf(answers);
        obstacles = List.copyOf(obstacles);
    }

    /** A credential under one tag of the request. */
    public record Candidate(HeldCredential credential, Fit fit) {}

    /** Whether a credential can be used under a tag. */
    public sealed interface Fit {
        /** Signed by the issuer that the request names, with every field that its query names. */
        record Usable(VerifiedToken<UserData> token) implements Fit {}

        /**
         * Signed by the right issuer, but fields that the query names are missing or of another type. Where it names them
         * on a branch that is not taken, an answer may be possible all the same.
         */
        record FieldsUnfit(VerifiedToken<UserData> token, List<Problem> problems) implements Fit {
            public FieldsUnfit {
                problems = List.copyOf(problems);
            }
        }

        /** Signed by another issuer. */
        record OtherIssuer() implements Fit {}

        /** The issuer's key that the request names cannot be had. */
        record KeyUnknown(TokenException why) implements Fit {}

        /** The credential does not verify any more. */
        record Damaged(TokenException why) implements Fit {}

        /** Stable name for machine-readable output. */
        default String code() {
            return switch (this) {
                case Usable ignored -> "usable";
                case FieldsUnfit ignored -> "fields-unfit";
                case OtherIssuer ignored -> "other-issuer";
                case KeyUnknown ignored -> "key-unknown";
                case Damaged ignored -> "damaged";
            };
        }
    }

    /**
     * A choice of credentials under which the query runs. Only one that satisfies the request is ever preselected.
     *
     * @param presentation ready to be previewed and proven
     * @param evaluation what it would tell
     */
    public record Answer(
            SortedMap<Tag, HeldCredential> credentials, Presentation presentation, Evaluation.Evaluated evaluation) {
        public Answer {
            credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
        }

        public boolean satisfied() {
            return evaluation.satisfied();
        }
    }

    /**
     * A choice of credentials under which the query does not run, and so nothing can be proven.
     *
     * @param problem the query's error
     */
    public record Obstacle(SortedMap<Tag, HeldCredential> credentials, Problem problem) {
        public Obstacle {
            credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
        }
    }

    /** The answer to suggest: the first that satisfies the request. */
    public Optional<Answer> suggested() {
        return answers.stream().filter(Answer::satisfied).findFirst();
    }

    /**
     * Matches a request against everything in the wallet.
     *
     * @param fresh finds issuers' keys as they are published now; the wallet's pinned keys stand in where it knows none
     * @param reference the date that counts as today
     * @throws TokenException when the request does not verify any more
     * @throws PresentationException when its query is none
     */
    public static Matching of(Wallet wallet, HeldRequest request, KeyResolver fresh, LocalDate reference)
            throws TokenException, PresentationException {
        return of(wallet, request, fresh, reference, Map.of());
    }

    /**
     * Matches a request against the credentials that the holder chose, and under the other tags against everything.
     *
     * @param chosen the one credential to be tried under a tag
     * @throws PresentationException when its query is none, or a tag was chosen for that it does not have
     */
    public static Matching of(
            Wallet wallet, HeldRequest request, KeyResolver fresh, LocalDate reference, Map<Tag, HeldCredential> chosen)
            throws TokenException, PresentationException {
        VerifiedToken<DvrRequest> verified = request.verify();
        SortedSet<Tag> unasked = new TreeSet<>(chosen.keySet());
        unasked.removeAll(verified.content().userDataRequests().keySet());
        if (!unasked.isEmpty()) {
            throw new PresentationException.TagMismatch(new TreeSet<>(), unasked);
        }
        Query query;
        try {
            query = Query.parse(verified.content());
        } catch (QueryException e) {
            throw new PresentationException.BadQuery(e);
        }
        KeyResolver issuers = CredentialImport.freshOrPinned(wallet, fresh, Role.ISSUER);
        SortedMap<Tag, List<Candidate>> candidates = new TreeMap<>();
        verified.content().userDataRequests().forEach((tag, wanted) -> {
            HeldCredential choice = chosen.get(tag);
            List<HeldCredential> held = choice == null ? wallet.credentials() : List.of(choice);
            candidates.put(tag, candidates(held, query, tag, () -> issuers.resolve(wanted.verifyingKey())));
        });
        List<Choice> choices = choices(candidates);
        List<Answer> answers = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        for (Choice choice : choices.subList(0, Math.min(choices.size(), MOST_ANSWERS))) {
            Presentation presentation = new Presentation(verified, query, choice.tokens());
            switch (presentation.evaluate(reference)) {
                case Evaluation.Evaluated evaluated ->
                    answers.add(new Answer(choice.credentials(), presentation, evaluated));
                case Evaluation.Failed failed -> obstacles.add(new Obstacle(choice.credentials(), failed.problem()));
            }
        }
        answers.sort(Comparator.comparing(Answer::satisfied).reversed());
        return new Matching(verified, candidates, answers, obstacles, choices.size() <= MOST_ANSWERS);
    }

    /** One credential of the right issuer for each tag. */
    private record Choice(SortedMap<Tag, HeldCredential> credentials, SortedMap<Tag, VerifiedToken<UserData>> tokens) {
        Choice with(Tag tag, HeldCredential credential, VerifiedToken<UserData> token) {
            SortedMap<Tag, HeldCredential> more = new TreeMap<>(credentials);
            more.put(tag, credential);
            SortedMap<Tag, VerifiedToken<UserData>> moreTokens = new TreeMap<>(tokens);
            moreTokens.put(tag, token);
            return new Choice(more, moreTokens);
        }
    }

    /** Every combination, but not many more than will be tried. */
    private static List<Choice> choices(SortedMap<Tag, List<Candidate>> candidates) {
        List<Choice> choices = List.of(new Choice(new TreeMap<>(), new TreeMap<>()));
        for (Map.Entry<Tag, List<Candidate>> entry : candidates.entrySet()) {
            List<Choice> longer = new ArrayList<>();
            for (Choice choice : choices) {
                for (Candidate candidate : entry.getValue()) {
                    VerifiedToken<UserData> token = tokenOf(candidate.fit());
                    if (token != null && longer.size() <= MOST_ANSWERS) {
                        longer.add(choice.with(entry.getKey(), candidate.credential(), token));
                    }
                }
            }
            choices = longer;
        }
        return choices;
    }

    private static @Nullable VerifiedToken<UserData> tokenOf(Fit fit) {
        return switch (fit) {
            case Fit.Usable(VerifiedToken<UserData> token) -> token;
            case Fit.FieldsUnfit(VerifiedToken<UserData> token, var problems) -> token;
            case Fit.OtherIssuer ignored -> null;
            case Fit.KeyUnknown ignored -> null;
            case Fit.Damaged ignored -> null;
        };
    }

    private interface Key {
        Es256PublicKey get() throws TokenException;
    }

    private static List<Candidate> candidates(List<HeldCredential> held, Query query, Tag tag, Key issuer) {
        List<Candidate> candidates = new ArrayList<>();
        for (HeldCredential credential : held) {
            candidates.add(new Candidate(credential, fit(query, tag, credential, issuer)));
        }
        candidates.sort(Comparator.comparingInt(candidate -> switch (candidate.fit()) {
            case Fit.Usable ignored -> 0;
            case Fit.FieldsUnfit ignored -> 1;
            case Fit.Damaged ignored -> 2;
            case Fit.KeyUnknown ignored -> 3;
            case Fit.OtherIssuer ignored -> 4;
        }));
        return List.copyOf(candidates);
    }

    private static Fit fit(Query query, Tag tag, HeldCredential credential, Key issuer) {
        Es256PublicKey key;
        try {
            key = issuer.get();
        } catch (TokenException e) {
            return new Fit.KeyUnknown(e);
        }
        // Comparing keys first leaves the costly check to the credentials that can count.
        if (!key.equals(credential.issuerKey())) {
            return new Fit.OtherIssuer();
        }
        VerifiedToken<UserData> token;
        try {
            token = credential.verify();
        } catch (TokenException e) {
            return new Fit.Damaged(e);
        }
        List<Problem> problems = Evaluator.fieldProblems(
                        query, Map.of(tag, token.content().data()))
                .stream()
                .filter(problem ->
                        problem.field() != null && problem.field().tag().equals(tag))
                .toList();
        return problems.isEmpty() ? new Fit.Usable(token) : new Fit.FieldsUnfit(token, problems);
    }
}
