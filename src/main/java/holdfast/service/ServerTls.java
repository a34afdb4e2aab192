package holdfast.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS of a server from the files that authorities hand out. */
public final class ServerTls {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private ServerTls() {}

    /**
     * From PEM.
     *
     * @param chain the server's certificate, then those between it and an authority
     * @param key its private key, PKCS#8 without a password
     * @throws IllegalArgumentException with a sentence that says what is wrong with them
     */
    public static SSLContext of(byte[] chain, String key) {
        Certificate[] certificates;
        try {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(chain));
            certificates = read.toArray(Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificates cannot be read; give them as PEM", e);
        }
        if (certificates.length == 0) {
            throw new IllegalArgumentException("there is no certificate in the file");
        }
        return of(privateKey(key, certificates[0].getPublicKey().getAlgorithm()), certificates);
    }

    /** From objects. */
    public static SSLContext of(PrivateKey key, Certificate... chain) {
        char[] password = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", key, password, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("key and certificate cannot be used together", e);
        }
    }

    private static PrivateKey privateKey(String pem, String algorithm) {
        Matcher block = PKCS8.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "the key is not an unencrypted PKCS#8 key in PEM (BEGIN PRIVATE KEY); convert it with: openssl pkcs8"
                            + " -topk8 -nocrypt");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("the key is of another kind than the certificate's, " + algorithm, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("keys of the kind " + algorithm + " cannot be used", e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }
}
