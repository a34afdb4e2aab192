package holdfast.proving.remote;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.Proof;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.SizeClass;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a service gave. Its signature must fit in any case. Where the request asks for a libzk proof, the token
 * must hold one no larger than it needs to be, and that is verified here as if it came from anybody; otherwise the token must name this request, its
 * verifier, its issuers and this hour.
 */
final class ProofReader {
    /** How far the clocks of service and holder may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final String service;
    private final Es256PublicKey signingKey;
    private final Supplier<StatementVerifier> statements;

    /** @param service how messages name it */
    ProofReader(String service, Es256PublicKey signingKey, Supplier<StatementVerifier> statements) {
        this.service = service;
        this.signingKey = signingKey;
        this.statements = statements;
    }

    /**
     * @param now when it came back
     * @param cancelled asked often
     */
    Proof read(String token, ProofTask task, Instant now, BooleanSupplier cancelled) throws ProvingException {
        SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
        task.credentials().forEach((tag, credential) -> issuers.put(tag, credential.key()));
        if (task.request().content().zkvm().equals(ProofSystem.LIBZK)) {
            return new Proof.IssuerProven(proven(token, task, issuers, cancelled));
        }
        return new Proof.ServiceAttested(attested(token, task, issuers, now));
    }

    private ProofFile proven(
            String token, ProofTask task, SortedMap<Tag, Es256PublicKey> issuers, BooleanSupplier cancelled)
            throws ProvingException {
        ProofFile proof;
        try {
            JsonObject data = new TokenVerifier(KeyResolver.none())
                    .verify(TokenReader.proofFile(token), signingKey)
                    .content();
            if (!ProofFileCodec.looksLikeProofFile(data)) {
                throw other(
                        "it gives only its word where the request asks for a proof that shows the issuer's signature");
            }
            proof = ProofFileCodec.fromJson(data);
        } catch (TokenException e) {
            throw refused(e);
        } catch (ProofFileException e) {
            throw new ProvingException(RemoteFailure.TOKEN_REFUSED, service + ": " + e.getMessage(), e);
        }
        require("its key of the verifier", proof.verifierKey(), task.request().key());
        require("its keys of the issuers", proof.issuerKeys(), issuers);
        common(proof.title(), proof.id(), proof.dvrDigest(), task.request().content());
        require("its day", proof.reference(), task.reference());
        require("its time", proof.timestamp(), task.timestamp());
        require("its nonce", proof.nonce(), task.nonce());
        require("its audience", proof.audience(), task.audience());
        for (var credential : task.credentials().entrySet()) {
            requireNoLarger(credential.getKey(), credential.getValue(), proof.sizeClasses());
        }
        return switch (statements.get().verify(task.request(), issuers, proof, cancelled)) {
            case StatementVerifier.Result.Valid ignored -> proof;
            case StatementVerifier.Result.Invalid invalid ->
                throw new ProvingException(
                        RemoteFailure.PROOF_REFUSED,
                        service + ": its proof does not verify (" + invalid.reason() + ")",
                        null);
        };
    }

    /** A larger circuit would be satisfied too, at the verifier's cost. A smaller one cannot be: that the statement shows. */
    private void requireNoLarger(Tag tag, VerifiedToken<UserData> credential, SortedMap<Tag, Integer> classes)
            throws ProvingException {
        int needed = SizeClass.of(credential.jws().signedBytes().length).orElse(0);
        Integer used = classes.get(tag);
        if (used != null && used > needed) {
            throw new ProvingException(
                    RemoteFailure.LARGER_THAN_NEEDED,
                    "%s: its proof has room for %d blocks where the credential %s needs %d"
                            .formatted(service, used, tag, needed),
                    null);
        }
    }

    private VerifiedToken<ProofToken> attested(
            String token, ProofTask task, SortedMap<Tag, Es256PublicKey> issuers, Instant now) throws ProvingException {
        VerifiedToken<ProofToken> verified;
        try {
            verified = new TokenVerifier(KeyResolver.none()).verify(TokenReader.proof(token), signingKey);
        } catch (TokenException e) {
            throw refused(e);
        }
        ProofToken proof = verified.content();
        require("its key of the verifier", proof.dvrKey(), task.request().key());
        require("its keys of the issuers", proof.userDataKeys(), issuers);
        common(proof.title(), proof.id(), proof.dvrDigest(), task.request().content());
        Instant made = proof.timestamp();
        if (made.isBefore(task.timestamp().minus(SKEW)) || made.isAfter(now.plus(SKEW))) {
            throw other("its proof is dated " + made);
        }
        return verified;
    }

    private void common(String title, String id, String digest, DvrRequest request) throws ProvingException {
        require("its digest of the request", digest, request.digest());
        require("its title of the request", title, request.title());
        require("its id of the request", id, request.id());
    }

    private void require(String what, @Nullable Object found, @Nullable Object wanted) throws ProvingException {
        if (!Objects.equals(found, wanted)) {
            throw other(what + " is another than was asked for");
        }
    }

    private ProvingException other(String detail) {
        return new ProvingException(RemoteFailure.OTHER_REQUEST, service + ": " + detail, null);
    }

    private ProvingException refused(TokenException e) {
        return new ProvingException(RemoteFailure.TOKEN_REFUSED, service + ": " + e.getMessage(), e);
    }
}
