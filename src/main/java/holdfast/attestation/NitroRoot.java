package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import holdfast.crypto.Hashes;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The certificate that every chain must begin with. It is pinned: what a document brings along is only compared. */
public final class NitroRoot {
    /**
     * {@code CN=aws.nitro-enclaves}, the root of the commercial partitions, valid from 2019-10-28 to 2049-10-28. Its
     * SHA-256 is published by the operator as 641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b.
     */
    private static final String AWS = """
            MIICETCCAZagAwIBAgIRAPkxdWgbkK/hHUbMtOTn+FYwCgYIKoZIzj0EAwMwSTELMAkGA1UEBhMC
            VVMxDzANBgNVBAoMBkFtYXpvbjEMMAoGA1UECwwDQVdTMRswGQYDVQQDDBJhd3Mubml0cm8tZW5j
            bGF2ZXMwHhcNMTkxMDI4MTMyODA1WhcNNDkxMDI4MTQyODA1WjBJMQswCQYDVQQGEwJVUzEPMA0G
            A1UECgwGQW1hem9uMQwwCgYDVQQLDANBV1MxGzAZBgNVBAMMEmF3cy5uaXRyby1lbmNsYXZlczB2
            MBAGByqGSM49AgEGBSuBBAAiA2IABPwCVOumCMHzaHDimtqQvkY4MpJzbolL//Zy2YlES1BR5TSk
            sfbb48C8WBoyt7F2Bw7eEtaaP+ohG2bnUs990d0JX28TcPQXCEPZ3BABIeTPYwEoCWZEh8l5YoQw
            TcU/9KNCMEAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUkCW1DdkFR+eWw5b6cp3PmanfS5Yw
            DgYDVR0PAQH/BAQDAgGGMAoGCCqGSM49BAMDA2kAMGYCMQCjfy+Rocm9Xue4YnwWmNJVA44fA0P5
            W2OpYow9OYCVRaEevL8uO1XYru5xtMPWrfMCMQCi85sWBbJwKKXdS6BptQFuZbT73o/gBh1qUxl/
            nNr12UO8Yfwr6wPLb+6NIwLz3/Y=
            """;

    private final X509Certificate certificate;

    private NitroRoot(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** The root of AWS Nitro Enclaves. */
    public static NitroRoot aws() {
        try {
            return ofDer(Base64.getMimeDecoder().decode(AWS));
        } catch (AttestationException e) {
            throw new IllegalStateException("the pinned certificate cannot be read", e);
        }
    }

    /**
     * Another root, for partitions that have their own, and for enclaves of one's own making.
     *
     * @throws AttestationException {@code CERTIFICATE_INVALID}
     */
    public static NitroRoot ofDer(byte[] der) throws AttestationException {
        X509Certificate certificate = CertificateChain.certificate(der);
        if (certificate.getBasicConstraints() < 0) {
            throw new AttestationException(Reason.CERTIFICATE_INVALID, "the root may not sign certificates");
        }
        return new NitroRoot(certificate);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of the certificate, lower-case hex. */
    public String fingerprint() {
        return Hashes.sha256Hex(CertificateChain.der(certificate));
    }
}
