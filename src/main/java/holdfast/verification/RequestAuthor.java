package holdfast.verification;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.token.VerifiedToken;
import java.util.SortedMap;

/** Makes and signs requests. */
public final class RequestAuthor {
    private final Es256PublicKey key;
    private final TokenSigner signer;

    /**
     * @param key the verifier's public key, which the request names as {@code dvr_verifying_key}
     * @param signer signs with the private half of it
     */
    public RequestAuthor(Es256PublicKey key, TokenSigner signer) {
        this.key = key;
        this.signer = signer;
    }

    /**
     * What a request asks.
     *
     * @param zkvm the proof system, normally {@link ProofSystem#LIBZK}; for one that is not known here the request names
     *     the method of libzk
     * @param title one line for the holder
     * @param id the verifier's own name for the request
     * @param query the query's JSON text, compact; it is signed as it stands
     * @param userData where the data of each tag comes from
     */
    public record Draft(String zkvm, String title, String id, String query, SortedMap<Tag, UserDataRequest> userData) {}

    /**
     * Signs a request.
     *
     * @throws TokenException when it would be too large
     */
    public VerifiedToken<DvrRequest> sign(Draft draft) throws TokenException {
        KeyRef own = key.twoLines();
        return signer.request(new DvrRequest(
                draft.zkvm(),
                draft.title(),
                draft.id(),
                ProofSystem.LANGUAGE_VERSION,
                ProofSystem.methodVersion(draft.zkvm()).orElseGet(ProofSystem::methodVersion),
                draft.query(),
                draft.userData(),
                own));
    }
}
