package holdfast.zk.field;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.zk.poly.ReedSolomon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The module with the vectors is optional: a Java without it computes the same. */
class WithoutVectorsTest {
    /** Runs in a Java of its own. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            StringBuilder out = new StringBuilder(Kernels.describe()).append('\n');
            for (Field f : List.of(Fields.p256(), Fields.fp128(), Fields.gf2_128())) {
                out.append(digest(f)).append('\n');
            }
            System.out.print(out);
        }
    }

    /** A row of squares extended, and what it adds up to. */
    private static String digest(Field f) {
        FieldArray row = f.newArray(100);
        for (int i = 0; i < 30; i++) {
            f.set(row, i, f.fromLong(977L * i));
        }
        f.mul(row, row, row);
        new ReedSolomon(f, 30, 100).extend(row);
        return f.name() + " " + f.dot(row, row);
    }

    private static List<String> run(String... options) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process p = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void arithmetic_inAJavaWithoutTheModule_isTheSameAndSaysSo() throws Exception {
        List<String> plain = run();
        List<String> vectors = run("--add-modules", "jdk.incubator.vector");
        List<String> narrow =
                run("--add-modules", "jdk.incubator.vector", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2");
        assertThat(plain.getFirst()).startsWith("plain 64-bit arithmetic").contains("jdk.incubator.vector");
        assertThat(vectors.getFirst()).startsWith("vectors of ");
        assertThat(narrow.getFirst()).startsWith("vectors of ");
        assertThat(plain.subList(1, 4)).isEqualTo(vectors.subList(1, 4)).isEqualTo(narrow.subList(1, 4));
        assertThat(plain.get(1)).isEqualTo(digest(Fields.p256()));
    }
}
