package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.proving.SessionId;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.DigestMac;
import holdfast.zk.protocol.CircuitProof;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.transcript.Transcript;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** A proof taken apart, with everything that a verifier computes to check it: nothing of it is believed yet. */
final class OpenedProof {
    private final CircuitVerifier ofData;
    private final CircuitVerifier ofSignatures;
    private final CircuitProof dataProof;
    private final CircuitProof signatureProof;
    private final int start;
    private final Transcript transcript;
    private final FieldArray dataInputs;
    private final FieldArray signatureInputs;

    private OpenedProof(
            Statement statement,
            SortedMap<Tag, List<BigInteger>> tags,
            byte[] bytes,
            Progress progress,
            Workers workers)
            throws ProofException {
        ofData = statement.compiled().data().verifier(workers, progress);
        ofSignatures = statement.compiled().signatures().verifier(workers, progress);
        start = ProofBytes.tagBytes(tags.size());
        CircuitVerifier.Unverified first = ofData.read(bytes, start);
        CircuitVerifier.Unverified second = ofSignatures.read(bytes, first.end());
        CircuitVerifier.noMore(bytes, second.end());
        dataProof = first.proof();
        signatureProof = second.proof();
        transcript = new Transcript(SessionId.of(statement.request(), statement.issuerKeys(), statement.proof()));
        transcript.absorbBytes(dataProof.root());
        transcript.absorbBytes(signatureProof.root());
        RequestCircuits circuits = statement.compiled().circuits();
        Assignment data = circuits.data().assignment();
        Assignment signatures = circuits.signatures().assignment();
        circuits.assignClaims(EmbeddedVerifier.claims(statement.proof()), data);
        circuits.credentials().forEach((tag, credential) -> {
            credential.assignKey(of(statement.issuerKeys(), tag), signatures);
            credential.assignTie(DigestMac.Keys.draw(transcript), of(tags, tag), data, signatures);
        });
        dataInputs = data.publicInputs();
        signatureInputs = signatures.publicInputs();
    }

    /** What is claimed, with the circuits that follow from it. */
    record Statement(
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            Compiled compiled) {}

    /**
     * Opens a proof.
     *
     * @return empty if the ties' tags are not there
     * @throws ProofException if it has not the form that circuits and parameters give
     */
    static Optional<OpenedProof> open(Statement statement, Progress progress, Workers workers) throws ProofException {
        byte[] bytes = statement.proof().zkproof().toArray();
        SortedMap<Tag, List<BigInteger>> tags = ProofBytes.readTags(
                        bytes, new TreeSet<>(statement.issuerKeys().keySet()))
                .orElse(null);
        return tags == null
                ? Optional.empty()
                : Optional.of(new OpenedProof(statement, tags, bytes, progress, workers));
    }

    /** Verifies both circuits; once. */
    void verify() throws ProofException {
        ofData.verify(dataProof, dataInputs, transcript);
        ofSignatures.verify(signatureProof, signatureInputs, transcript);
    }

    /** Where in the bytes the two proofs begin, behind the tags. */
    int start() {
        return start;
    }

    /** Public inputs of the first circuit. */
    FieldArray dataInputs() {
        return dataInputs;
    }

    /** Public inputs of the second circuit. */
    FieldArray signatureInputs() {
        return signatureInputs;
    }

    private static <T> T of(Map<Tag, T> map, Tag tag) {
        T value = map.get(tag);
        if (value == null) {
            throw new IllegalArgumentException("nothing is given for the credential " + tag);
        }
        return value;
    }
}
