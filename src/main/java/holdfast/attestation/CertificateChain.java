package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The signer's certificate and those that lead to it from the root. Revocation is not asked for: the lists are on the
 * network, the certificates live for hours, and the operator's own instructions leave it out.
 */
final class CertificateChain {
    private static final String ECDSA_WITH_SHA384 = "1.2.840.10045.4.3.3";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    /** From the signer up to the certificate below the root, as the platform wants them. */
    private final List<X509Certificate> path;

    private final byte[] root;
    private final ECPublicKey signerKey;

    private CertificateChain(List<X509Certificate> path, byte[] root, ECPublicKey signerKey) {
        this.path = List.copyOf(path);
        this.root = root;
        this.signerKey = signerKey;
    }

    /**
     * @param signer DER of the certificate whose key signed the document
     * @param bundle DER of the root and of those between, in this order
     * @throws AttestationException {@code CERTIFICATE_INVALID}
     */
    static CertificateChain parse(byte[] signer, List<byte[]> bundle) throws AttestationException {
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate leaf = certificate(signer);
        requireUse(leaf, DIGITAL_SIGNATURE);
        if (leaf.getBasicConstraints() >= 0) {
            throw invalid("the signer's certificate is one of an authority");
        }
        path.add(leaf);
        for (byte[] der : bundle.subList(1, bundle.size()).reversed()) {
            X509Certificate authority = certificate(der);
            requireUse(authority, KEY_CERT_SIGN);
            if (authority.getBasicConstraints() < 0) {
                throw invalid("a certificate between signer and root is not one of an authority");
            }
            path.add(authority);
        }
        return new CertificateChain(path, bundle.getFirst(), (ECPublicKey) leaf.getPublicKey());
    }

    /** One certificate and nothing behind it, with a key on P-384 and a signature of the same strength. */
    static X509Certificate certificate(byte[] der) throws AttestationException {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw invalid("a certificate cannot be read");
        }
        if (!Arrays.equals(der(certificate), der)) {
            throw invalid("a certificate is not exactly one DER structure");
        }
        if (!certificate.getSigAlgOID().equals(ECDSA_WITH_SHA384)) {
            throw invalid("a certificate is not signed with ECDSA and SHA-384");
        }
        if (!(certificate.getPublicKey() instanceof ECPublicKey key)) {
            throw invalid("the key of a certificate is not an elliptic curve key");
        }
        Es384.requireCurve(key);
        return certificate;
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static void requireUse(X509Certificate certificate, int use) throws AttestationException {
        boolean[] uses = certificate.getKeyUsage();
        if (uses == null || !uses[use]) {
            throw invalid("a certificate is not meant for what it is used for");
        }
    }

    ECPublicKey signerKey() {
        return signerKey;
    }

    /**
     * @throws AttestationException {@code ROOT_UNKNOWN}, {@code CERTIFICATE_NOT_YET_VALID}, {@code CERTIFICATE_EXPIRED},
     *     {@code CHAIN_BROKEN}
     */
    void verify(NitroRoot pinned, Instant at) throws AttestationException {
        if (!Arrays.equals(root, der(pinned.certificate()))) {
            throw new AttestationException(Reason.ROOT_UNKNOWN, "its chain begins with another root");
        }
        Date date = Date.from(at);
        requireValid(pinned.certificate(), date);
        for (X509Certificate certificate : path) {
            requireValid(certificate, date);
        }
        try {
            // The anchor's own path length would not be heeded otherwise: the platform checks it below the anchor only.
            int authorities = path.size() - 1;
            if (pinned.certificate().getBasicConstraints() < authorities) {
                throw new AttestationException(Reason.CHAIN_BROKEN, "its chain is longer than the root allows");
            }
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(pinned.certificate(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (CertPathValidatorException | CertificateException e) {
            throw new AttestationException(Reason.CHAIN_BROKEN, "its certificates do not lead from the root to it");
        } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
            throw noPlatform(e);
        }
    }

    private static void requireValid(X509Certificate certificate, Date date) throws AttestationException {
        try {
            certificate.checkValidity(date);
        } catch (CertificateExpiredException e) {
            throw new AttestationException(
                    Reason.CERTIFICATE_EXPIRED,
                    "a certificate was valid until " + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new AttestationException(
                    Reason.CERTIFICATE_NOT_YET_VALID,
                    "a certificate is valid from " + certificate.getNotBefore().toInstant());
        }
    }

    private static IllegalStateException noPlatform(GeneralSecurityException e) {
        return new IllegalStateException("the platform cannot check certificate chains", e);
    }

    private static AttestationException invalid(String detail) {
        return new AttestationException(Reason.CERTIFICATE_INVALID, detail);
    }
}
