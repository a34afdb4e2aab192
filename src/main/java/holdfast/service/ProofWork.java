package holdfast.service;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.service.http.ServiceException;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.wallet.LeakCheck;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** From signed tokens to a proof, as the prover and the issuer do it for somebody else. */
final class ProofWork {
    private final Prover prover;
    private final TokenVerifier verifier;

    /** @param keys finds the keys that requests name by address; the services fetch none unless they were told to */
    ProofWork(Prover prover, KeyResolver keys) {
        this.prover = prover;
        this.verifier = new TokenVerifier(keys);
    }

    /** Verifies everything that can be refused before any work is done. */
    Presentation bring(UnverifiedToken<DvrRequest> request, Map<Tag, UnverifiedToken<UserData>> credentials)
            throws ServiceException {
        try {
            Presentation presentation = Presentation.of(verifier, request, credentials);
            DvrRequest dvr = presentation.request().content();
            if (!dvr.zkvm().equals(ProofSystem.LIBZK)
                    || !dvr.queryMethodVersion().equals(ProofSystem.methodVersion())) {
                throw ServiceException.invalid(
                        "The request is for another proof system, or another version of it, than this service has.");
            }
            return presentation;
        } catch (TokenException e) {
            throw refused(e);
        } catch (PresentationException e) {
            throw ServiceException.invalid(
                    switch (e) {
                        case PresentationException.TagMismatch ignored ->
                            "The credentials are not those that the request asks for.";
                        case PresentationException.OtherIssuer ignored ->
                            "A credential is not signed by the key that the request names for it.";
                        case PresentationException.BadQuery ignored -> "The request's query cannot be read.";
                    });
        }
    }

    /** A token's message may repeat parts of it; what goes back is the kind of token and the reason. */
    static ServiceException refused(TokenException e) {
        return ServiceException.invalid(
                "A token is refused: " + e.input() + ", " + e.reason().code() + ".");
    }

    /**
     * Proves, and searches the proof for private values before anybody gets it.
     *
     * @throws ProvingException why it cannot be proven
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    ProofFile prove(Presentation presentation, ProofSession session, BooleanSupplier cancelled)
            throws ProvingException {
        ProofFile proof = prover.prove(
                new ProofTask(
                        presentation.request(),
                        presentation.credentials(),
                        session.date(),
                        session.timestamp(),
                        session.nonce(),
                        session.audience()),
                (stage, done) -> {},
                cancelled);
        LeakScanner.Report report = LeakCheck.scan(proof, presentation.data());
        if (!report.clean()) {
            throw new ProvingException(
                    ProvingException.Reason.SELF_CHECK_FAILED,
                    null,
                    "The proof that was made holds private values. It was discarded.");
        }
        return proof;
    }
}
