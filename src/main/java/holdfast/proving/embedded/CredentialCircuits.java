package holdfast.proving.embedded;

import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.field.ByteSource;
import holdfast.zk.gadget.Base64Payload;
import holdfast.zk.gadget.DigestMac;
import holdfast.zk.gadget.DigestWords;
import holdfast.zk.gadget.EcdsaP256;
import holdfast.zk.gadget.Sha256Message;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One issuer-signed token in two circuits: its signing input, hash and payload in the one, the signature on the hash in the other,
 * and what ties the hashes together.
 */
final class CredentialCircuits {
    private final Sha256Message message;
    private final Base64Payload payload;
    private final DigestMac inData;
    private final DigestWords digest;
    private final EcdsaP256 signature;
    private final DigestMac inSignature;

    CredentialCircuits(Program data, Program signatures, String tag, int blocks) {
        try (Section _ = data.section("token " + tag)) {
            message = new Sha256Message(data, blocks);
            payload = new Base64Payload(data, message);
            inData = new DigestMac(data, message.digestWords());
        }
        try (Section _ = signatures.section("token " + tag)) {
            digest = new DigestWords(signatures);
            signature = new EcdsaP256(signatures, digest.number());
            inSignature = new DigestMac(signatures, digest.words());
        }
    }

    /** The payload where it stands, zeros around it. */
    Expr[] bytes() {
        Expr[] bytes = new Expr[payload.size()];
        Arrays.setAll(bytes, payload::payloadByte);
        return bytes;
    }

    /** The payload of a signing input as {@link #bytes} has it. */
    byte[] placed(byte[] signingInput, byte[] decoded) {
        byte[] bytes = new byte[payload.size()];
        System.arraycopy(decoded, 0, bytes, Base64Payload.start(signingInput), decoded.length);
        return bytes;
    }

    /** Sets the private inputs of both circuits and the key. */
    void assign(Secrets secrets, Assignment data, Assignment signatures) {
        message.assign(data, secrets.signingInput());
        payload.assign(data, secrets.signingInput());
        inData.assignPads(data, secrets.pads());
        digest.assign(signatures, secrets.digest());
        signature.assign(
                signatures,
                number(secrets.token().key().x()),
                number(secrets.token().key().y()),
                secrets.digest(),
                secrets.signatureHalf(0),
                secrets.signatureHalf(1));
        inSignature.assignPads(signatures, secrets.pads());
    }

    /** Sets the key, for a verifier. */
    void assignKey(Es256PublicKey key, Assignment signatures) {
        signature.assignKey(signatures, number(key.x()), number(key.y()));
    }

    /** Sets keys and tags of the tie. */
    void assignTie(DigestMac.Keys keys, List<BigInteger> tags, Assignment data, Assignment signatures) {
        inData.assignPublic(data, keys, tags);
        inSignature.assignPublic(signatures, keys, tags);
    }

    /** Which public inputs of the first circuit are the tie's keys. */
    List<Integer> keysInData() {
        return inData.keyNumbers();
    }

    /** Which public inputs of the second circuit are the tie's keys. */
    List<Integer> keysInSignatures() {
        return inSignature.keyNumbers();
    }

    private static BigInteger number(byte[] big) {
        return new BigInteger(1, big);
    }

    /**
     * What the prover knows of a token.
     *
     * @param pads one-time pads of the tie
     */
    record Secrets(VerifiedToken<?> token, List<BigInteger> pads) {
        Secrets {
            pads = List.copyOf(pads);
        }

        static Secrets of(VerifiedToken<?> token, ByteSource random) {
            return new Secrets(token, DigestMac.drawPads(random));
        }

        byte[] signingInput() {
            return token.jws().signedBytes();
        }

        byte[] payload() {
            return token.payload();
        }

        /** SHA-256 of the signing input. */
        byte[] digest() {
            return HexFormat.of().parseHex(token.signedDigest());
        }

        /** The half of the signature that is r, or s. */
        BigInteger signatureHalf(int half) {
            return number(Arrays.copyOfRange(token.jws().signature(), 32 * half, 32 * half + 32));
        }

        /** The tags of the tie under keys that were drawn. */
        List<BigInteger> tags(DigestMac.Keys keys) {
            return keys.tags(digest(), pads);
        }
    }
}
