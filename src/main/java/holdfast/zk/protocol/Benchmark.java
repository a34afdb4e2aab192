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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Times the parts of the proof system on this machine, warm, on one thread. JMH measures more carefully; this needs no build. */
public final class Benchmark {
    private static final int ARRAY = 4096;
    private static final long WINDOW_NANOS = 100_000_000L;
    private static final int LEAST_ROUNDS = 8;
    private static final int STEADY_ROUNDS = 3;
    private static final int MOST_ROUNDS = 40;
    private static final int BLOCK = 512;
    private static final int ENCODED = 4096;
    private static final int ROWS = 8;
    private static final int LEAVES = 4096;

    /** Which arithmetic is in use: on vectors, or the plain one that is several times slower. */
    public static String kernels() {
        return Kernels.describe();
    }

    private Benchmark() {}

    /**
     * Times the primitives and passes on a line for each. A kernel on vectors runs a thousand times slower until the whole of its method is compiled,
     * which takes seconds for the large ones; so all of them take turns until several rounds have brought nothing better, and the best of each counts.
     */
    public static void primitives(SecureRandom random, Consumer<String> report) {
        report.accept("kernels: " + kernels());
        List<Line> lines = new ArrayList<>();
        for (Field field : List.of(Fields.p256(), Fields.fp128(), Fields.gf2_128())) {
            FieldArray a = random(field, random);
            FieldArray b = random(field, random);
            FieldArray c = field.newArray(ARRAY);
            Element k = field.get(a, 1);
            lines.add(new Line(field.name(), "add", ARRAY, () -> field.add(c, a, b)));
            lines.add(new Line(field.name(), "mul", ARRAY, () -> field.mul(c, a, b)));
            lines.add(new Line(field.name(), "axpy", ARRAY, () -> field.axpy(c, k, a)));
            lines.add(new Line(field.name(), "dot", ARRAY, () -> field.dot(a, b)));
            lines.add(new Line(field.name(), "bind", ARRAY, () -> field.bind(c.slice(0, ARRAY / 2), a, k)));
            ReedSolomon code = new ReedSolomon(field, BLOCK, ENCODED);
            FieldArray[] rows = new FieldArray[ROWS];
            Arrays.setAll(rows, i -> random(field, random));
            String extend = "extend " + BLOCK + " to " + ENCODED + ", per element";
            lines.add(new Line(field.name(), extend, ROWS * ENCODED, () -> code.extend(rows, 0, ROWS)));
        }
        byte[] leaves = new byte[LEAVES * MerkleTree.DIGEST_BYTES];
        random.nextBytes(leaves);
        lines.add(new Line("sha256", "Merkle tree, per leaf", LEAVES, () -> new MerkleTree(leaves).root()));

        int steady = 0;
        for (int round = 0; round < LEAST_ROUNDS || (round < MOST_ROUNDS && steady < STEADY_ROUNDS); round++) {
            boolean better = false;
            for (Line line : lines) {
                better |= line.measure();
            }
            steady = better ? 0 : steady + 1;
        }
        for (Line line : lines) {
            report.accept(String.format(
                    Locale.ROOT, "%-8s %-34s %10.2f ns", line.group, line.what, line.best / line.operations));
        }
    }

    /** One primitive and its best time so far, in ns a run. */
    private static final class Line {
        private final String group;
        private final String what;
        private final int operations;
        private final Runnable work;
        private double best = Double.MAX_VALUE;

        Line(String group, String what, int operations, Runnable work) {
            this.group = group;
            this.what = what;
            this.operations = operations;
            this.work = work;
        }

        /** Runs for a while; whether it went faster than ever before by a tenth. */
        boolean measure() {
            long start = System.nanoTime();
            int runs = 0;
            do {
                work.run();
                runs++;
            } while (System.nanoTime() - start < WINDOW_NANOS);
            double time = (double) (System.nanoTime() - start) / runs;
            boolean better = time < 0.9 * best;
            best = Math.min(best, time);
            return better;
        }
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
}
