package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/** ES384: ECDSA on P-384 with SHA-384, the signature as r and s of 48 bytes each (RFC 9053 section 2.1). */
final class Es384 {
    static final int HALF = 48;
    static final int SIGNATURE_LENGTH = 2 * HALF;

    private static final BigInteger P = hex(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe" + "ffffffff0000000000000000ffffffff");
    private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
    private static final BigInteger B = hex(
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a" + "c656398d8a2ed19d2a85c8edd3ec2aef");
    private static final BigInteger N = hex(
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81" + "f4372ddf581a0db248b0a77aecec196accc52973");

    private Es384() {}

    /**
     * @throws AttestationException {@code SIGNATURE_LENGTH}, {@code SIGNATURE_RANGE}, {@code SIGNATURE_WRONG}, or
     *     {@code CERTIFICATE_INVALID} for a key that is no point of P-384
     */
    static void verify(byte[] message, byte[] signature, ECPublicKey key) throws AttestationException {
        requireCurve(key);
        if (signature.length != SIGNATURE_LENGTH) {
            // The platform would also take shorter ones, and read them as other numbers.
            throw new AttestationException(
                    Reason.SIGNATURE_LENGTH, "its signature has " + signature.length + " bytes instead of 96");
        }
        requireRange(new BigInteger(1, Arrays.copyOf(signature, HALF)));
        requireRange(new BigInteger(1, Arrays.copyOfRange(signature, HALF, SIGNATURE_LENGTH)));
        if (!isValid(message, signature, key)) {
            throw new AttestationException(Reason.SIGNATURE_WRONG, "its signature does not fit");
        }
    }

    private static boolean isValid(byte[] message, byte[] signature, ECPublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no ECDSA on P-384", e);
        }
    }

    private static void requireRange(BigInteger half) throws AttestationException {
        if (half.signum() == 0 || half.compareTo(N) >= 0) {
            throw new AttestationException(Reason.SIGNATURE_RANGE, "half of its signature is outside 1 to n - 1");
        }
    }

    static void requireCurve(ECPublicKey key) throws AttestationException {
        ECParameterSpec curve = key.getParams();
        ECPoint point = key.getW();
        boolean p384 = curve.getCurve().getField() instanceof ECFieldFp field
                && field.getP().equals(P)
                && curve.getCurve().getA().equals(A)
                && curve.getCurve().getB().equals(B)
                && curve.getOrder().equals(N);
        if (!p384 || point.equals(ECPoint.POINT_INFINITY) || !isOnCurve(point.getAffineX(), point.getAffineY())) {
            throw new AttestationException(Reason.CERTIFICATE_INVALID, "a key is no point of the curve P-384");
        }
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        boolean reduced = x.signum() >= 0 && x.compareTo(P) < 0 && y.signum() >= 0 && y.compareTo(P) < 0;
        return reduced
                && y.multiply(y)
                        .mod(P)
                        .equals(x.multiply(x).add(A).multiply(x).add(B).mod(P));
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
