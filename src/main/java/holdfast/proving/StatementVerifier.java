package holdfast.proving;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** Checks the proof inside a proof file: that the statement which the file claims holds. Nothing else about the file. */
public interface StatementVerifier {

    /** What came of it. */
    sealed interface Result {
        /**
         * The proof holds.
         *
         * @param sessionId hex of the {@link SessionId}
         * @param commitment hex of the commitments' roots, one after the other; with the session id it names this proof,
         *     whatever text it travels in
         */
        record Valid(String sessionId, String commitment) implements Result {}

        /**
         * It does not.
         *
         * @param reason stable name, for example {@code sumcheck-failed}
         * @param detail one English sentence
         */
        record Invalid(String reason, String detail) implements Result {}
    }

    /**
     * Verifies from the request alone: circuits and parameters are computed here, and what the file says of them must
     * agree.
     *
     * @param request the verifier's own copy of the request
     * @param issuerKeys the keys that the request names, as the verifier resolved them
     * @param cancelled asked often; once it says true the work ends within half a second
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    Result verify(
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            BooleanSupplier cancelled);
}
