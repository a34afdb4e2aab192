package holdfast.demo.network;

import static holdfast.demo.network.Der.bitString;
import static holdfast.demo.network.Der.concat;
import static holdfast.demo.network.Der.element;
import static holdfast.demo.network.Der.extension;
import static holdfast.demo.network.Der.name;
import static holdfast.demo.network.Der.oid;
import static holdfast.demo.network.Der.sequence;
import static holdfast.demo.network.Der.time;
import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.service.ServerTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} that signs itself, lives for an hour, and is trusted by nobody but who is handed it.
 * It is written as {@link Der}.
 */
public final class DemoCertificate {
    public static final String HOST = "localhost";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final byte[] ECDSA_SHA256 = sequence(oid("2a8648ce3d040302"));

    private final PrivateKey key;
    private final X509Certificate certificate;

    private DemoCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** A new one. */
    public static DemoCertificate make(Instant now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] serial = new byte[16];
            random.nextBytes(serial);
            byte[] name = name("Holdfast demo");
            byte[] body = sequence(
                    element(0xA0, element(0x02, new byte[] {2})),
                    element(0x02, new BigInteger(1, serial).setBit(0).toByteArray()),
                    ECDSA_SHA256,
                    name,
                    sequence(time(now.minus(Duration.ofMinutes(5))), time(now.plus(LIFE))),
                    name,
                    pair.getPublic().getEncoded(),
                    element(0xA3, sequence(extensions())));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(body);
            byte[] der = sequence(body, ECDSA_SHA256, bitString(signature.sign(), 0));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new DemoCertificate(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks elliptic curves or X.509", e);
        }
    }

    /** An end entity, for signatures, for one host. */
    private static byte[] extensions() {
        byte[] digitalSignature = bitString(new byte[] {(byte) 0x80}, 7);
        return concat(
                extension("551d13", sequence()),
                extension("551d0f", digitalSignature),
                extension("551d11", sequence(element(0x82, HOST.getBytes(US_ASCII)))));
    }

    /** TLS of a server that shows it. */
    public SSLContext server() {
        return ServerTls.of(key, certificate);
    }

    /** Trusts it, and nothing else. */
    public KeyStore trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("demo", certificate);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime lacks PKCS#12", e);
        }
    }
}
