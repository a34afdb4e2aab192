package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CircuitProver;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Both circuits of a signed message, proven and verified over one transcript, as a statement uses them. */
class SignedMessageProofTest {
    private static final byte[] SEED = "signed message".getBytes(StandardCharsets.UTF_8);
    private static final LigeroParameters PARAMETERS = new LigeroParameters(7, 20, 0);

    private final Program hashing = new Program(Fields.fp128());
    private final Sha256Message sha = new Sha256Message(hashing, 1);
    private final Base64Payload payload = new Base64Payload(hashing, sha);
    private final DigestMac hashingTie = new DigestMac(hashing, sha.digestWords());
    private final Program signing = new Program(Fields.p256());
    private final DigestWords digest = new DigestWords(signing);
    private final EcdsaP256 ecdsa = new EcdsaP256(signing, digest.number());
    private final DigestMac signingTie = new DigestMac(signing, digest.words());
    private final SumcheckCircuit hashingCircuit =
            new SumcheckCircuit(hashing.compile().circuit(), Workers.none());
    private final SumcheckCircuit signingCircuit =
            new SumcheckCircuit(signing.compile().circuit(), Workers.none());

    private static ByteSource random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) random.nextInt();
            }
        };
    }

    private record Proof(List<Byte> hashing, List<Byte> signing, List<BigInteger> tags) {}

    private static List<Byte> list(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }

    private static byte[] array(List<Byte> bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes.forEach(out::write);
        return out.toByteArray();
    }

    private Proof prove(byte[] hashed, byte[] signed, ECPublicKey key, byte[] rs) throws Exception {
        Assignment left = hashing.assignment();
        sha.assign(left, hashed);
        payload.assign(left, hashed);
        Assignment right = signing.assignment();
        byte[] signedDigest = MessageDigest.getInstance("SHA-256").digest(signed);
        digest.assign(right, signedDigest);
        ecdsa.assign(
                right,
                key.getW().getAffineX(),
                key.getW().getAffineY(),
                signedDigest,
                new BigInteger(1, Arrays.copyOf(rs, 32)),
                new BigInteger(1, Arrays.copyOfRange(rs, 32, 64)));
        List<BigInteger> pads = DigestMac.drawPads(random(3));
        hashingTie.assignPads(left, pads);
        signingTie.assignPads(right, pads);
        CircuitProver leftProver = new CircuitProver(hashingCircuit, PARAMETERS, Workers.none(), Progress.NONE);
        CircuitProver rightProver = new CircuitProver(signingCircuit, PARAMETERS, Workers.none(), Progress.NONE);
        var leftCommitted = leftProver.commit(left.privateInputs(), random(1));
        var rightCommitted = rightProver.commit(right.privateInputs(), random(2));
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(leftCommitted.root());
        transcript.absorbBytes(rightCommitted.root());
        DigestMac.Keys keys = DigestMac.Keys.draw(transcript);
        List<BigInteger> tags = keys.tags(signedDigest, pads);
        hashingTie.assignPublic(left, keys, tags);
        signingTie.assignPublic(right, keys, tags);
        byte[] leftProof = leftProver.encode(leftCommitted.prove(left.publicInputs(), transcript));
        byte[] rightProof = rightProver.encode(rightCommitted.prove(right.publicInputs(), transcript));
        return new Proof(list(leftProof), list(rightProof), tags);
    }

    private void verify(Proof proof, BigInteger x, BigInteger y, List<BigInteger> tags) throws ProofException {
        CircuitVerifier leftVerifier =
                new CircuitVerifier(hashingCircuit.circuit(), PARAMETERS, Workers.none(), Progress.NONE);
        CircuitVerifier rightVerifier =
                new CircuitVerifier(signingCircuit.circuit(), PARAMETERS, Workers.none(), Progress.NONE);
        var leftRead = leftVerifier.read(array(proof.hashing()), 0);
        var rightRead = rightVerifier.read(array(proof.signing()), 0);
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(leftRead.proof().root());
        transcript.absorbBytes(rightRead.proof().root());
        DigestMac.Keys keys = DigestMac.Keys.draw(transcript);
        Assignment left = hashing.assignment();
        Assignment right = signing.assignment();
        hashingTie.assignPublic(left, keys, tags);
        signingTie.assignPublic(right, keys, tags);
        ecdsa.assignKey(right, x, y);
        leftVerifier.verify(leftRead.proof(), left.publicInputs(), transcript);
        rightVerifier.verify(rightRead.proof(), right.publicInputs(), transcript);
    }

    @Test
    void signedMessage_provenOverOneTranscript_onlyAsItIs() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] message = "eyJ9.eyJhIjoxfQ".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update(message);
        byte[] rs = signer.sign();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        Proof proof = prove(message, message, key, rs);
        verify(proof, x, y, proof.tags());

        List<BigInteger> otherTags =
                List.of(proof.tags().get(0), proof.tags().get(1).flipBit(0));
        assertThrows(ProofException.class, () -> verify(proof, x, y, otherTags));
        assertThrows(ProofException.class, () -> verify(proof, x, Curve.P.subtract(y), proof.tags()));
        byte[] other = "eyJ9.eyJhIjoyfQ".getBytes(StandardCharsets.US_ASCII);
        Exception refused = assertThrows(Exception.class, () -> prove(other, message, key, rs));
        assertEquals("UnsatisfiedException", refused.getClass().getSimpleName());
    }
}
