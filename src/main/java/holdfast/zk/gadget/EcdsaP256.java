package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.gadget.Curve.Point;
import java.math.BigInteger;
import java.util.List;

/**
 * A valid ECDSA signature (FIPS 186-5) over P-256 by a public key on a 256-bit digest, in the curve's base field: there are r, s in 1 … n − 1 and odd
 * d₁, d₂ with {@code s·d₁ ≡ e} and {@code s·d₂ ≡ r} modulo n, and the point {@code d₁·G + d₂·Q} has the abscissa r. Since s is invertible modulo n this is the
 * verification equation itself. The digest enters as its bits, so e is that very integer.
 *
 * <p>The key's table is a public input that a verifier computes from the key. Not provable: a signature whose point has an abscissa
 * of n or more (about one in 2¹²⁸).
 */
public final class EcdsaP256 {
    private static final int COORDINATES = 2;

    private final Program program;
    private final WideBits digest;
    private final Expr[][] key = new Expr[WindowTable.WINDOWS][COORDINATES * WindowTable.MONOMIALS];
    private final WideBits r;
    private final WideBits s;
    private final Expr inverseOfR;
    private final Expr inverseOfS;
    private final Expr inverseOfZ;
    private final SignedDigits d1;
    private final SignedDigits d2;
    private final ModularProduct forDigest;
    private final ModularProduct forR;
    private final WindowedProduct ofGenerator;
    private final WindowedProduct ofKey;

    private static final class GeneratorTable {
        static final WindowTable TABLE = new WindowTable(Curve.G);
    }

    /**
     * Witnesses a signature and asserts that it is one.
     *
     * @param program a program over the base field of P-256
     * @param digest the digest as a number of 256 constrained bits
     */
    public EcdsaP256(Program program, WideBits digest) {
        if (!program.field().name().equals("p256") || digest.size() != 256) {
            throw new IllegalArgumentException("ECDSA P-256 needs its base field and a digest of 256 bits");
        }
        this.program = program;
        this.digest = digest;
        try (Section _ = program.section("ecdsa")) {
            for (Expr[] window : key) {
                java.util.Arrays.setAll(window, i -> program.publicInput("key table"));
            }
            r = WideBits.witness(program, "r", 256);
            s = WideBits.witness(program, "s", 256);
            d1 = new SignedDigits(program, "digits of e/s");
            d2 = new SignedDigits(program, "digits of r/s");
            inverseOfR = nonZero("r is not 0", r.value().wire());
            inverseOfS = nonZero("s is not 0", s.value().wire());
            program.assertZero(
                    "r is below n", Comparison.less(program, bits(r), Curve.N).complement());
            program.assertZero(
                    "s is below n", Comparison.less(program, bits(s), Curve.N).complement());
            forDigest = new ModularProduct(program, "e/s", s, d1, digest);
            forR = new ModularProduct(program, "r/s", s, d2, r);
            ofGenerator = new WindowedProduct(program, d1, generator());
            ofKey = new WindowedProduct(program, d2, keyTable());
            ProjectivePoint sum = ofGenerator.result().plus(ofKey.result());
            inverseOfZ = nonZero("the point is not at infinity", sum.z());
            program.assertEqual("the abscissa is r", sum.x(), r.value().wire().times(sum.z()));
        }
    }

    private Expr nonZero(String name, Expr value) {
        Expr inverse = program.privateInput("inverse");
        program.assertEqual(name, value.times(inverse), program.one());
        return inverse;
    }

    private static Expr[] bits(WideBits number) {
        Expr[] bits = new Expr[number.size()];
        java.util.Arrays.setAll(bits, number::bit);
        return bits;
    }

    private WindowedProduct.Table generator() {
        return new WindowedProduct.Table() {
            @Override
            public Expr x(int window, int monomial) {
                return constant(GeneratorTable.TABLE.x(window, monomial));
            }

            @Override
            public Expr y(int window, int monomial) {
                return constant(GeneratorTable.TABLE.y(window, monomial));
            }
        };
    }

    private Expr constant(BigInteger value) {
        return Numbers.constant(program, value);
    }

