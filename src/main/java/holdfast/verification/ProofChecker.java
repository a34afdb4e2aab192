package holdfast.verification;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.VerifiedToken;
import holdfast.verification.Check.Name;
import holdfast.verification.Verdict.ProvenBy;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks proofs against the verifier's own request. Every check is made and listed, passed or not, so that a refusal
 * says all that is wrong; the one expensive check, the proof itself, is made only when the cheap ones passed.
 */
public final class ProofChecker {
    private final KeyResolver keys;
    private final StatementVerifier statements;
    private final @Nullable ReplayCache replays;
    private final Set<String> methods;

    /**
     * @param keys finds the keys that a request names by address
     * @param statements checks the proof itself
     * @param replays remembers accepted proofs; null when no record is kept, which the verdict then says
     */
    public ProofChecker(KeyResolver keys, StatementVerifier statements, @Nullable ReplayCache replays) {
        this(keys, statements, replays, Set.of());
    }

    /** @param methods {@code query_method_ver} of services' programs that are accepted besides the known ones */
    public ProofChecker(
            KeyResolver keys, StatementVerifier statements, @Nullable ReplayCache replays, Set<String> methods) {
        this.keys = keys;
        this.statements = statements;
        this.replays = replays;
        this.methods = Set.copyOf(methods);
    }

    /**
     * Checks a proof of either kind.
     *
     * @param serviceKey the key of the service that the verifier trusts; null when it trusts none
     * @param cancelled asked often while a proof file's proof is checked
     * @throws java.util.concurrent.CancellationException when it was cancelled; nothing is remembered then
     */
    public Verdict check(
            UnverifiedToken<DvrRequest> request,
            GivenProof proof,
            @Nullable Es256PublicKey serviceKey,
            Expectations expected,
            BooleanSupplier cancelled) {
        return switch (proof) {
            case GivenProof.Proven(ProofFile file) -> check(request, file, expected, cancelled);
            case GivenProof.Attested(UnverifiedToken<ProofToken> token) ->
                checkAttested(request, token, serviceKey, expected);
        };
    }

    /** Checks a proof file to the end: issuer-proven when all is well. */
    public Verdict check(UnverifiedToken<DvrRequest> request, ProofFile proof, Expectations expected) {
        return check(request, proof, expected, () -> false);
    }

    /**
     * Checks a proof file: issuer-proven when all is well.
     *
     * @param cancelled asked often while the proof itself is checked
     * @throws java.util.concurrent.CancellationException when it was cancelled; nothing is remembered then
     */
    public Verdict check(
            UnverifiedToken<DvrRequest> request, ProofFile proof, Expectations expected, BooleanSupplier cancelled) {
        List<Check> checks = new ArrayList<>();
        VerifiedToken<DvrRequest> own = request(request, checks);
        if (own == null) {
            return new Verdict(ProvenBy.ISSUER_PROVEN, proof.outputs(), checks);
        }
        DvrRequest dvr = own.content();
        checks.add(Check.of(
                Name.PROOF_SYSTEM,
                dvr.zkvm().equals(ProofSystem.LIBZK),
                "the request asks for libzk",
                "the request asks for another proof system than libzk"));
        engine(checks, dvr);
        checks.add(Check.of(
                Name.METHOD,
                proof.method().equals(ProofSystem.methodVersion())
                        && dvr.queryMethodVersion().equals(ProofSystem.methodVersion()),
                "made with the circuits of this version",
                "made with, or asked for with, circuits of another version; use matching versions of the program"));
        request(checks, dvr, proof.dvrDigest(), proof.title(), proof.id());
        verifierKey(checks, own, proof.verifierKey());
        SortedMap<Tag, Es256PublicKey> issuers = issuerKeys(checks, dvr, proof.issuerKeys());
        date(checks, proof.reference(), expected);
        freshness(checks, proof.timestamp(), expected);
        checks.add(bound(Name.NONCE, expected.nonce(), proof.nonce()));
        checks.add(bound(Name.AUDIENCE, expected.audience(), proof.audience()));
        if (checks.stream().allMatch(Check::passed)) {
            proof(checks, own, issuers, proof, expected, cancelled);
        } else {
            checks.add(new Check(Name.PROOF, false, "not looked at, since a check above failed"));
        }
        return new Verdict(ProvenBy.ISSUER_PROVEN, proof.outputs(), checks);
    }

