package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.SessionId;
import holdfast.token.Es256PublicKey;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.DigestMac;
import holdfast.zk.protocol.CheatingProver;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.transcript.Transcript;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The embedded prover without its checks: it proves the claims of a proof file from any private inputs, as if they satisfied the
 * circuits. For a request with one credential.
 */
final class DishonestProver {
    private final ProofTask task;
    private final ProofFile claims;
    private final RequestCircuits circuits;
    private final CheatingProver ofData;
    private final CheatingProver ofSignatures;
    private final ByteSource random;

    /**
     * @param claims everything of the file but the proof
     * @param compiled the circuits of these claims
     */
    DishonestProver(ProofTask task, ProofFile claims, Compiled compiled, ByteSource random) {
        this.task = task;
        this.claims = claims;
        this.random = random;
        circuits = compiled.circuits();
        ofData = prover(compiled.data());
        ofSignatures = prover(compiled.signatures());
    }

    private static CheatingProver prover(Compiled.One one) {
        return new CheatingProver(new SumcheckCircuit(one.circuit(), Workers.none()), Parameters.of(one.circuit()));
    }

    /** What the task's prover would use, with fresh pads of the tie. */
    Witness witness() {
        return witness(
                CredentialCircuits.Secrets.of(task.credentials().firstEntry().getValue(), random));
    }

    /** The same of another token or with other pads; public is what the claims say all the same. */
    Witness witness(CredentialCircuits.Secrets secrets) {
        Assignment data = circuits.data().assignment();
        Assignment signatures = circuits.signatures().assignment();
        circuits.assign(Map.of(Tag.NONE, secrets), EmbeddedVerifier.claims(claims), data, signatures);
        credential().assignKey(key(), signatures);
        return new Witness(secrets, data, signatures);
    }

    /** The inputs of both circuits. */
    record Witness(CredentialCircuits.Secrets secrets, Assignment data, Assignment signatures) {}

    private CredentialCircuits credential() {
        return circuits.credentials().firstEntry().getValue();
    }

    private Es256PublicKey key() {
        return task.credentials().firstEntry().getValue().key();
    }

    /** A proof of a witness. */
    ProofFile prove(Witness witness) {
        return prove(
                witness, witness.data().privateInputs(), witness.signatures().privateInputs(), 0);
    }

    /**
     * A proof with the ties' tags and the public inputs of a witness, and other private inputs.
     *
     * @param missingZeros how many of the zero bytes that end each statement in the transcript are left out
     */
    ProofFile prove(Witness witness, FieldArray privateData, FieldArray privateSignatures, long missingZeros) {
        CheatingProver.Committed first = ofData.commit(privateData, random);
        CheatingProver.Committed second = ofSignatures.commit(privateSignatures, random);
        Transcript transcript = transcript(first, second);
        DigestMac.Keys keys = DigestMac.Keys.draw(transcript);
        List<BigInteger> tags = witness.secrets().tags(keys);
        tie(witness, keys, tags);
        byte[] dataProof = ofData.encode(
                first.prove(witness.data().publicInputs(), privateData, transcript, ofData.terms() - missingZeros));
        byte[] signatureProof = ofSignatures.encode(second.prove(
                witness.signatures().publicInputs(),
                privateSignatures,
                transcript,
                ofSignatures.terms() - missingZeros));
        return claims.withProof(
                ProofBytes.write(new LinkedHashMap<>(Map.of(Tag.NONE, tags)), dataProof, signatureProof));
    }

    /** The keys of the tie that a commitment to these private inputs gives: this one, and no other to the same. */
    DigestMac.Keys keys(FieldArray privateData, FieldArray privateSignatures) {
        return DigestMac.Keys.draw(
                transcript(ofData.commit(privateData, random), ofSignatures.commit(privateSignatures, random)));
    }

    /** The public inputs of the tie, with the tags of a witness. */
    void tie(Witness witness, DigestMac.Keys keys, List<BigInteger> tags) {
        credential().assignTie(keys, tags, witness.data(), witness.signatures());
    }

    private Transcript transcript(CheatingProver.Committed first, CheatingProver.Committed second) {
        Transcript transcript =
                new Transcript(SessionId.of(task.request(), new TreeMap<>(Map.of(Tag.NONE, key())), claims));
        transcript.absorbBytes(first.root());
        transcript.absorbBytes(second.root());
        return transcript;
    }
}
