package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a verifier needs for the largest circuits that it reads, whether it accepts or refuses. */
class SmallHeapTest {
    private static final int FLIPS = Boolean.getBoolean("holdfast.slow") ? 200 : 2;

    /** Half a gibibyte of heap must do for the vectors with the largest circuits, of up to 7.3 million terms. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void largeProofs_changed_areRefusedInHalfAGibibyte() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RefuseLargeProofs.class.getName(),
                        Integer.toString(FLIPS))
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).contains("COLUMN_NOT_COMMITTED=").contains("all were refused");
    }
}