    /**
     * Checks a zkPass proof token as far as it can be: service-attested at best.
     *
     * @param serviceKey the key of the service that the verifier trusts; null when it trusts none
     */
    public Verdict checkAttested(
            UnverifiedToken<DvrRequest> request,
            UnverifiedToken<ProofToken> token,
            @Nullable Es256PublicKey serviceKey,
            Expectations expected) {
        List<Check> checks = new ArrayList<>();
        VerifiedToken<DvrRequest> own = request(request, checks);
        if (own == null) {
            return new Verdict(ProvenBy.SERVICE_ATTESTED, List.of(), checks);
        }
        VerifiedToken<ProofToken> signed = serviceSignature(checks, token, serviceKey);
        if (signed == null) {
            return new Verdict(ProvenBy.SERVICE_ATTESTED, List.of(), checks);
        }
        ProofToken proof = signed.content();
        attestedVersions(checks, own.content());
        request(checks, own.content(), proof.dvrDigest(), proof.title(), proof.id());
        verifierKey(checks, own, proof.dvrKey());
        issuerKeys(checks, own.content(), proof.userDataKeys());
        freshness(checks, proof.timestamp(), expected);
        // A zkPass proof binds neither; where the verifier counts on one, it must not pass.
        checks.add(bound(Name.NONCE, expected.nonce(), null));
        checks.add(bound(Name.AUDIENCE, expected.audience(), null));
        if (checks.stream().allMatch(Check::passed)) {
            checks.add(replay("attested:" + signed.signedDigest(), expected));
        }
        return new Verdict(ProvenBy.SERVICE_ATTESTED, List.of(), checks);
    }

