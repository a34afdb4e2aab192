package holdfast.zk.field;

/**
 * Products of polynomials over GF(2) with integer multiplications. Of each 32-bit word four numbers are made that keep every fourth bit: in a
 * product of two such numbers at most eight bits meet in one place, and their sum fits the four bits up to the next, so that the lowest bit of
 * each place is the sum without carries. Words of 64 bits take three such products (Karatsuba).
 */
abstract class Carryless {
    /** The 128-bit products {@code a[i] · b[i]}, lower and upper halves; the outputs may not overlap the inputs. */
    abstract void multiply(long[] lo, int loAt, long[] hi, int hiAt, long[] a, int aAt, long[] b, int bAt, int n);
}
