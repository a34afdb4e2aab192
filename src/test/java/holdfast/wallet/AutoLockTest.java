package holdfast.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.wallet.AutoLock.Reason;
import holdfast.wallet.AutoLock.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a wallet locks by itself: a matter of the clock alone. */
class AutoLockTest {
    private final Given.TestClock clock = new Given.TestClock();
    private final AutoLock lock = new AutoLock(clock, new PrivateSettings(Duration.ofMinutes(5), true, null));

    private State pass(Duration time) {
        State state = lock.state();
        for (Duration left = time; left.isPositive(); left = left.minusSeconds(10)) {
            clock.advance(Duration.ofSeconds(10));
            state = lock.tick();
        }
        return state;
    }

    @Test
    void idle_forTheTimeSet_locks() {
        assertThat(lock.state()).isEqualTo(new State.Locked(Reason.NEVER_UNLOCKED));
        assertThat(lock.unlocked()).isEqualTo(new State.Open(Duration.ofMinutes(5)));
        assertThat(pass(Duration.ofSeconds(290))).isEqualTo(new State.Open(Duration.ofSeconds(10)));
        assertThat(pass(Duration.ofSeconds(10))).isEqualTo(new State.Locked(Reason.IDLE));
        assertThat(lock.touch()).isEqualTo(new State.Locked(Reason.IDLE));
    }

    @Test
    void touch_inBetween_startsTheTimeAnew() {
        lock.unlocked();
        pass(Duration.ofSeconds(290));
        assertThat(lock.touch()).isEqualTo(new State.Open(Duration.ofMinutes(5)));
        assertThat(pass(Duration.ofSeconds(290))).isInstanceOf(State.Open.class);
    }

    @Test
    void computer_usedElsewhere_countsAsUse() {
        lock.unlocked();
        pass(Duration.ofSeconds(290));
        clock.advance(Duration.ofSeconds(10));
        assertThat(lock.tick(Optional.of(Duration.ofSeconds(2)))).isEqualTo(new State.Open(Duration.ofSeconds(298)));
        assertThat(pass(Duration.ofMinutes(5))).isEqualTo(new State.Locked(Reason.IDLE));
    }

    @Test
    void computer_unusedForLongerThanTheWallet_changesNothing() {
        lock.unlocked();
        clock.advance(Duration.ofSeconds(10));
        assertThat(lock.tick(Optional.of(Duration.ofHours(1)))).isEqualTo(new State.Open(Duration.ofSeconds(290)));
    }

    @Test
    void computer_usedButTheClockJumped_locks() {
        lock.unlocked();
        clock.advance(Duration.ofSeconds(61));
        assertThat(lock.tick(Optional.of(Duration.ZERO))).isEqualTo(new State.Locked(Reason.SLEPT));
    }

    @Test
    void longPauseBetweenTicks_isSleepAndLocks() {
        lock.unlocked();
        clock.advance(Duration.ofSeconds(61));
        assertThat(lock.tick()).isEqualTo(new State.Locked(Reason.SLEPT));
    }

    @Test
    void clockSetBack_neitherLocksNorKeepsOpenForEver() {
        lock.unlocked();
        pass(Duration.ofSeconds(200));
        clock.advance(Duration.ofHours(-3));
        assertThat(lock.tick()).isEqualTo(new State.Open(Duration.ofSeconds(100)));
        assertThat(pass(Duration.ofSeconds(100))).isEqualTo(new State.Locked(Reason.IDLE));
    }

    @Test
    void minimised_locksOnlyWhenSet() {
        lock.unlocked();
        assertThat(lock.minimised()).isEqualTo(new State.Locked(Reason.MINIMISED));
        lock.configure(new PrivateSettings(Duration.ZERO, false, null));
        lock.unlocked();
        assertThat(lock.minimised()).isEqualTo(new State.Open(Duration.ZERO));
        assertThat(pass(Duration.ofHours(1))).isEqualTo(new State.Open(Duration.ZERO));
        assertThat(lock.lock()).isEqualTo(new State.Locked(Reason.ASKED));
    }
}
