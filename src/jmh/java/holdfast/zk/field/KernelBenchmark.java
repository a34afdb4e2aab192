package holdfast.zk.field;

import holdfast.zk.poly.ReedSolomon;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per element of the array operations, with the vector kernels and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
    private static final int N = 4096;
    private static final int ROW_LENGTH = 4;

    /** Which field. */
    @Param({"p256", "fp128", "gf2_128"})
    public String field = "";

    /** Which kernels. */
    @Param({"vector", "plain"})
    public String kernels = "";

    private Field f;
    private FieldArray a;
    private FieldArray b;
    private FieldArray target;
    private FieldArray half;
    private Element k;
    private SparseRows pattern;
    private SparseIndices indices;
    private GatherTable values;
    private GatherTable vector;
    private FieldArray sparse;
    private ReedSolomon extension;
    private FieldArray[] rows;

    @Setup
    public void setup() {
        boolean plain = kernels.equals("plain");
        f = switch (field) {
            case "p256" -> plain ? new P256Field(new P256Scalar()) : Fields.p256();
            case "fp128" -> plain ? new Fp128Field(new Fp128Scalar()) : Fields.fp128();
            default -> plain ? new Gf2Field(new CarrylessScalar()) : Fields.gf2_128();
        };
        SplittableRandom random = new SplittableRandom(1);
        ByteSource bytes = (t, at, n) -> {
            for (int i = 0; i < n; i++) {
                t[at + i] = (byte) random.nextInt();
            }
        };
        a = f.newArray(N);
        b = f.newArray(N);
        target = f.newArray(N);
        half = f.newArray(N / 2);
        f.sample(a, bytes);
        f.sample(b, bytes);
        k = f.sample(bytes);
        int[] start = new int[N / ROW_LENGTH + 1];
        for (int i = 0; i < start.length; i++) {
            start[i] = ROW_LENGTH * i;
        }
        pattern = new SparseRows(start, random.ints(N, 0, N).toArray(), N);
        indices = pattern.inOrder();
        values = f.table(a);
        vector = f.table(b);
        sparse = f.newArray(pattern.outputs());
        extension = new ReedSolomon(f, N / 8, N);
        rows = new FieldArray[] {f.newArray(N), f.newArray(N)};
        f.copy(rows[0], a);
        f.copy(rows[1], b);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public void mul() {
        f.mul(target, a, b);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public void add() {
        f.add(target, a, b);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public void axpy() {
        f.axpy(target, k, a);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Element dot() {
        return f.dot(a, b);
    }

    @Benchmark
    @OperationsPerInvocation(N / 2)
    public void bind() {
        f.bind(half, a, k);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public void sparseProduct() {
        f.multiplySparse(sparse, 0, pattern.split(1)[1], indices, values, vector);
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void extendRow() {
        extension.extend(rows, 0, 2);
    }

    @Benchmark
    public Element single() {
        return f.mul(k, k);
    }
}
