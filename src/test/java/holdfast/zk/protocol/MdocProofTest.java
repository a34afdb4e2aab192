package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitLimits;
import holdfast.zk.circuit.CircuitReader;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.transcript.Transcript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Version 6 of the reference's mdoc presentation: one circuit over GF(2^128) for the credential's hash and one over the P-256
 * field for its signatures, each with its own commitment, tied by MACs whose key is drawn when both roots are absorbed.
 */
class MdocProofTest {
    private static final String ID = "137e5a75ce72735a37c8a72da1a8a0a5df8d13365c2ae3d2c2bd6a0e7197c7c6";
    private static final int MACS = 6;
    private static final int MAC_BYTES = 16;
    private static final LigeroParameters HASH = new LigeroParameters(4, 128, 4096);
    private static final LigeroParameters SIGNATURE = new LigeroParameters(4, 128, 2945);
    private static final List<byte[]> ISSUER = List.of(
            HexFormat.of().parseHex("dc1c1f55cff4cd5c76cf4169278f7217667f86ee81d8669b63f2e19bc12a0c9f"),
            HexFormat.of().parseHex("12355dd0385fed3bc33bedc9781b9aad47b33e4c24704b8d14288b1b3cb45c28"));

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final Workers workers = Workers.of(threads, 2, () -> false);

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void theirProof_withItsStatement_isAccepted() throws Exception {
        acceptTheirsAndRefuseChanged();
    }

    /** Without a test around it, for a Java of its own. */
    void acceptTheirsAndRefuseChanged() throws Exception {
        List<Circuit> circuits = circuits();
        byte[] proof = Vectors.bytes(ZkVectors.MDOC + "v6_1attr_issue_date.proof");
        String json = Vectors.text(ZkVectors.MDOC + "v6_v7_1attr_issue_date.json");
        byte[] session = HexFormat.of().parseHex(json.replaceAll("(?s).*\"transcript\": \"([0-9a-f]+)\".*", "$1"));
        Shown shown = new Shown("issue_date", date("2024-03-15"), "2024-10-01T09:00:00Z", ISSUER);
        verify(circuits, proof, session, shown);
        refused(() -> verify(circuits, proof, session, shown.value(date("2024-03-16"))));
        refused(() -> verify(circuits, proof, session, shown.at("2024-10-01T09:00:01Z")));
        byte[] tag = proof.clone();
        tag[0] ^= 1;
        refused(() -> verify(circuits, tag, session, shown));
        byte[] other = session.clone();
        other[other.length - 1] ^= 1;
        refused(() -> verify(circuits, proof, other, shown));
        refused(() -> verify(circuits, proof, session, shown.by(ISSUER.reversed())));
    }

