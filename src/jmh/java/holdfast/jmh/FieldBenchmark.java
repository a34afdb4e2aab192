package holdfast.jmh;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
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

/** One operation on arrays of 4096, in nanoseconds per element. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FieldBenchmark {
    private static final int SIZE = 4096;
    private static final int ROWS = 8;

    @Param({"p256", "fp128", "gf2_128"})
    public String name = "";

    private Field field = Fields.p256();
    private FieldArray a = field.newArray(0);
    private FieldArray b = field.newArray(0);
    private FieldArray c = field.newArray(0);
    private FieldArray[] rows = {};
    private Element k = Element.ONE;
    private ReedSolomon code = new ReedSolomon(field, 1, 1);

    @Setup
    public void fill() {
        field = switch (name) {
            case "p256" -> Fields.p256();
            case "fp128" -> Fields.fp128();
            default -> Fields.gf2_128();
        };
        a = random(1);
        b = random(2);
        c = field.newArray(SIZE);
        k = field.get(a, 0);
        code = new ReedSolomon(field, SIZE / 8, SIZE);
        rows = new FieldArray[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = random(3 + i);
        }
    }

    private FieldArray random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FieldArray array = field.newArray(SIZE);
        field.sample(array, (target, offset, length) -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, target, offset, length);
        });
        return array;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public FieldArray add() {
        field.add(c, a, b);
        return c;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public FieldArray mul() {
        field.mul(c, a, b);
        return c;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public FieldArray axpy() {
        field.axpy(c, k, a);
        return c;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public Element dot() {
        return field.dot(a, b);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public FieldArray bind() {
        field.bind(c.slice(0, SIZE / 2), a, k);
        return c;
    }

    /** Rows of 512 to 4096; per element of the long rows. */
    @Benchmark
    @OperationsPerInvocation(ROWS * SIZE)
    public FieldArray[] extend() {
        code.extend(rows, 0, ROWS);
        return rows;
    }
}
