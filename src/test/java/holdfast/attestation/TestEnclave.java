package holdfast.attestation;

import holdfast.testing.TestCertificates;
import holdfast.testing.TestCertificates.Issued;
import holdfast.testing.TestCertificates.Spec;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An enclave platform of our own: a root, a chain, and documents in which each field can be changed. */
public final class TestEnclave {
    private static final String CURVE = "secp384r1";
    private static final byte[] PROTECTED = HexFormat.of().parseHex("a1013822");

    final Issued root;
    final Issued middle;
    final Issued signer;
    private final Instant now;

    public TestEnclave(Instant now) {
        this.now = now;
        Instant from = now.minus(Duration.ofHours(1));
        Instant until = now.plus(Duration.ofHours(3));
        root = TestCertificates.selfSigned(Spec.authority("test root", CURVE, from, until, -1));
        middle = TestCertificates.issue(Spec.authority("test middle", CURVE, from, until, 0), root);
        signer = TestCertificates.issue(Spec.endEntity("test signer", CURVE, from, until), middle);
    }

    public NitroRoot root() {
        try {
            return NitroRoot.ofDer(root.der());
        } catch (AttestationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Measurements measurements() {
        return new Measurements("11".repeat(48), "22".repeat(48), "33".repeat(48));
    }

    /** A document in good order. */
    public byte[] document(byte[] nonce, byte[] encryptionKey) {
        return sign(map(fields(nonce, encryptionKey)));
    }

    /** The fields of a document in good order, each as CBOR by name. */
    Map<String, byte[]> fields(byte[] nonce, byte[] encryptionKey) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        fields.put("module_id", CborWriter.text("i-0-enc0"));
        fields.put("digest", CborWriter.text("SHA384"));
        fields.put("timestamp", CborWriter.number(now.toEpochMilli()));
        fields.put(
                "pcrs",
                pcrs(
                        measurements().pcr0(),
                        measurements().pcr1(),
                        measurements().pcr2()));
        fields.put("certificate", CborWriter.bytes(signer.der()));
        fields.put("cabundle", CborWriter.array(CborWriter.bytes(root.der()), CborWriter.bytes(middle.der())));
        fields.put("public_key", CborWriter.bytes(encryptionKey));
        fields.put("user_data", CborWriter.nil());
        fields.put("nonce", CborWriter.bytes(nonce));
        return fields;
    }

    static byte[] pcrs(String... hex) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < hex.length; i++) {
            entries.add(CborWriter.number(i));
            entries.add(CborWriter.bytes(HexFormat.of().parseHex(hex[i])));
        }
        return CborWriter.map(entries.toArray(byte[][]::new));
    }

    static byte[] map(Map<String, byte[]> fields) {
        return CborWriter.map(flat(fields));
    }

    static byte[][] flat(Map<String, byte[]> fields) {
        List<byte[]> flat = new ArrayList<>();
        fields.forEach((name, value) -> {
            flat.add(CborWriter.text(name));
            flat.add(value);
        });
        return flat.toArray(byte[][]::new);
    }

    byte[] sign(byte[] payload) {
        return sign(payload, signer.keys());
    }

    static byte[] sign(byte[] payload, KeyPair keys) {
        return CborWriter.array(
                CborWriter.bytes(PROTECTED),
                CborWriter.map(),
                CborWriter.bytes(payload),
                CborWriter.bytes(signature(CoseSign1.signedBytes(PROTECTED, payload), keys)));
    }

    static byte[] signature(byte[] message, KeyPair keys) {
        try {
            Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
