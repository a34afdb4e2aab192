package holdfast.attestation;

import holdfast.testing.Vectors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The real documents among the vectors, with the time at which they were made, as they say themselves. */
enum NitroDocuments {
    DEBUG_1("sparsity-apache2/attestation_1.report", "2024-08-16T09:11:49.167Z", true),
    RELEASE_2("sparsity-apache2/attestation_2.report", "2023-09-28T11:08:27.117Z", false),
    RELEASE_BYTES("evervault-apache2/test-data/beta/valid-attestation-doc-bytes", "2022-10-13T08:58:02.136Z", false),
    DEBUG_BYTES("evervault-apache2/test-data/beta/debug-mode-attestation-doc-bytes", "2022-10-12T13:50:06.081Z", true),
    DEBUG_BASE64("evervault-apache2/test-data/valid-attestation-doc-base64", "2023-09-18T15:03:30.860Z", true),
    RELEASE_IN_DER(
            "evervault-apache2/test-data/beta/non-debug-cert-containing-attestation-document-18-1-23-der.crt",
            "2023-01-18T13:07:19.280Z",
            false),
    RELEASE_IN_PEM(
            "evervault-apache2/test-data/beta/non-debug-cert-containing-attestation-document-18-1-23.pem",
            "2023-01-18T13:07:19.280Z",
            false),
    DEBUG_IN_PEM(
            "evervault-apache2/test-data/beta/debug-mode-cert-containing-attestation-doc-18-1-23.pem",
            "2023-01-18T15:10:32.312Z",
            true);

    final String file;
    final Instant time;
    final boolean debug;

    NitroDocuments(String file, String time, boolean debug) {
        this.file = file;
        this.time = Instant.parse(time);
        this.debug = debug;
    }

    byte[] bytes() {
        byte[] content = Vectors.bytes("nitro/" + file);
        if (file.endsWith("-base64")) {
            return Base64.getDecoder().decode(content);
        }
        return isCertificate() ? fromAlternativeName() : content;
    }

    boolean isCertificate() {
        return file.endsWith(".crt") || file.endsWith(".pem");
    }

    /** The certificate that carries the document, as hexadecimal text in one of its alternative names. */
    X509Certificate carrier() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Vectors.bytes("nitro/" + file)));
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    // The JDK refuses to list the names, since this one is no host name: it is cut out of the extension's bytes.
    private byte[] fromAlternativeName() {
        String extension = new String(carrier().getExtensionValue("2.5.29.17"), StandardCharsets.ISO_8859_1);
        int from = extension.indexOf("8444a1013822");
        int until = from;
        while (until < extension.length() && "0123456789abcdef".indexOf(extension.charAt(until)) >= 0) {
            until++;
        }
        return HexFormat.of().parseHex(extension, from, until);
    }

    static List<NitroDocuments> released() {
        return Arrays.stream(values()).filter(document -> !document.debug).toList();
    }
}
