package holdfast.token;

import holdfast.token.TokenException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * A private key on P-256 with its public one. {@link #toString} says nothing of it. {@link #destroy} wipes the copy
 * kept here; the platform's own key objects, which live for one call, cannot be wiped and are left to the collector.
 */
public final class Es256PrivateKey implements Destroyable {
    private final byte[] scalar;
    private final Es256PublicKey publicKey;
    private boolean destroyed;

    private Es256PrivateKey(byte[] scalar, Es256PublicKey publicKey) {
        this.scalar = scalar;
        this.publicKey = publicKey;
    }

    /** A new key. */
    public static Es256PrivateKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(P256.PARAMETERS, random);
            KeyPair pair = generator.generateKeyPair();
            ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
            return new Es256PrivateKey(
                    P256.bytes(((ECPrivateKey) pair.getPrivate()).getS()),
                    Es256PublicKey.ofTrustedPoint(point.getAffineX(), point.getAffineY()));
        } catch (GeneralSecurityException e) {
            throw P256.noPlatform(e);
        }
    }

    /**
     * From the private value, 32 bytes big-endian; the array is copied. The public key is computed, and a public key
     * that stands beside it must be the same.
     */
    static Es256PrivateKey ofScalar(byte[] scalar, @Nullable Es256PublicKey beside, String input)
            throws TokenException {
        if (scalar.length != P256.LENGTH || !P256.isScalar(P256.integer(scalar))) {
            throw new TokenException(Reason.KEY_MISMATCH, input, "its private value is not from 1 to n - 1");
        }
        ECPrivateKey platformKey = P256.privateKey(scalar);
        ECPoint point = P256.publicPointUpToSign(platformKey)
                .orElseThrow(() ->
                        new TokenException(Reason.KEY_MISMATCH, input, "no public key belongs to its private value"));
        BigInteger x = point.getAffineX();
        Es256PublicKey one = Es256PublicKey.ofTrustedPoint(x, point.getAffineY());
        Es256PublicKey other = Es256PublicKey.ofTrustedPoint(x, P256.negate(point.getAffineY()));
        Es256PublicKey own = Es256.isPair(platformKey, one) ? one : other;
        if (beside != null && !beside.equals(own)) {
            throw new TokenException(
                    Reason.KEY_MISMATCH, input, "its private and its public value do not belong together");
        }
        return new Es256PrivateKey(scalar.clone(), own);
    }

    public Es256PublicKey publicKey() {
        return publicKey;
    }

    /** {@code PRIVATE KEY} (PKCS#8), unencrypted, with a final line break. */
    public String pem() throws TokenException {
        byte[] copy = copyOfScalar();
        byte[] der = EcDer.pkcs8(copy, publicKey.x(), publicKey.y());
        try {
            return Pem.encode("PRIVATE KEY", der);
        } finally {
            Arrays.fill(copy, (byte) 0);
            Arrays.fill(der, (byte) 0);
        }
    }

    ECPrivateKey toPlatformKey() throws TokenException {
        byte[] copy = copyOfScalar();
        try {
            return P256.privateKey(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    // Together with destroy(), so that nobody ever computes with a half-wiped value.
    private synchronized byte[] copyOfScalar() throws TokenException {
        if (destroyed) {
            throw new TokenException(Reason.KEY_WIPED, "private key", "it was wiped from memory");
        }
        return scalar.clone();
    }

    /** Wipes the private value. What needs it fails from then on with {@code KEY_WIPED}. */
    @Override
    public synchronized void destroy() {
        Arrays.fill(scalar, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "Es256PrivateKey";
    }
}
