package holdfast.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.PrivateSettings;
import holdfast.wallet.Wallet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class LockWatchTest extends UiTest {
    private Instant now = NOW;

    @Override
    protected Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private void pass(Duration time) {
        now = now.plus(time);
        window(() -> {
            ticks.forEach(Runnable::run);
            return null;
        });
    }

    private boolean isOpen() {
        return window(() -> window.services().session().isOpen());
    }

    private AutoLock.Reason reason() {
        return window(() -> window.services().session().reason());
    }

    @Test
    void vault_nothingHappens_locksAfterTheTimeSet() throws Exception {
        openVault("Personal");
        assertThat(textOf("vault-state")).isEqualTo("Vault “Personal” · locks after 5 minutes idle");

        for (int i = 0; i < 9; i++) {
            pass(Duration.ofSeconds(30));
        }
        assertThat(isOpen()).isTrue();
        pass(Duration.ofSeconds(30));

        assertThat(isOpen()).isFalse();
        assertThat(reason()).isEqualTo(AutoLock.Reason.IDLE);
    }

    @Test
    void vault_computerUsedElsewhere_staysOpenUntilItIsNot() throws Exception {
        openVault("Personal");
        unused = Optional.of(Duration.ofSeconds(3));
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(30));
        }
        assertThat(isOpen()).isTrue();
        unused = Optional.of(Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(30));
        }

        assertThat(isOpen()).isFalse();
        assertThat(reason()).isEqualTo(AutoLock.Reason.IDLE);
    }

    @Test
    void vault_keyPressed_staysOpen() throws Exception {
        openVault("Personal");
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(30));
            window(() -> {
                scene().getRoot()
                        .fireEvent(
                                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.SHIFT, false, false, false, false));
                return null;
            });
        }

        assertThat(isOpen()).isTrue();
    }

    @Test
    void computer_slept_locks() throws Exception {
        openVault("vault");

        pass(Duration.ofMinutes(3));

        assertThat(isOpen()).isFalse();
        assertThat(reason()).isEqualTo(AutoLock.Reason.SLEPT);
        assertThat(textOf("gate-subtitle")).contains("the computer slept");
    }

    @Test
    void window_minimised_locksWhereThatIsSet() throws Exception {
        Wallet wallet = openVault("Personal");
        window(() -> {
            stage.setIconified(true);
            stage.setIconified(false);
            return null;
        });
        assertThat(isOpen()).isTrue();
        wallet.changeSettings(new PrivateSettings(Duration.ofMinutes(5), true, null));
        window(() -> {
            window.services().session().changed();
            stage.setIconified(true);
            return null;
        });

        assertThat(isOpen()).isFalse();
        assertThat(reason()).isEqualTo(AutoLock.Reason.MINIMISED);
    }

    @Test
    void accelerator_lock_locks() throws Exception {
        openVault("Personal");

        push(KeyCode.CONTROL, KeyCode.L);

        assertThat(isOpen()).isFalse();
        assertThat(reason()).isEqualTo(AutoLock.Reason.ASKED);
    }
}
