package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.SessionId;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.verification.Check;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An issuer, a holder and a verifier, with all that lies between signed data and an accepted proof. */
final class Proofs {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final String NONCE = "n-1";

    final SecureRandom random = new SecureRandom();
    final CircuitCache cache = new CircuitCache(3_000_000);
    final Es256PrivateKey issuer = Es256PrivateKey.generate(random);
    final Es256PrivateKey verifier = Es256PrivateKey.generate(random);

    VerifiedToken<DvrRequest> request(String query) throws TokenException {
        return request("A test", query, issuer.publicKey(), List.of(Tag.NONE));
    }

    VerifiedToken<DvrRequest> request(String title, String query, Es256PublicKey issuerKey, Iterable<Tag> tags)
            throws TokenException {
        SortedMap<Tag, UserDataRequest> data = new TreeMap<>();
        tags.forEach(tag -> data.put(tag, new UserDataRequest(null, issuerKey.twoLines())));
        return new TokenSigner(verifier, null, random)
                .request(new DvrRequest(
                        ProofSystem.LIBZK,
                        title,
                        "1",
                        ProofSystem.LANGUAGE_VERSION,
                        ProofSystem.methodVersion(),
                        query,
                        data,
                        verifier.publicKey().twoLines()));
    }

    ProofTask task(VerifiedToken<DvrRequest> request, String data) throws Exception {
        return task(request, Map.of(Tag.NONE, JsonReader.readObject(data, JsonLimits.STANDARD)));
    }

    ProofTask task(VerifiedToken<DvrRequest> request, Map<Tag, JsonObject> data) throws TokenException {
        SortedMap<Tag, VerifiedToken<UserData>> credentials = new TreeMap<>();
        for (Map.Entry<Tag, JsonObject> one : data.entrySet()) {
            credentials.put(one.getKey(), new TokenSigner(issuer, null, random).userData(one.getValue()));
        }
        return new ProofTask(request, credentials, TODAY, NOW, NONCE, null);
    }

    ProofFile prove(ProofTask task) throws ProvingException {
        return new EmbeddedProver(Runnable::run, 1, random, cache).prove(task, (stage, done) -> {}, () -> false);
    }

    Verdict verify(VerifiedToken<DvrRequest> request, ProofFile proof) {
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        request.content().userDataRequests().keySet().forEach(tag -> keys.put(tag, issuer.publicKey()));
        return verify(request, keys, proof);
    }

    private Verdict verify(VerifiedToken<DvrRequest> request, SortedMap<Tag, Es256PublicKey> keys, ProofFile proof) {
        return new EmbeddedVerifier(cache).verify(request, keys, proof, Progress.NONE, Workers.none());
    }

    /**
     * Why a file is not accepted, as {@code verify} finds out: {@code file:} and the reason, {@code proof:} and the reason, or the
     * names of the checks that fail before the proof is looked at. Empty if it is accepted.
     */
    String refusal(VerifiedToken<DvrRequest> request, byte[] file) throws TokenException {
        return refusal(request, file, NONCE);
    }

    String refusal(VerifiedToken<DvrRequest> request, byte[] file, @Nullable String nonce) throws TokenException {
        ProofFile proof;
        try {
            proof = ProofFileCodec.read(file);
        } catch (ProofFileException e) {
            return "file:" + e.reason().code();
        }
        Map<String, String> reached = new LinkedHashMap<>();
        StatementVerifier statements = (own, keys, claimed, cancelled) -> switch (verify(own, keys, claimed)) {
            case Verdict.Valid ignored ->
                new StatementVerifier.Result.Valid(HexFormat.of().formatHex(SessionId.of(own, keys, claimed)), "");
            case Verdict.Invalid invalid -> {
                reached.put("proof", invalid.reason().code());
                yield new StatementVerifier.Result.Invalid(invalid.reason().code(), invalid.detail());
            }
        };
        holdfast.verification.Verdict verdict = new ProofChecker(KeyResolver.none(), statements, null)
                .check(
                        TokenReader.request(request.compact()),
                        proof,
                        new Expectations(NOW, Duration.ofDays(3), nonce, null));
        if (verdict.accepted()) {
            return "";
        }
        String why = reached.get("proof");
        return why != null
                ? "proof:" + why
                : String.join(
                        ",",
                        verdict.checks().stream()
                                .filter(check -> !check.passed() && check.name() != Check.Name.PROOF)
                                .map(check -> check.name().code())
                                .toList());
    }
}