    private WindowedProduct.Table keyTable() {
        return new WindowedProduct.Table() {
            @Override
            public Expr x(int window, int monomial) {
                return key[window][monomial];
            }

            @Override
            public Expr y(int window, int monomial) {
                return key[window][WindowTable.MONOMIALS + monomial];
            }
        };
    }

    /**
     * Sets the public inputs that stand for the key; the verifier does the same.
     *
     * @throws IllegalArgumentException if the point is not on the curve
     */
    public void assignKey(Assignment assignment, BigInteger x, BigInteger y) {
        Point point = new Point(x, y);
        if (!point.isOnCurve()) {
            throw new IllegalArgumentException("the public key is not a point of P-256");
        }
        assignKey(assignment, new WindowTable(point));
    }

    private void assignKey(Assignment assignment, WindowTable table) {
        for (int w = 0; w < key.length; w++) {
            for (int m = 0; m < WindowTable.MONOMIALS; m++) {
                assignment.set(key[w][m], Numbers.element(program.field(), table.x(w, m)));
                assignment.set(key[w][WindowTable.MONOMIALS + m], Numbers.element(program.field(), table.y(w, m)));
            }
        }
    }

    /**
     * Sets key, digest and signature. If the signature is not valid for them, the assignment violates the program.
     *
     * @throws IllegalArgumentException if the point is not on the curve, or r or s is negative or has more than 256 bits
     */
    public void assign(
            Assignment assignment,
            BigInteger x,
            BigInteger y,
            byte[] digestBytes,
            BigInteger rValue,
            BigInteger sValue) {
        Point point = new Point(x, y);
        if (!point.isOnCurve()) {
            throw new IllegalArgumentException("the public key is not a point of P-256");
        }
        for (BigInteger part : new BigInteger[] {rValue, sValue}) {
            if (part.signum() < 0 || part.bitLength() > 256) {
                throw new IllegalArgumentException("r and s of a P-256 signature are numbers of at most 256 bits");
            }
        }
        BigInteger e = new BigInteger(1, digestBytes);
        BigInteger inverse = sValue.mod(Curve.N).signum() == 0 ? BigInteger.ONE : sValue.modInverse(Curve.N);
        digest.assign(assignment, e);
        r.assign(assignment, rValue);
        s.assign(assignment, sValue);
        assignQuotients(
                assignment,
                new WindowTable(point),
                List.of(e, rValue, sValue),
                odd(e.multiply(inverse).mod(Curve.N)),
                odd(rValue.multiply(inverse).mod(Curve.N)));
    }

    /**
     * Sets the key and what follows from digest and signature, which are set.
     *
     * @param known e, r and s
     * @param first an odd number that is e/s modulo n
     * @param second an odd number that is r/s modulo n
     */
    void assignQuotients(
            Assignment assignment, WindowTable table, List<BigInteger> known, BigInteger first, BigInteger second) {
        BigInteger rValue = known.get(1);
        BigInteger sValue = known.get(2);
        assignKey(assignment, table);
        d1.assign(assignment, first);
        d2.assign(assignment, second);
        forDigest.assign(assignment, sValue, first, known.getFirst());
        forR.assign(assignment, sValue, second, rValue);
        ofGenerator.assign(program, assignment, GeneratorTable.TABLE, first);
        ofKey.assign(program, assignment, table, second);
        assignInverse(assignment, inverseOfR, rValue);
        assignInverse(assignment, inverseOfS, sValue);
        ProjectivePoint sum = ofGenerator.result().plus(ofKey.result());
        assignInverse(assignment, inverseOfZ, Numbers.integer(program.field(), assignment.value(sum.z())));
    }

    /** The odd one of v and v − n. */
    static BigInteger odd(BigInteger v) {
        return v.testBit(0) ? v : v.subtract(Curve.N);
    }

    private void assignInverse(Assignment assignment, Expr inverse, BigInteger value) {
        BigInteger reduced = value.mod(Curve.P);
        BigInteger result = reduced.signum() == 0 ? BigInteger.ZERO : reduced.modInverse(Curve.P);
        assignment.set(inverse, Numbers.element(program.field(), result));
    }
}
