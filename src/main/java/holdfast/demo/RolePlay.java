package holdfast.demo;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.issuing.Issuer;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.verification.RequestAuthor;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The three roles on sample data, each through its own use case and with keys made for the occasion: what one hands to
 * another is the text of a token, as between strangers.
 */
public final class RolePlay implements AutoCloseable {
    private final Samples samples;
    private final SecureRandom random;
    private final Map<String, Es256PrivateKey> keys = new HashMap<>();

    public RolePlay(Samples samples, SecureRandom random) {
        this.samples = samples;
        this.random = random;
    }

    /** The key of a demo issuer or verifier, made when it is first needed. */
    public Es256PrivateKey key(String role) {
        return keys.computeIfAbsent(role, ignored -> Es256PrivateKey.generate(random));
    }

    /** The issuer signs a person's data. */
    public VerifiedToken<UserData> issue(Samples.Credential credential) throws TokenException {
        TokenSigner signer = new TokenSigner(key("issuer " + credential.kind()), null, random);
        return new Issuer(signer).issue(credential.data());
    }

    /** The verifier signs a request that names the issuers' keys. */
    public VerifiedToken<DvrRequest> ask(Samples.Request request) throws TokenException {
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        request.kinds()
                .forEach((tag, kind) -> userData.put(
                        tag,
                        new UserDataRequest(
                                null, key("issuer " + kind).publicKey().twoLines())));
        Es256PrivateKey own = key("verifier " + request.verifier());
        return new RequestAuthor(own.publicKey(), new TokenSigner(own, null, random))
                .sign(new RequestAuthor.Draft(
                        ProofSystem.LIBZK, request.title(), request.id(), request.query(), userData));
    }

    /** The issuers sign the data of one answer. */
    public SortedMap<Tag, VerifiedToken<UserData>> issue(SortedMap<Tag, String> answer) throws TokenException {
        SortedMap<Tag, VerifiedToken<UserData>> credentials = new TreeMap<>();
        for (Map.Entry<Tag, String> entry : answer.entrySet()) {
            Samples.Credential credential = samples.credentials().get(entry.getValue());
            if (credential == null) {
                throw new IllegalArgumentException("no sample credential " + entry.getValue());
            }
            credentials.put(entry.getKey(), issue(credential));
        }
        return credentials;
    }

    /** The holder is given the credentials of one answer, and brings them and a request together. */
    public Presentation present(VerifiedToken<DvrRequest> request, SortedMap<Tag, String> answer)
            throws TokenException, PresentationException {
        return bringTogether(request, issue(answer));
    }

    /** The holder brings a request and credentials together, from their texts. */
    public static Presentation bringTogether(
            VerifiedToken<DvrRequest> request, SortedMap<Tag, VerifiedToken<UserData>> issued)
            throws TokenException, PresentationException {
        SortedMap<Tag, UnverifiedToken<UserData>> credentials = new TreeMap<>();
        for (Map.Entry<Tag, VerifiedToken<UserData>> entry : issued.entrySet()) {
            credentials.put(
                    entry.getKey(), TokenReader.userData(entry.getValue().compact()));
        }
        return Presentation.of(
                new TokenVerifier(KeyResolver.none()), TokenReader.request(request.compact()), credentials);
    }

    /** Forgets the keys. */
    @Override
    public void close() {
        keys.values().forEach(Es256PrivateKey::destroy);
    }
}
