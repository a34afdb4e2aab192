package holdfast.testing;

import static holdfast.demo.network.Der.bitString;
import static holdfast.demo.network.Der.element;
import static holdfast.demo.network.Der.extension;
import static holdfast.demo.network.Der.name;
import static holdfast.demo.network.Der.oid;
import static holdfast.demo.network.Der.sequence;
import static holdfast.demo.network.Der.time;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Certificates for tests, written as DER by hand. */
public final class TestCertificates {
    public static final int DIGITAL_SIGNATURE = 0x80;
    public static final int KEY_CERT_SIGN = 0x04;

    private TestCertificates() {}

    /** A certificate with its key pair. */
    public record Issued(KeyPair keys, X509Certificate certificate, String name) {
        public byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * What to issue.
     *
     * @param curve {@code secp256r1} or {@code secp384r1}
     * @param pathLength -2 for an end entity, -1 for an authority without limit
     * @param hosts names and addresses it serves TLS for
     */
    public record Spec(
            String name, String curve, Instant from, Instant until, int pathLength, int keyUsage, List<String> hosts) {

        public static Spec authority(String name, String curve, Instant from, Instant until, int pathLength) {
            return new Spec(name, curve, from, until, pathLength, KEY_CERT_SIGN, List.of());
        }

        public static Spec endEntity(String name, String curve, Instant from, Instant until, String... hosts) {
            return new Spec(name, curve, from, until, -2, DIGITAL_SIGNATURE, List.of(hosts));
        }
    }

    public static Issued selfSigned(Spec spec) {
        KeyPair keys = keyPair(spec.curve());
        return issue(spec, keys, spec.name(), keys);
    }

    public static Issued issue(Spec spec, Issued by) {
        return issue(spec, keyPair(spec.curve()), by.name(), by.keys());
    }

    public static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issued issue(Spec spec, KeyPair keys, String issuer, KeyPair issuerKeys) {
        // A SubjectPublicKeyInfo has 120 bytes on P-384 and 91 on P-256.
        boolean p384 = issuerKeys.getPublic().getEncoded().length > 100;
        byte[] algorithm = sequence(oid(p384 ? "2a8648ce3d040303" : "2a8648ce3d040302"));
        byte[] body = sequence(
                element(0xA0, integer(2)),
                integer(1 + Math.abs((long) spec.name().hashCode())),
                algorithm,
                name(issuer),
                sequence(time(spec.from()), time(spec.until())),
                name(spec.name()),
                keys.getPublic().getEncoded(),
                element(0xA3, sequence(extensions(spec))));
        try {
            Signature signer = Signature.getInstance(p384 ? "SHA384withECDSA" : "SHA256withECDSA");
            signer.initSign(issuerKeys.getPrivate());
            signer.update(body);
            byte[] der = sequence(body, algorithm, bitString(signer.sign(), 0));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Issued(keys, certificate, spec.name());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[][] extensions(Spec spec) {
        List<byte[]> extensions = new ArrayList<>();
        byte[] isAuthority = element(0x01, new byte[] {(byte) 0xFF});
        byte[] constraints = spec.pathLength() == -2
                ? sequence()
                : spec.pathLength() == -1 ? sequence(isAuthority) : sequence(isAuthority, integer(spec.pathLength()));
        extensions.add(extension("551d13", constraints));
        extensions.add(extension(
                "551d0f",
                bitString(
                        new byte[] {(byte) spec.keyUsage()},
                        spec.keyUsage() == 0 ? 0 : Integer.numberOfTrailingZeros(spec.keyUsage()))));
        if (!spec.hosts().isEmpty()) {
            byte[][] names = spec.hosts().stream()
                    .map(host -> host.matches("[0-9.]+")
                            ? element(0x87, address(host))
                            : element(0x82, host.getBytes(StandardCharsets.US_ASCII)))
                    .toArray(byte[][]::new);
            extensions.add(extension("551d11", sequence(names)));
        }
        return extensions.toArray(byte[][]::new);
    }

    private static byte[] address(String dotted) {
        byte[] address = new byte[4];
        String[] parts = dotted.split("\\.");
        for (int i = 0; i < 4; i++) {
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    private static byte[] integer(long value) {
        return element(0x02, BigInteger.valueOf(value).toByteArray());
    }
}
