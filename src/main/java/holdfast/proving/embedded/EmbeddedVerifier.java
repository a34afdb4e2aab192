package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.dvr.Value;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProvenOutput;
import holdfast.proving.SizeClass;
import holdfast.proving.embedded.Verdict.Invalid;
import holdfast.proving.embedded.Verdict.Reason;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.compiler.CircuitTooLargeException;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies issuer-proven proofs. The circuits are compiled from the verifier's own copy of the request; what a proof file claims is
 * compared with what follows from that, or enters the session that the proof is bound to.
 */
public final class EmbeddedVerifier {
    private final CircuitCache cache;

    public EmbeddedVerifier(CircuitCache cache) {
        this.cache = cache;
    }

    /**
     * Verifies a proof.
     *
     * @param issuerKeys the keys that the verifier resolved for the request's credentials
     * @throws java.util.concurrent.CancellationException if the workers are cancelled
     */
    public Verdict verify(
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            Progress progress,
            Workers workers) {
        try {
            Invalid invalid = claims(request, issuerKeys, proof);
            if (invalid != null) {
                return invalid;
            }
            Query query = Query.parse(request.content());
            Compiled compiled =
                    cache.get(query, proof.sizeClasses(), Shape.parse(proof.shape()), proof.branches(), workers);
            Invalid misfit = outputs(compiled.circuits(), proof);
            return misfit != null ? misfit : verify(compiled, request, issuerKeys, proof, progress, workers);
        } catch (QueryException e) {
            return new Invalid(Reason.REQUEST, e.problem().summary());
        } catch (UnfitException | CircuitTooLargeException e) {
            return new Invalid(Reason.STATEMENT, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Invalid claims(
            VerifiedToken<DvrRequest> request, SortedMap<Tag, Es256PublicKey> issuerKeys, ProofFile proof) {
        if (!request.content().zkvm().equals(ProofSystem.LIBZK)) {
            return new Invalid(
                    Reason.REQUEST,
                    "the request is for the proof system " + request.content().zkvm());
        }
        if (!proof.method().equals(ProofSystem.methodVersion())
                || !request.content().queryMethodVersion().equals(ProofSystem.methodVersion())) {
            return new Invalid(Reason.METHOD, "the circuits are of another version than this program's");
        }
        var tags = request.content().userDataRequests().keySet();
        if (!issuerKeys.keySet().equals(tags)) {
            return new Invalid(Reason.REQUEST, "not all keys of the request's credentials are known");
        }
        if (!proof.sizeClasses().keySet().equals(tags)
                || !proof.sizeClasses().values().stream().allMatch(SizeClass::exists)) {
            return new Invalid(Reason.SIZE_CLASS, "there is no such size class, or it is of no credential");
        }
        return null;
    }

    private static @Nullable Invalid outputs(RequestCircuits circuits, ProofFile proof) {
        List<String> claimed = proof.outputs().stream().map(ProvenOutput::key).toList();
        if (!claimed.equals(List.copyOf(circuits.outputs().keySet()))) {
            return new Invalid(Reason.OUTPUTS, "the outputs are not those of the query");
        }
        for (ProvenOutput output : proof.outputs()) {
            Wired wired = circuits.outputs().get(output.key());
            String why = wired == null ? "it is none" : OutputCircuit.fits(wired, output.value());
            if (why != null) {
                return new Invalid(Reason.OUTPUTS, "the output " + output.key() + ": " + why);
            }
        }
        return null;
    }

    private Verdict verify(
            Compiled compiled,
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            Progress progress,
            Workers workers) {
        if (!proof.parameters().equals(compiled.parameters())) {
            return new Invalid(
                    Reason.PARAMETERS,
                    "the parameters or circuits are not those that this request and size class have");
        }
        try {
            OpenedProof opened = OpenedProof.open(
                            new OpenedProof.Statement(request, issuerKeys, proof, compiled), progress, workers)
                    .orElse(null);
            if (opened == null) {
                return new Invalid(Reason.PROOF, "the proof ends early");
            }
            opened.verify();
            return new Verdict.Valid();
        } catch (ProofException e) {
            return new Invalid(Reason.PROOF, String.valueOf(e.getMessage()));
        }
    }

    /** What the public inputs are computed from. */
    static Claims claims(ProofFile proof) {
        Map<String, Value> outputs = new LinkedHashMap<>();
        proof.outputs().forEach(output -> outputs.put(output.key(), output.value()));
        return new Claims(proof.reference(), outputs);
    }
}
