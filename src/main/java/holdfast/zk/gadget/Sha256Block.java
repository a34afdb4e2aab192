package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import holdfast.zk.compiler.Template;
import org.jspecify.annotations.Nullable;

/**
 * One compression of SHA-256. The 48 scheduled words, both new words of every round and the 8 words of the result are witnessed
 * in bits, so that the whole depends on witnesses only and is a few layers deep; each is asserted to be what FIPS 180-4 says, as
 * an equation of integers modulo 2³².
 *
 * <p>With bits as signs the exclusive or is a product; for signs {@code 2·Maj = a + b + c − abc} and
 * {@code 2·Ch = f + g + e(g − f)}. Equations are kept doubled or fourfold, which keeps their coefficients whole. A sum that may
 * exceed a word by the carry c is asserted to differ from it by one of the possible multiples of 2³².
 */
final class Sha256Block {
    private static final int WORD = 32;
    private static final int ROUNDS = 64;
    private static final int[] K = Sha256Constants.roundConstants();
    private static final long ALL_ONES = 0xffff_ffffL;

    private final Program program;
    private final Bits[] schedule = new Bits[ROUNDS];
    private final Bits[] newE = new Bits[ROUNDS];
    private final Bits[] newA = new Bits[ROUNDS];
    private final Bits[] result = new Bits[8];
    /** The bits of schedule and rounds are those of the block that was copied, if it was. */
    private Template.@Nullable Copy copy;

    /** Compresses 16 words of message into a state of 8 words. */
    Sha256Block(Program program, Bits[] message, Bits[] state) {
        this.program = program;
        System.arraycopy(message, 0, schedule, 0, message.length);
        schedule();
        rounds(state);
    }

    /** A copy of a block with another message and state. */
    private Sha256Block(Sha256Block block, Template.Copy copy) {
        program = block.program;
        System.arraycopy(block.schedule, 0, schedule, 0, ROUNDS);
        System.arraycopy(block.newE, 0, newE, 0, ROUNDS);
        System.arraycopy(block.newA, 0, newA, 0, ROUNDS);
        for (int i = 0; i < result.length; i++) {
            result[i] = block.result[i].in(copy);
        }
        this.copy = copy;
    }

    /** This block in a copy of the part that it is. */
    Sha256Block in(Template.Copy copy) {
        return new Sha256Block(this, copy);
    }

    /** The new state. */
    Bits[] result() {
        return result.clone();
    }

    private void schedule() {
        for (int t = 16; t < ROUNDS; t++) {
            schedule[t] = Bits.witness(program, "schedule bits", WORD);
            Sum sum = program.sum();
            addSmallSigma(sum, schedule[t - 2], 17, 19, 10);
            addSmallSigma(sum, schedule[t - 15], 7, 18, 3);
            sum.add(doubled(schedule[t - 7])).add(doubled(schedule[t - 16])).subtract(doubled(schedule[t]));
            assertCarry("schedule", sum.wire(), 1L << 33, 0, 3);
        }
    }

