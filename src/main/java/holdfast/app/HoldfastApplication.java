package holdfast.app;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What JavaFX starts. The name of this class is that of the program's windows on X11, by which a desktop finds their icon
 * ({@code StartupWMClass} in {@code holdfast.desktop}).
 */
public final class HoldfastApplication extends Application {
    /** JavaFX makes the one instance itself, so what it opens cannot come through its constructor. */
    private static final AtomicReference<@Nullable Consumer<Stage>> OPENS = new AtomicReference<>();

    /**
     * Returns when the last window is closed.
     *
     * @throws RuntimeException of no particular kind when there is no display, or a library is missing
     * @throws IllegalStateException when it was called before
     */
    static void run(Consumer<Stage> opens) {
        if (!OPENS.compareAndSet(null, opens)) {
            throw new IllegalStateException("JavaFX starts once in a program");
        }
        launch(HoldfastApplication.class);
    }

    @Override
    public void start(Stage stage) {
        Objects.requireNonNull(OPENS.get()).accept(stage);
    }
}
