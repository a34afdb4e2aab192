package holdfast.app;

import holdfast.cli.Engines;
import holdfast.cli.Places;
import holdfast.cli.Window;
import holdfast.net.GuardedNetwork;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.text.Language;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.StageFileDialogs;
import holdfast.ui.common.Tasks;
import holdfast.vault.Calibration;
import holdfast.vault.FileGenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.WalletStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Starts JavaFX, opens the window, and returns when it is closed. */
final class DesktopWindow implements Window {
    /** Set to true, it closes the window once it is drawn: to measure a start, and to train the installer's cache. */
    private static final String ONCE = "holdfast.window.once";

    private static final System.Logger LOG = System.getLogger(DesktopWindow.class.getName());

    private final Clock clock;
    private final SecureRandom random;
    private final Engines engines;
    private final Places places;

    DesktopWindow(Clock clock, SecureRandom random, Engines engines, Places places) {
        this.clock = clock;
        this.random = random;
        this.engines = engines;
        this.places = places;
    }

    @Override
    public int open() {
        // JavaFX warns that it is on the class path, which is on purpose; real errors still come through.
        java.util.logging.Logger javafx = java.util.logging.Logger.getLogger("javafx");
        javafx.setLevel(java.util.logging.Level.SEVERE);
        CountDownLatch closed = new CountDownLatch(1);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Platform.startup(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> unexpected(error));
                WindowComposition window = new WindowComposition(environment(background));
                Stage stage = new Stage();
                stage.setOnHidden(event -> {
                    window.close();
                    closed.countDown();
                });
                window.show(stage);
                if (Boolean.getBoolean(ONCE)) {
                    stage.getScene().addPostLayoutPulseListener(() -> Platform.runLater(stage::close));
                }
            });
            closed.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private WindowComposition.Environment environment(ExecutorService background) {
        PreferencesFile file = new PreferencesFile(places.preferences());
        return new WindowComposition.Environment(
                clock,
                random,
                engines,
                folder -> new WalletStore(
                        folder, random, clock, new FileGenerationMemory(places.generations()), DesktopWindow::cost),
                new PreferencesModel(file.read(), Language.of(Locale.getDefault()), file::write),
                new Tasks(background, Platform::runLater, DesktopWindow::unexpected),
                (after, action) -> {
                    PauseTransition pause = new PauseTransition(Duration.millis((double) after.toMillis()));
                    pause.setOnFinished(event -> action.run());
                    pause.play();
                },
                new StageFileDialogs(),
                () -> new GuardedNetwork(Resolver.system(), TlsTrust.system(), background, clock),
                places.vault(),
                new VerifierStoreFolders(
                        random, clock, new FileGenerationMemory(places.generations()), DesktopWindow::cost));
    }

    /** What opening a vault may cost on this machine. */
    private static KdfCost cost() {
        return new Calibration(System::nanoTime, Runtime.getRuntime().maxMemory()).calibrate();
    }

    private static void unexpected(Throwable error) {
        LOG.log(System.Logger.Level.ERROR, "a fault of the program itself", error);
    }
}