    private @Nullable VerifiedToken<DvrRequest> request(UnverifiedToken<DvrRequest> request, List<Check> checks) {
        try {
            VerifiedToken<DvrRequest> own = new TokenVerifier(keys).verifyRequest(request);
            checks.add(new Check(
                    Name.REQUEST_SIGNATURE,
                    true,
                    "signed by the key " + own.key().fingerprint()));
            return own;
        } catch (TokenException e) {
            checks.add(new Check(Name.REQUEST_SIGNATURE, false, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static @Nullable VerifiedToken<ProofToken> serviceSignature(
            List<Check> checks, UnverifiedToken<ProofToken> token, @Nullable Es256PublicKey serviceKey) {
        if (serviceKey == null) {
            checks.add(new Check(
                    Name.SERVICE_SIGNATURE,
                    false,
                    "a proof of this kind is only as good as the service that signed it; name the service's key to accept"
                            + " it"));
            return null;
        }
        try {
            VerifiedToken<ProofToken> signed = new TokenVerifier(KeyResolver.none()).verify(token, serviceKey);
            checks.add(
                    new Check(Name.SERVICE_SIGNATURE, true, "signed by the service key " + serviceKey.fingerprint()));
            return signed;
        } catch (TokenException e) {
            checks.add(new Check(Name.SERVICE_SIGNATURE, false, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static void engine(List<Check> checks, DvrRequest dvr) {
        String version = dvr.queryEngineVersion();
        checks.add(Check.of(
                Name.ENGINE,
                version.equals(ProofSystem.LANGUAGE_VERSION),
                "the query language is version " + version,
                "the request is in version " + version + " of the query language; accepted is "
                        + ProofSystem.LANGUAGE_VERSION));
    }

    /** The service's token does not say what it ran; the request, which its digest names, does. */
    private void attestedVersions(List<Check> checks, DvrRequest dvr) {
        String zkvm = dvr.zkvm();
        checks.add(Check.of(
                Name.PROOF_SYSTEM,
                zkvm.equals(ProofSystem.R0) || zkvm.equals(ProofSystem.SP1),
                "the request asks for " + zkvm,
                "the request asks for " + zkvm + ", and this is only a service's word; accepted are r0 and sp1"));
        engine(checks, dvr);
        String method = dvr.queryMethodVersion();
        boolean known = methods.contains(method)
                || ProofSystem.methodVersion(zkvm).filter(method::equals).isPresent();
        checks.add(Check.of(
                Name.METHOD,
                known,
                "asked for with the program " + method,
                "asked for with the program " + method + ", which is not among those that are accepted"));
    }

    /** The digest names the request; title and id are copies of it that people read, and must be true copies. */
    private static void request(List<Check> checks, DvrRequest dvr, String digest, String title, String id) {
        boolean named = dvr.digest().equals(digest);
        boolean copied = dvr.title().equals(title) && dvr.id().equals(id);
        checks.add(Check.of(
                Name.REQUEST_DIGEST,
                named && copied,
                "made for this request",
                named
                        ? "repeats another title or id than the request has"
                        : "made for another request, with the digest " + digest));
    }

    private static void verifierKey(List<Check> checks, VerifiedToken<DvrRequest> own, Es256PublicKey claimed) {
        checks.add(Check.of(
                Name.VERIFIER_KEY,
                own.key().equals(claimed),
                "names the key that signed the request",
                "names another verifier's key, " + claimed.fingerprint()));
    }

    /** The issuers' keys by the request; what the proof names must be the same, also where the request gives a jku. */
    private SortedMap<Tag, Es256PublicKey> issuerKeys(
            List<Check> checks, DvrRequest dvr, SortedMap<Tag, Es256PublicKey> claimed) {
        SortedMap<Tag, Es256PublicKey> own = new TreeMap<>();
        dvr.userDataRequests().forEach((tag, data) -> {
            String whose = tag.isNone() ? "the issuer's key" : "the issuer's key for " + tag;
            try {
                Es256PublicKey key = keys.resolve(data.verifyingKey());
                own.put(tag, key);
                Es256PublicKey named = claimed.get(tag);
                checks.add(Check.of(
                        Name.ISSUER_KEY,
                        named != null && key.equals(named),
                        whose + " is " + key.fingerprint(),
                        "names another key than " + whose + " " + key.fingerprint()));
            } catch (TokenException e) {
                checks.add(new Check(Name.ISSUER_KEY, false, whose + " cannot be had: " + e.getMessage()));
            }
        });
        for (Tag tag : claimed.keySet()) {
            if (!dvr.userDataRequests().containsKey(tag)) {
                checks.add(new Check(
                        Name.ISSUER_KEY,
                        false,
                        "names a credential \"" + tag + "\" that the request does not ask for"));
            }
        }
        return own;
    }

    private static void date(List<Check> checks, LocalDate reference, Expectations expected) {
        LocalDate first = day(expected.now().minus(expected.maxAge()).minus(Expectations.SKEW));
        LocalDate last = day(expected.now().plus(Expectations.SKEW));
        String detail = reference + " counted as today";
        checks.add(Check.of(
                Name.DATE,
                !reference.isBefore(first) && !reference.isAfter(last),
                detail,
                detail + "; allowed is " + first + " to " + last));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void freshness(List<Check> checks, Instant made, Expectations expected) {
        boolean future = made.isAfter(expected.now().plus(Expectations.SKEW));
        boolean old = made.isBefore(expected.now().minus(expected.maxAge()).minus(Expectations.SKEW));
        String when = "dated " + made;
        if (future || old) {
            checks.add(new Check(
                    Name.FRESHNESS,
                    false,
                    when + (future ? ", which is in the future" : ", older than " + expected.maxAge() + " allows")));
        } else {
            checks.add(new Check(
                    Name.FRESHNESS,
                    true,
                    expected.nonce() == null
                            ? when + " by the holder; without a nonce the holder could have prepared it at any time"
                            : when + ", and bound to the nonce"));
        }
    }

    private static Check bound(Name name, @Nullable String expected, @Nullable String found) {
        String what = name == Name.NONCE ? "nonce" : "audience";
        if (Objects.equals(expected, found)) {
            return new Check(
                    name, true, expected == null ? "no " + what + " was asked for" : "the " + what + " agrees");
        }
        String detail;
        if (expected == null) {
            detail = "bound to " + (name == Name.NONCE ? "a nonce" : "an audience") + " that was not asked for";
        } else if (found == null) {
            detail = "not bound to the " + what + " that was asked for";
        } else {
            detail = "bound to another " + what;
        }
        return new Check(name, false, detail);
    }

    private void proof(
            List<Check> checks,
            VerifiedToken<DvrRequest> own,
            SortedMap<Tag, Es256PublicKey> issuers,
            ProofFile proof,
            Expectations expected,
            BooleanSupplier cancelled) {
        switch (statements.verify(own, issuers, proof, cancelled)) {
            case StatementVerifier.Result.Valid valid -> {
                checks.add(new Check(
                        Name.PROOF, true, "the issuer's signature, the data and the query hold inside the proof"));
                checks.add(replay(valid.sessionId() + ":" + valid.commitment(), expected));
            }
            case StatementVerifier.Result.Invalid invalid -> checks.add(new Check(Name.PROOF, false, invalid.detail()));
        }
    }

    private Check replay(String id, Expectations expected) {
        if (replays == null) {
            return new Check(Name.REPLAY, true, "not looked for: no record of earlier proofs is kept here");
        }
        Instant until = expected.now().plus(expected.maxAge()).plus(Expectations.SKEW.multipliedBy(2));
        try {
            return Check.of(
                    Name.REPLAY,
                    replays.add(id, until),
                    "not seen before",
                    "this very proof was accepted before; ask the holder for a new one");
        } catch (UncheckedIOException e) {
            return new Check(Name.REPLAY, false, e.getMessage() + "; what is not noted could be shown again");
        }
    }
}
