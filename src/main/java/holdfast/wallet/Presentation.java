package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request brought together with the credentials that shall answer it: every signature verified, the query read. What
 * it would tell the verifier can be looked at before anything is proven.
 *
 * @param request verified under the verifier's key
 * @param query the request's query
 * @param credentials one for each tag, verified under the key that the request names for it
 */
public record Presentation(
        VerifiedToken<DvrRequest> request, Query query, SortedMap<Tag, VerifiedToken<UserData>> credentials) {
    public Presentation {
        credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
    }

    /**
     * Verifies everything and puts it together.
     *
     * @throws PresentationException when the tags do not match, a credential is not signed by the key that the request
     *     names, or the query is none
     * @throws TokenException when the request's own signature or a key is refused
     */
    public static Presentation of(
            TokenVerifier verifier,
            UnverifiedToken<DvrRequest> request,
            Map<Tag, UnverifiedToken<UserData>> credentials)
            throws PresentationException, TokenException {
        VerifiedToken<DvrRequest> verified = verifier.verifyRequest(request);
        DvrRequest dvr = verified.content();
        requireTags(dvr, credentials);
        SortedMap<Tag, VerifiedToken<UserData>> signed = new TreeMap<>();
        for (Map.Entry<Tag, UnverifiedToken<UserData>> entry : credentials.entrySet()) {
            signed.put(entry.getKey(), verify(verifier, dvr, entry.getKey(), entry.getValue()));
        }
        try {
            return new Presentation(verified, Query.parse(dvr), signed);
        } catch (QueryException e) {
            throw new PresentationException.BadQuery(e);
        }
    }

    private static VerifiedToken<UserData> verify(
            TokenVerifier verifier, DvrRequest dvr, Tag tag, UnverifiedToken<UserData> credential)
            throws PresentationException, TokenException {
        var wanted = dvr.userDataRequests().get(tag);
        if (wanted == null) {
            throw new IllegalStateException("tags were compared before");
        }
        try {
            return verifier.verifyUserData(credential, wanted.verifyingKey());
        } catch (TokenException e) {
            if (e.reason() == TokenException.Reason.SIGNATURE_WRONG) {
                throw new PresentationException.OtherIssuer(tag, e);
            }
            throw e;
        }
    }

    private static void requireTags(DvrRequest dvr, Map<Tag, ?> credentials) throws PresentationException {
        SortedSet<Tag> missing = new TreeSet<>(dvr.userDataRequests().keySet());
        missing.removeAll(credentials.keySet());
        SortedSet<Tag> unasked = new TreeSet<>(credentials.keySet());
        unasked.removeAll(dvr.userDataRequests().keySet());
        if (!missing.isEmpty() || !unasked.isEmpty()) {
            throw new PresentationException.TagMismatch(missing, unasked);
        }
    }

    /**
     * What the request would give on that day. Pure; nothing is proven and nothing leaves.
     *
     * @param reference the date that counts as today
     */
    public Evaluation evaluate(LocalDate reference) {
        return Evaluator.evaluate(
                query, data(), reference, DayCount.of(request.content().zkvm()));
    }

    /** What it shows on that day, by name; empty where the query does not run. */
    public JsonObject outputs(LocalDate reference) {
        JsonValue.Builder shown = JsonObject.builder();
        if (evaluate(reference) instanceof Evaluation.Evaluated evaluated) {
            evaluated
                    .outputs()
                    .forEach(output -> shown.put(output.key(), output.value().toJson()));
        }
        return shown.build();
    }

    /** The data of each tag. */
    public SortedMap<Tag, JsonObject> data() {
        SortedMap<Tag, JsonObject> data = new TreeMap<>();
        credentials.forEach((tag, token) -> data.put(tag, token.content().data()));
        return data;
    }
}
