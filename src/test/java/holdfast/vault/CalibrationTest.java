package holdfast.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holdfast.crypto.Argon2Cost;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final long MANY = 1L << 40;

    private long now;
    private int runs;

    /** A machine on which a run takes as long as {@code nanos} says. */
    private KdfCost calibrate(ToLongFunction<Argon2Cost> nanos, long heap) {
        KeyStretcher machine = (secret, salt, cost) -> {
            runs++;
            now += runs == 1 ? 5_000_000_000L : nanos.applyAsLong(cost);
            return new byte[32];
        };
        return new Calibration(machine, () -> now, heap).calibrate();
    }

    private static long work(Argon2Cost cost) {
        return (long) cost.memoryKib() * cost.passes();
    }

    @Test
    void fastMachine_raisesMemoryFirst() {
        // 64 MiB and 3 passes in 0.2 s: 128 MiB in 0.4 s, 256 MiB in 0.8 s.
        assertThat(calibrate(cost -> work(cost) * 1017, MANY)).isEqualTo(new KdfCost(256 * 1024, 3, 4));
    }

    @Test
    void doublingTooMuch_raisesPasses() {
        // 0.4 s; half more would do, twice as much is within the second.
        assertThat(calibrate(cost -> work(cost) * 2034, MANY)).isEqualTo(new KdfCost(128 * 1024, 3, 4));
    }

    @Test
    void slowMachine_staysAtTheDefault() {
        assertThat(calibrate(cost -> work(cost) * 2600, MANY)).isEqualTo(KdfCost.DEFAULT);
        assertThat(calibrate(cost -> work(cost) * 50_000, MANY)).isEqualTo(KdfCost.DEFAULT);
    }

    @Test
    void smallHeap_keepsMemoryAndRaisesPasses() {
        KdfCost cost = calibrate(c -> work(c) * 1017, 256L << 20);
        assertThat(cost).isEqualTo(new KdfCost(64 * 1024, 8, 4));
    }

    @Test
    void veryFastMachine_endsAtTheBounds() {
        assertThat(calibrate(cost -> 1000, MANY)).isEqualTo(new KdfCost(1024 * 1024, 16, 4));
    }

    @Test
    void stepThatTakesTooLong_isNotTaken() {
        // More memory than the cache holds: suddenly ten times slower.
        assertThat(calibrate(cost -> cost.memoryKib() > 64 * 1024 ? 4_000_000_000L : 400_000_000L, MANY))
                .isEqualTo(KdfCost.DEFAULT);
    }

    @Test
    void cost_outsideTheBounds_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KdfCost(1024, 3, 4));
    }
}