    /** A request to the reference's verifier service, with the proof in a DeviceResponse and the issuer's certificate. */
    @Test
    void proofOfTheServicesExample_withItsCertificate_isAccepted() throws Exception {
        String json = Vectors.text(ZkVectors.GOOGLE + "verifier-service/examples/post1.json");
        byte[] session = Base64.getDecoder().decode(member(json, "Transcript"));
        byte[] response = Base64.getDecoder().decode(member(json, "ZKDeviceResponseCBOR"));
        int proofAt = after(response, "eproof") + 5; // a byte string with 4 bytes of length
        int length = ByteBuffer.wrap(response, proofAt - 4, 4).getInt();
        byte[] proof = Arrays.copyOfRange(response, proofAt, proofAt + length);
        int certificateAt = after(response, "jmsoX5chain") + 3; // a byte string with 2 bytes of length
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(response, certificateAt, 4096));
        ECPoint point = ((ECPublicKey) certificate.getPublicKey()).getW();
        int timeAt = after(response, "itimestamp") + 2; // a tag, and a text of 20 bytes
        String now = new String(response, timeAt, 20, StandardCharsets.US_ASCII);
        assertThat(new String(response, StandardCharsets.ISO_8859_1)).contains("zkSystemIdx@" + ID);
        Shown shown = new Shown(
                "age_over_18",
                new byte[] {(byte) 0xf5},
                now,
                List.of(coordinate(point.getAffineX()), coordinate(point.getAffineY())));
        List<Circuit> circuits = circuits();
        verify(circuits, proof, session, shown);
        refused(() -> verify(circuits, proof, session, shown.value(new byte[] {(byte) 0xf4})));
    }

    private static String member(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static int after(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
        assertThat(at).isNotNegative();
        return at + text.length();
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = new byte[32];
        byte[] signed = value.toByteArray();
        int n = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - n, bytes, 32 - n, n);
        return bytes;
    }

    private static byte[] date(String text) {
        ByteArrayOutputStream cbor = new ByteArrayOutputStream();
        cbor.writeBytes(new byte[] {(byte) 0xd9, 0x03, (byte) 0xec});
        text(cbor, text);
        return cbor.toByteArray();
    }

    /** What the presentation shows: an attribute, the time, and who signed. */
    private static final class Shown {
        private final String attribute;
        private final byte[] value;
        private final String now;
        private final List<byte[]> issuer;

        Shown(String attribute, byte[] value, String now, List<byte[]> issuer) {
            this.attribute = attribute;
            this.value = value;
            this.now = now;
            this.issuer = issuer;
        }

        Shown value(byte[] other) {
            return new Shown(attribute, other, now, issuer);
        }

        Shown at(String other) {
            return new Shown(attribute, value, other, issuer);
        }

        Shown by(List<byte[]> other) {
            return new Shown(attribute, value, now, other);
        }
    }

    @Test
    void theirWitnesses_committedWithTheirGenerator_giveTheirRoots() throws Exception {
        List<Circuit> circuits = circuits();
        FieldArray hashInputs = inputs(circuits.get(1), "_hash_witness.bin");
        FieldArray signatureInputs = inputs(circuits.get(0), "_sig_witness.bin");
        byte[] proof = Vectors.bytes(ZkVectors.GOOGLE + "mdoc-one/" + ID + ".bin");
        CircuitProver hash = prover(circuits.get(1), HASH);
        CircuitProver signature = prover(circuits.get(0), SIGNATURE);
        ByteSource random = ZkVectors.congruence(42, 1, 56);
        random.fill(new byte[MACS * MAC_BYTES], 0, MACS * MAC_BYTES); // the prover's halves of the MAC keys
        CircuitProver.Committed hashCommitted =
                hash.commit(hashInputs.slice(circuits.get(1).publicInputs()), random);
        CircuitProver.Committed signatureCommitted =
                signature.commit(signatureInputs.slice(circuits.get(0).publicInputs()), random);
        assertThat(hashCommitted.root()).isEqualTo(Arrays.copyOfRange(proof, MACS * MAC_BYTES, MACS * MAC_BYTES + 32));

        // Our own proof about the same two statements, over one transcript.
        Transcript proving = new Transcript(new byte[] {1});
        proving.absorbBytes(hashCommitted.root());
        proving.absorbBytes(signatureCommitted.root());
        Transcript verifying = proving.fork();
        FieldArray hashPublic = hashInputs.slice(0, circuits.get(1).publicInputs());
        FieldArray signaturePublic = signatureInputs.slice(0, circuits.get(0).publicInputs());
        CircuitProof hashProof = hashCommitted.prove(hashPublic, proving);
        CircuitProof signatureProof = signatureCommitted.prove(signaturePublic, proving);
        CircuitVerifier hashVerifier = new CircuitVerifier(circuits.get(1), HASH, workers, Progress.NONE);
        CircuitVerifier signatureVerifier = new CircuitVerifier(circuits.get(0), SIGNATURE, workers, Progress.NONE);
        hashVerifier.verify(hashProof, hashPublic, verifying);
        signatureVerifier.verify(signatureProof, signaturePublic, verifying);
    }

    private CircuitProver prover(Circuit circuit, LigeroParameters parameters) {
        return new CircuitProver(new SumcheckCircuit(circuit, workers), parameters, workers, Progress.NONE);
    }

    private static FieldArray inputs(Circuit circuit, String suffix) {
        return ZkVectors.elements(circuit.field(), Vectors.bytes(ZkVectors.GOOGLE + "mdoc-one/" + ID + suffix));
    }

    private void refused(ThrowingCallable call) {
        assertThatExceptionOfType(ProofException.class)
                .isThrownBy(call)
                .extracting(ProofException::reason)
                .isEqualTo(ProofException.Reason.COLUMN_NOT_COMMITTED);
    }

    private static List<Circuit> circuits() throws Exception {
        try (InputStream in = ZkVectors.stream(ZkVectors.MDOC + "6_1_" + ID)) {
            return new CircuitReader(CircuitLimits.UNTRUSTED).readAll(in, 2);
        }
    }

    private void verify(List<Circuit> circuits, byte[] proof, byte[] session, Shown shown) throws Exception {
        CircuitVerifier hash = new CircuitVerifier(circuits.get(1), HASH, workers, Progress.NONE);
        CircuitVerifier signature = new CircuitVerifier(circuits.get(0), SIGNATURE, workers, Progress.NONE);
        CircuitVerifier.Unverified hashProof = hash.read(proof, MACS * MAC_BYTES);
        CircuitVerifier.Unverified signatureProof = signature.read(proof, hashProof.end());
        CircuitVerifier.noMore(proof, signatureProof.end());
        Transcript transcript = new Transcript(session);
        transcript.absorbBytes(hashProof.proof().root());
        transcript.absorbBytes(signatureProof.proof().root());
        byte[] macs = Arrays.copyOf(proof, MACS * MAC_BYTES);
        byte[] key = new byte[MAC_BYTES];
        transcript.fill(key, 0, key.length);
        hash.verify(hashProof.proof(), hashStatement(circuits.get(1), shown, macs, key), transcript);
        signature.verify(
                signatureProof.proof(),
                signatureStatement(circuits.get(0), session, shown.issuer, macs, key),
                transcript);
    }

    /** 1, the attribute's CBOR in 96 bytes and its length, the time — bit by bit — and the MACs and their key. */
    private static FieldArray hashStatement(Circuit circuit, Shown shown, byte[] macs, byte[] key) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, shown.attribute);
        text(attribute, "elementValue");
        attribute.writeBytes(shown.value);
        List<Element> statement = new ArrayList<>(List.of(Element.ONE));
        bits(statement, Arrays.copyOf(attribute.toByteArray(), 96));
        bits(statement, new byte[] {(byte) attribute.size()});
        bits(statement, shown.now.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < MACS; i++) {
            statement.add(element(circuit.field(), macs, i * MAC_BYTES));
        }
        statement.add(element(circuit.field(), key, 0));
        return array(circuit.field(), statement);
    }

    /** 1, the issuer's key, the hash of what the device signed, and bit by bit the MACs and their key. */
    private static FieldArray signatureStatement(
            Circuit circuit, byte[] session, List<byte[]> issuer, byte[] macs, byte[] key) throws Exception {
        Field field = circuit.field();
        List<Element> statement = new ArrayList<>(List.of(Element.ONE));
        statement.add(number(field, issuer.get(0)));
        statement.add(number(field, issuer.get(1)));
        statement.add(number(field, MessageDigest.getInstance("SHA-256").digest(signedByDevice(session))));
        bits(statement, macs);
        bits(statement, key);
        return array(field, statement);
    }

    /** The COSE Sig_structure over DeviceAuthentication. */
    private static byte[] signedByDevice(byte[] session) {
        ByteArrayOutputStream authentication = new ByteArrayOutputStream();
        authentication.write(0x84);
        text(authentication, "DeviceAuthentication");
        authentication.writeBytes(session);
        text(authentication, "org.iso.18013.5.1.mDL");
        authentication.writeBytes(new byte[] {(byte) 0xd8, 0x18, 0x41, (byte) 0xa0});
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(new byte[] {(byte) 0xd8, 0x18});
        head(payload, 0x40, authentication.size());
        payload.writeBytes(authentication.toByteArray());
        ByteArrayOutputStream structure = new ByteArrayOutputStream();
        structure.write(0x84);
        text(structure, "Signature1");
        structure.writeBytes(new byte[] {0x43, (byte) 0xa1, 0x01, 0x26, 0x40});
        head(structure, 0x40, payload.size());
        structure.writeBytes(payload.toByteArray());
        return structure.toByteArray();
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        head(cbor, 0x60, text.length());
        cbor.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void head(ByteArrayOutputStream cbor, int type, int length) {
        if (length < 24) {
            cbor.write(type + length);
        } else if (length < 256) {
            cbor.writeBytes(new byte[] {(byte) (type + 24), (byte) length});
        } else {
            cbor.writeBytes(new byte[] {(byte) (type + 25), (byte) (length >> 8), (byte) length});
        }
    }

    private static void bits(List<Element> target, byte[] bytes) {
        for (byte b : bytes) {
            for (int i = 0; i < 8; i++) {
                target.add(((b >> i) & 1) == 1 ? Element.ONE : Element.ZERO);
            }
        }
    }

    private static Element number(Field field, byte[] bigEndian) {
        byte[] little = new byte[bigEndian.length];
        for (int i = 0; i < little.length; i++) {
            little[i] = bigEndian[little.length - 1 - i];
        }
        return element(field, little, 0);
    }

    private static Element element(Field field, byte[] bytes, int offset) {
        Element e = field.fromBytes(bytes, offset);
        if (e == null) {
            throw new AssertionError("above the modulus");
        }
        return e;
    }

    private static FieldArray array(Field field, List<Element> elements) {
        FieldArray array = field.newArray(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            field.set(array, i, elements.get(i));
        }
        return array;
    }
}
