package holdfast.ui.shell;

import holdfast.ui.common.WalletSession;
import holdfast.wallet.AutoLock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TouchEvent;
import org.jspecify.annotations.Nullable;

/**
 * Locks the open vault when its holder is away: the computer was not used for a while, the window was minimised, or the
 * computer slept, which shows as a jump of the clock between two ticks. Where the system does not tell whether it is
 * used, only what happens in the window counts.
 */
public final class LockWatch {
    private final WalletSession session;
    private final Supplier<Optional<Duration>> unused;
    private @Nullable AutoLock lock;

    /** @param unused how long nobody has used the computer, where the system tells it */
    public LockWatch(WalletSession session, InstantSource clock, Supplier<Optional<Duration>> unused) {
        this.session = session;
        this.unused = unused;
        session.walletProperty().addListener((property, before, after) -> {
            lock = after == null ? null : new AutoLock(clock, after.settings());
            if (lock != null) {
                lock.unlocked();
            }
        });
        session.revisionProperty().addListener((property, before, after) -> {
            AutoLock now = lock;
            if (now != null && session.isOpen()) {
                obey(now.configure(session.wallet().settings()));
            }
        });
    }

    /** Counts what happens in a scene as a sign of its user. */
    public void watch(Scene scene) {
        scene.addEventFilter(KeyEvent.ANY, this::touched);
        scene.addEventFilter(MouseEvent.ANY, this::touched);
        scene.addEventFilter(ScrollEvent.ANY, this::touched);
        scene.addEventFilter(TouchEvent.ANY, this::touched);
    }

    private void touched(Event event) {
        AutoLock now = lock;
        if (now != null) {
            obey(now.touch());
            if (lock == null) {
                event.consume(); // It was for the vault that has just been locked.
            }
        }
    }

    /** To be called every few seconds. */
    public void tick() {
        AutoLock now = lock;
        if (now != null) {
            obey(now.tick(unused.get()));
        }
    }

    /** The window was minimised. */
    public void minimised() {
        AutoLock now = lock;
        if (now != null) {
            obey(now.minimised());
        }
    }

    private void obey(AutoLock.State state) {
        if (state instanceof AutoLock.State.Locked(AutoLock.Reason reason)) {
            session.lock(reason);
        }
    }
}
