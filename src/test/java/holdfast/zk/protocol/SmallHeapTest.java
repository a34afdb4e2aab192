package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.SmallHeap;
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
        assertThat(SmallHeap.run(RefuseLargeProofs.class, Integer.toString(FLIPS)))
                .contains("COLUMN_NOT_COMMITTED=", "all were refused");
    }
}
