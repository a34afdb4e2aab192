package holdfast.wallet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides when a wallet locks by itself. Driven by the clock alone: call {@link #tick} every few seconds, {@link #touch}
 * on each key and click. Idle time is counted from tick to tick, so that setting the clock back neither locks at once
 * nor keeps the wallet open for ever.
 */
public final class AutoLock {
    /** A pause between two ticks that is longer than this was the machine's sleep. */
    public static final Duration SLEEP = Duration.ofSeconds(60);

    private final InstantSource clock;
    private Duration limit;
    private boolean whenMinimised;
    private Duration idle = Duration.ZERO;
    private Instant last;
    private State state = new State.Locked(Reason.NEVER_UNLOCKED);

    /** Where it stands. */
    public sealed interface State {
        /** @param left time until it locks if nothing happens; zero when it never does */
        record Open(Duration left) implements State {}

        record Locked(Reason reason) implements State {}
    }

    /** Why it is locked. */
    public enum Reason {
        NEVER_UNLOCKED,
        ASKED,
        IDLE,
        MINIMISED,
        SLEPT
    }

    public AutoLock(InstantSource clock, PrivateSettings settings) {
        this.clock = clock;
        this.last = clock.instant();
        this.limit = settings.lockAfter();
        this.whenMinimised = settings.lockWhenMinimised();
    }

    /** Takes changed settings. */
    public synchronized State configure(PrivateSettings settings) {
        limit = settings.lockAfter();
        whenMinimised = settings.lockWhenMinimised();
        return tick();
    }

    /** The wallet was unlocked. */
    public synchronized State unlocked() {
        idle = Duration.ZERO;
        last = clock.instant();
        state = open();
        return state;
    }

    /** The user did something. */
    public synchronized State touch() {
        State now = tick();
        if (now instanceof State.Open) {
            idle = Duration.ZERO;
            state = open();
        }
        return state;
    }

    /** Time has passed, and all that is known of the user is what {@link #touch} told. */
    public State tick() {
        return tick(Optional.empty());
    }

    /**
     * Time has passed.
     *
     * @param unused how long nobody has used the computer, where the system tells it; it counts when it is shorter than
     *     the time without a {@link #touch}
     */
    public synchronized State tick(Optional<Duration> unused) {
        Instant now = clock.instant();
        Duration passed = Duration.between(last, now);
        last = now;
        if (state instanceof State.Locked) {
            return state;
        }
        if (passed.compareTo(SLEEP) > 0) {
            return lock(Reason.SLEPT);
        }
        if (!passed.isNegative()) {
            idle = idle.plus(passed);
        }
        if (unused.isPresent() && unused.get().compareTo(idle) < 0) {
            idle = unused.get();
        }
        if (!limit.isZero() && idle.compareTo(limit) >= 0) {
            return lock(Reason.IDLE);
        }
        state = open();
        return state;
    }

    /** The window was minimised. */
    public synchronized State minimised() {
        return whenMinimised && tick() instanceof State.Open ? lock(Reason.MINIMISED) : state;
    }

    /** The user asked for it. */
    public synchronized State lock() {
        return state instanceof State.Locked ? state : lock(Reason.ASKED);
    }

    public synchronized State state() {
        return state;
    }

    private State lock(Reason reason) {
        state = new State.Locked(reason);
        return state;
    }

    private State open() {
        return new State.Open(limit.isZero() ? Duration.ZERO : limit.minus(idle));
    }
}
