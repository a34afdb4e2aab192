package holdfast.zk.protocol;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Kernels;
import holdfast.zk.merkle.MerkleTree;
import holdfast.zk.poly.ReedSolomon;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Times the parts of the proof system on this machine, warm, on one thread. JMH measures more carefully; this needs no build. */
public final class Benchmark {
    private static final int ARRAY = 4096;
    private static final long WARM_NANOS = 300_000_000L;
    private static final long MEASURE_NANOS = 300_000_000L;
    private static final int BLOCK = 512;
    private static final int ENCODED = 4096;
    private static final int ROWS = 8;
    private static final int LEAVES = 4096;

    /** Which arithmetic is in use: on vectors, or the plain one that is several times slower. */
    public static String kernels() {
        return Kernels.describe();
    }

    private Benchmark() {}

    /** Times the primitives; each line of the report is passed on as soon as it is known. */
    public static void primitives(SecureRandom random, Consumer<String> report) {
        report.accept("kernels: " + kernels());
        for (Field field : List.of(Fields.p256(), Fields.fp128(), Fields.gf2_128())) {
            FieldArray a = random(field, random);
            FieldArray b = random(field, random);
            FieldArray c = field.newArray(ARRAY);
            Element k = field.get(a, 1);
            line(report, field, "add", ARRAY, () -> field.add(c, a, b));
            line(report, field, "mul", ARRAY, () -> field.mul(c, a, b));
            line(report, field, "axpy", ARRAY, () -> field.axpy(c, k, a));
            line(report, field, "dot", ARRAY, () -> field.dot(a, b));
            line(report, field, "bind", ARRAY, () -> field.bind(c.slice(0, ARRAY / 2), a, k));
            ReedSolomon code = new ReedSolomon(field, BLOCK, ENCODED);
            List<FieldArray> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(random(field, random));
            }
            FieldArray[] array = rows.toArray(FieldArray[]::new);
            line(
                    report,
                    field,
                    "extend " + BLOCK + " to " + ENCODED + ", per element",
                    ROWS * ENCODED,
                    () -> code.extend(array, 0, ROWS));
        }
        byte[] leaves = new byte[LEAVES * MerkleTree.DIGEST_BYTES];
        random.nextBytes(leaves);
        report.accept(String.format(
                Locale.ROOT,
                "%-8s %-34s %10.2f ns",
                "sha256",
                "Merkle tree, per leaf",
                nanos(() -> new MerkleTree(leaves).root()) / LEAVES));
    }

    private static FieldArray random(Field field, SecureRandom random) {
        FieldArray array = field.newArray(ARRAY);
        field.sample(array, (target, offset, length) -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, target, offset, length);
        });
        return array;
    }

    private static void line(Consumer<String> report, Field field, String what, int operations, Runnable work) {
        report.accept(String.format(Locale.ROOT, "%-8s %-34s %10.2f ns", field.name(), what, nanos(work) / operations));
    }

    private static double nanos(Runnable work) {
        long end = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < end) {
            work.run();
        }
        long start = System.nanoTime();
        int runs = 0;
        while (System.nanoTime() - start < MEASURE_NANOS) {
            work.run();
            runs++;
        }
        return (double) (System.nanoTime() - start) / runs;
    }
}
