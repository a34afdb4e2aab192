package holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SystemIdleTest {
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    private Path pictures;

    @Test
    void display_keyPressed_beginsToCountAnew() throws Exception {
        OwnDisplay.require();
        try (OwnDisplay display = new OwnDisplay(200, 200, pictures)) {
            Supplier<Optional<Duration>> idle = SystemIdle.ofDisplay(display.name());
            display.keys("SPACE");
            assertThat(idle.get()).isPresent();
            TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
            assertThat(idle.get().orElseThrow()).isGreaterThanOrEqualTo(QUIET.minusMillis(100));

            display.keys("SPACE");

            assertThat(idle.get().orElseThrow()).isLessThan(QUIET);
        }
    }

    @Test
    void display_thatIsNotThere_isNotAskedAgain() {
        Supplier<Optional<Duration>> idle = SystemIdle.ofDisplay(":4711");
        assertThat(idle.get()).isEmpty();
        assertThat(idle.get()).isEmpty();
    }
}
