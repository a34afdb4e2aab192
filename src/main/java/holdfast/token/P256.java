package holdfast.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** The curve P-256 (FIPS 186-5, secp256r1), as far as the platform's providers leave something to do. */
final class P256 {
    /** Bytes of a coordinate, of a private value and of each half of a signature. */
    static final int LENGTH = 32;

    static final ECParameterSpec PARAMETERS = parameters();

    /** The order of the group. */
    static final BigInteger N = PARAMETERS.getOrder();

    private static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
    private static final BigInteger A = PARAMETERS.getCurve().getA();
    private static final BigInteger B = PARAMETERS.getCurve().getB();

    private P256() {}

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw noPlatform(e);
        }
    }

    /** Whether both are field elements in canonical form that satisfy the equation. The group has no small subgroup. */
    static boolean isOnCurve(BigInteger x, BigInteger y) {
        return isFieldElement(x) && isFieldElement(y) && y.multiply(y).mod(P).equals(rightHandSide(x));
    }

    private static boolean isFieldElement(BigInteger value) {
        return value.signum() >= 0 && value.compareTo(P) < 0;
    }

    private static BigInteger rightHandSide(BigInteger x) {
        return x.pow(3).add(A.multiply(x)).add(B).mod(P);
    }

    /** Whether it is from 1 to n - 1. */
    static boolean isScalar(BigInteger value) {
        return value.signum() > 0 && value.compareTo(N) < 0;
    }

    static BigInteger integer(byte[] bigEndian) {
        return new BigInteger(1, bigEndian);
    }

    /** 32 bytes, big-endian. */
    static byte[] bytes(BigInteger value) {
        byte[] minimal = value.toByteArray();
        byte[] bytes = new byte[LENGTH];
        int length = Math.min(minimal.length, LENGTH);
        System.arraycopy(minimal, minimal.length - length, bytes, LENGTH - length, length);
        Arrays.fill(minimal, (byte) 0);
        return bytes;
    }

    static ECPublicKey publicKey(BigInteger x, BigInteger y) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw noPlatform(e);
        }
    }

    static ECPrivateKey privateKey(byte[] scalar) {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(integer(scalar), PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw noPlatform(e);
        }
    }

    /** The x coordinate of the product, 32 bytes: the shared secret of ECDH. */
    static byte[] sharedSecret(ECPrivateKey own, ECPublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    /**
     * The points whose x coordinate belongs to the public key of this private value: one of the two is that key. The
     * platform has no call for it, but agreeing on a secret with the generator gives x, in constant time.
     */
    static Optional<ECPoint> publicPointUpToSign(ECPrivateKey key) {
        ECPoint generator = PARAMETERS.getGenerator();
        try {
            BigInteger x = integer(sharedSecret(key, publicKey(generator.getAffineX(), generator.getAffineY())));
            // p = 3 mod 4, so a power is the square root.
            BigInteger y = rightHandSide(x).modPow(P.add(BigInteger.ONE).shiftRight(2), P);
            return isOnCurve(x, y) ? Optional.of(new ECPoint(x, y)) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static BigInteger negate(BigInteger y) {
        return P.subtract(y);
    }

    static IllegalStateException noPlatform(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform for Holdfast has P-256, SHA-256 and AES", e);
    }
}