    private void rounds(Bits[] state) {
        Bits a = state[0];
        Bits b = state[1];
        Bits c = state[2];
        Bits d = state[3];
        Bits e = state[4];
        Bits f = state[5];
        Bits g = state[6];
        Bits h = state[7];
        for (int t = 0; t < ROUNDS; t++) {
            newE[t] = Bits.witness(program, "round bits", WORD);
            newA[t] = Bits.witness(program, "round bits", WORD);
            // 4·(d + h + Σ₁(e) + Ch(e, f, g) + K + W − e')
            Sum first = program.sum();
            first.add(doubled(d), 2)
                    .add(doubled(h), 2)
                    .add(doubled(schedule[t]), 2)
                    .subtract(doubled(newE[t]).times(2));
            first.add(4 * (K[t] & ALL_ONES));
            addBigSigma(first, e, 6, 11, 25);
            first.add(doubled(f)).add(doubled(g));
            for (int i = 0; i < WORD; i++) {
                Expr difference = f.sign(i).minus(g.sign(i));
                first.add(e.sign(i).times(difference), 1L << i);
            }
            assertCarry("round e", first.wire(), 1L << 34, 0, 5);
            // 4·(e' − d + Σ₀(a) + Maj(a, b, c) − a'), where e' − d stands for T₁
            Sum second = program.sum();
            second.add(doubled(newE[t]), 2)
                    .subtract(doubled(d).times(2))
                    .subtract(doubled(newA[t]).times(2));
            addBigSigma(second, a, 2, 13, 22);
            second.add(doubled(a)).add(doubled(b)).add(doubled(c)).add(-ALL_ONES);
            for (int i = 0; i < WORD; i++) {
                // Two rounds share the product of the words they have in common.
                Expr abc = t % 2 == 0
                        ? a.sign(i).times(b.sign(i)).wire().times(c.sign(i))
                        : a.sign(i).times(b.sign(i).times(c.sign(i)).wire());
                second.add(abc, 1L << i);
            }
            assertCarry("round a", second.wire(), 1L << 34, -1, 2);
            h = g;
            g = f;
            f = e;
            e = newE[t];
            d = c;
            c = b;
            b = a;
            a = newA[t];
        }
        Bits[] last = {a, b, c, d, e, f, g, h};
        for (int i = 0; i < result.length; i++) {
            result[i] = Bits.witness(program, "state bits", WORD);
            Expr sum = program.sum()
                    .add(doubled(last[i]))
                    .add(doubled(state[i]))
                    .subtract(doubled(result[i]))
                    .wire();
            program.assertZeroProduct("state", sum, sum.minus(program.constant(1L << 33)));
        }
    }

    private static Expr doubled(Bits word) {
        return word.doubledWire();
    }

    /** Adds 2·σ(x). */
    private void addSmallSigma(Sum sum, Bits x, int first, int second, int shift) {
        sum.add(ALL_ONES);
        for (int i = 0; i < WORD; i++) {
            Expr two = x.sign((i + first) % WORD).times(x.sign((i + second) % WORD));
            Expr all = i + shift < WORD ? two.wire().times(x.sign(i + shift)) : two;
            sum.add(all, -(1L << i));
        }
    }

    /** Adds 4·Σ(x). */
    private void addBigSigma(Sum sum, Bits x, int first, int second, int third) {
        sum.add(2 * ALL_ONES);
        for (int i = 0; i < WORD; i++) {
            Expr two = x.sign((i + first) % WORD)
                    .times(x.sign((i + second) % WORD))
                    .wire();
            sum.add(two.times(x.sign((i + third) % WORD)), -(2L << i));
        }
    }

    /** Asserts that z is one of {@code from·unit … to·unit}; their number is even. */
    private void assertCarry(String name, Expr z, long unit, int from, int to) {
        Expr product = program.one();
        for (int k = from; k < to - 1; k += 2) {
            Expr pair = z.squared()
                    .minus(z.times(unit * (2 * k + 1)))
                    .plus(program.constant(unit).times(unit).times((long) k * (k + 1)));
            product = k == from ? pair : product.times(pair.wire()).wire();
        }
        int k = to - 1;
        Expr pair = z.squared()
                .minus(z.times(unit * (2 * k + 1)))
                .plus(program.constant(unit).times(unit).times((long) k * (k + 1)));
        program.assertZeroProduct(name, product, pair);
    }

    /** Sets the witnesses for words of the message and of the state; returns the new state. */
    int[] assign(Assignment assignment, int[] message, int[] state) {
        Assignment inner = copy == null ? assignment : assignment.of(copy);
        int[] w = java.util.Arrays.copyOf(message, ROUNDS);
        for (int t = 16; t < ROUNDS; t++) {
            int s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >>> 3);
            int s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >>> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
            schedule[t].assign(inner, w[t]);
        }
        int[] v = state.clone();
        for (int t = 0; t < ROUNDS; t++) {
            int t1 = v[7]
                    + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25))
                    + ((v[4] & v[5]) ^ (~v[4] & v[6]))
                    + K[t]
                    + w[t];
            int t2 = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22))
                    + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            System.arraycopy(v, 0, v, 1, 7);
            v[4] += t1;
            v[0] = t1 + t2;
            newE[t].assign(inner, v[4]);
            newA[t].assign(inner, v[0]);
        }
        for (int i = 0; i < v.length; i++) {
            v[i] += state[i];
            result[i].assign(assignment, v[i]);
        }
        return v;
    }

    private static int rotate(int x, int n) {
        return Integer.rotateRight(x, n);
    }
}
