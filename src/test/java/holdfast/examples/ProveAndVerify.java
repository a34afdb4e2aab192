package holdfast.examples;

import holdfast.app.EmbeddedEngines;
import holdfast.cli.Engines;
import holdfast.credential.Tag;
import holdfast.dvr.Evaluation;
import holdfast.dvr.UserDataRequest;
import holdfast.issuing.Issuer;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.TokenVerifier;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.RequestAuthor;
import holdfast.verification.Verdict;
import holdfast.wallet.Presentation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** The example of docs/INTEGRATE.md: the three roles in one program, each only with what the others hand to it. */
final class ProveAndVerify {
    private final SecureRandom random;
    private final Instant now;
    private final Engines engines;

    ProveAndVerify(SecureRandom random, Clock clock) {
        this.random = random;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        this.engines = EmbeddedEngines.of(random);
    }

    // issuer
    /** Signs a person's data. What comes out is text: a user data token. */
    String issue(Es256PrivateKey bank) throws Exception {
        JsonObject data = JsonReader.readObject("""
                {"name": "Sari", "_name_zkpass_public_": true, "dateOfBirth": "17/08/1994"}""", JsonLimits.STANDARD);
        return new Issuer(new TokenSigner(bank, null, random)).issue(data).compact();
    }

    // verifier asks
    /** Signs a question that names the issuer's key. What comes out is text: a DVR token. */
    String ask(Es256PrivateKey shop, Es256PrivateKey bank) throws Exception {
        String query = """
                [{"assign": {"adult": {">=": [{"get_age": [{"dvar": "dateOfBirth"}, "DD/MM/YYYY"]}, 21]}}},
                 {"output": {"result": {"lvar": "adult"}}},
                 {"output": {"name": {"dvar": "name"}}}]""";
        UserDataRequest from = new UserDataRequest(null, bank.publicKey().twoLines());
        return new RequestAuthor(shop.publicKey(), new TokenSigner(shop, null, random))
                .sign(new RequestAuthor.Draft(
                        ProofSystem.LIBZK, "Over 21", "r-1", query, new TreeMap<>(Map.of(Tag.NONE, from))))
                .compact();
    }

    // holder
    /** Verifies both texts, looks at what would be told, proves, and searches the proof for what must not be in it. */
    byte[] prove(String request, String credential, String nonce) throws Exception {
        Presentation presentation = Presentation.of(
                new TokenVerifier(KeyResolver.none()),
                TokenReader.request(request),
                Map.of(Tag.NONE, TokenReader.userData(credential)));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!(presentation.evaluate(today) instanceof Evaluation.Evaluated answer) || !answer.satisfied()) {
            throw new IllegalStateException("this data does not satisfy the request");
        }
        ProofTask task =
                new ProofTask(presentation.request(), presentation.credentials(), today, now, nonce, "shop.example");
        ProofFile proof = engines.prover().get().prove(task, (stage, done) -> {}, () -> false);
        if (!LeakScanner.scan(proof, presentation.data()).clean()) {
            throw new IllegalStateException("private data would be in the proof");
        }
        return ProofFileCodec.write(proof);
    }

    // verifier checks
    /** Has its own request, the nonce it gave out, and the holder's bytes. */
    Verdict check(String request, byte[] proof, String nonce) throws Exception {
        ProofChecker checker =
                new ProofChecker(KeyResolver.none(), engines.verifier().get(), null);
        return checker.check(
                TokenReader.request(request),
                ProofFileCodec.read(proof),
                new Expectations(now, Expectations.DEFAULT_MAX_AGE, nonce, "shop.example"));
    }
    // end
}
