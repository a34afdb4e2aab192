package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import holdfast.zk.compiler.Template;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of up to 61 bits, witnessed two bits at a time. Bits are kept as signs, 1 for a clear bit and −1 for a set one, so
 * that an exclusive or is one product. The number itself is linear in the witnesses.
 *
 * <p>A witness x of two signs is {@code s₀ + 2·s₁}, one of −3, −1, 1, 3, which is what {@code (x² − 1)(x² − 9) = 0} says; then
 * {@code s₁ = x − x(x² − 1)/12} and {@code s₀ = x(x² − 1)/6 − x}. This takes half the inputs of single bits for a quarter more terms.
 */
public final class Bits {
    private static final int MOST = 61;

    private final Expr[] packed;
    private final Expr[] signs;
    private final Expr doubled;
    private @Nullable Expr doubledWire;

    private Bits(Expr[] packed, Expr[] signs, Expr doubled) {
        this.packed = packed;
        this.signs = signs;
        this.doubled = doubled;
    }

    /** Witnesses a number of {@code count} bits. */
    public static Bits witness(Program program, String name, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("a number of " + count + " bits; 1 to " + MOST + " are possible");
        }
        Expr[] packed = program.privateInputs(name, (count + 1) / 2);
        Expr[] signs = new Expr[count];
        Sum doubled = program.sum();
        for (int i = 0; i < packed.length; i++) {
            Expr x = packed[i];
            if (2 * i + 1 == count) {
                program.assertSign(name, x);
                signs[2 * i] = x;
                doubled.add(1L << (2 * i)).add(x, -(1L << (2 * i)));
                continue;
            }
            Expr u = x.squared().minus(1).wire();
            Expr v = x.squared().minus(9).wire();
            program.assertZeroProduct(name, u, v);
            Expr xu = x.times(u);
            signs[2 * i] = xu.dividedBy(6).minus(x).wire();
            signs[2 * i + 1] = x.minus(xu.dividedBy(12)).wire();
            doubled.add(3L << (2 * i)).add(x, -(1L << (2 * i)));
        }
        return new Bits(packed, signs, doubled.expr());
    }

    /** A known number. */
    public static Bits constant(Program program, long value, int count) {
        Expr[] signs = new Expr[count];
        Arrays.setAll(signs, i -> program.constant(1 - 2 * ((value >>> i) & 1)));
        return new Bits(new Expr[0], signs, program.constant(2 * value));
    }

    /** Number of bits. */
    public int size() {
        return signs.length;
    }

    /** The sign of a bit, the least significant first: −1 if it is set, else 1. */
    public Expr sign(int bit) {
        return signs[bit];
    }

    /** A bit as 0 or 1. */
    public Expr bit(int bit) {
        return signs[bit].negate().plus(1).dividedBy(2);
    }

    /** The number. */
    public Expr value() {
        return doubled.dividedBy(2);
    }

    /** Twice the number: its coefficients are small. */
    public Expr doubled() {
        return doubled;
    }

    /** Twice the number as one wire. */
    Expr doubledWire() {
        Expr known = doubledWire;
        if (known == null) {
            known = doubled.wire();
            doubledWire = known;
        }
        return known;
    }

    /** These bits in a copy of the part in which they were witnessed. */
    Bits in(Template.Copy copy) {
        Expr[] ownPacked = new Expr[packed.length];
        Arrays.setAll(ownPacked, i -> copy.of(packed[i]));
        Expr[] ownSigns = new Expr[signs.length];
        Arrays.setAll(ownSigns, i -> copy.of(signs[i]));
        Bits bits = new Bits(ownPacked, ownSigns, copy.of(doubled));
        bits.doubledWire = copy.of(doubledWire());
        return bits;
    }

    /** All expressions that a gadget may use of these bits. */
    void addTo(List<Expr> expressions) {
        expressions.addAll(Arrays.asList(packed));
        expressions.addAll(Arrays.asList(signs));
        if (doubledWire != null) {
            expressions.add(doubledWire);
        }
    }

    /** Twice the number that a run of bits is; both its ends are even. */
    Expr doubledPart(Program program, int from, int count) {
        Sum sum = program.sum();
        for (int i = 0; i < count / 2; i++) {
            sum.add(3L << (2 * i)).add(packed[from / 2 + i], -(1L << (2 * i)));
        }
        return sum.expr();
    }

    /** Sets the witnesses. */
    public void assign(Assignment assignment, long value) {
        for (int i = 0; i < packed.length; i++) {
            long low = 1 - 2 * ((value >>> (2 * i)) & 1);
            long high = 1 - 2 * ((value >>> (2 * i + 1)) & 1);
            assignment.set(packed[i], 2 * i + 1 == signs.length ? low : low + 2 * high);
        }
    }
}
