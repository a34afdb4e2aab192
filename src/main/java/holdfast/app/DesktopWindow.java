package holdfast.app;

import holdfast.cli.Engines;
import holdfast.cli.Places;
import holdfast.cli.Window;
import holdfast.crypto.Hashes;
import holdfast.net.GuardedNetwork;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.text.Language;
import holdfast.ui.common.PlatformPrinting;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.StageFileDialogs;
import holdfast.ui.common.Tasks;
import holdfast.vault.Calibration;
import holdfast.vault.FileGenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.WalletStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Starts JavaFX, opens the window, and returns when it is closed. */
final class DesktopWindow implements Window {
    /** Set to true, it closes the window once it is drawn: to measure a start, and to train the installer's cache. */
    private static final String ONCE = "holdfast.window.once";

    private static final System.Logger LOG = System.getLogger(DesktopWindow.class.getName());

    private static final Duration TICK = Duration.seconds(5);

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
    public int open(Start start) throws Unavailable {
        // JavaFX warns that it is on the class path, which is on purpose; real errors still come through.
        java.util.logging.Logger javafx = java.util.logging.Logger.getLogger("javafx");
        javafx.setLevel(java.util.logging.Level.SEVERE);
        PreferencesFile file = new PreferencesFile(places.preferences());
        Preferences preferences = file.read();
        Path folder = folder(start, preferences);
        List<String> arguments =
                start.arguments().stream().map(DesktopWindow::absolute).toList();
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            // Before there is a window into which a secret could be typed.
            CompletableFuture<Void> memoryClosed = CompletableFuture.runAsync(ProcessMemory::closeToOthers, background);
            // What another start hands over before there is a window waits for it.
            CompletableFuture<Consumer<List<String>>> taker = new CompletableFuture<>();
            SingleInstance.Start instance =
                    SingleInstance.start(places.windows(), nameOf(folder), arguments, background, handed -> {
                        var _ = taker.thenAccept(open -> Platform.runLater(() -> open.accept(handed)));
                    });
            if (instance instanceof SingleInstance.Start.HandedOver) {
                return 0;
            }
            try {
                show(stage -> {
                    WindowComposition window =
                            new WindowComposition(environment(background, file, preferences, folder));
                    memoryClosed.join();
                    window.show(stage);
                    window.takeIn(arguments);
                    taker.complete(handed -> window.bringToFront(stage, handed));
                    return window::close;
                });
                return 0;
            } finally {
                if (instance instanceof SingleInstance.Start.First(SingleInstance first)) {
                    first.close();
                }
            }
        }
    }

    /**
     * Returns when the window is closed.
     *
     * @param opens draws the window on its stage, and gives what is to be done at its end
     */
    private static void show(Function<Stage, Runnable> opens) throws Unavailable {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        try {
            HoldfastApplication.run(stage -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> unexpected(error));
                try {
                    Runnable end = opens.apply(stage);
                    stage.setOnHidden(event -> end.run());
                } catch (RuntimeException e) {
                    fault.set(e);
                    Platform.exit();
                    return;
                }
                if (Boolean.getBoolean(ONCE)) {
                    closeOnceDrawn(stage);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            // JavaFX has no exception of its own for a display or a library that is missing.
            throw new Unavailable(e);
        }
        RuntimeException ofItsOwn = fault.get();
        if (ofItsOwn != null) {
            throw ofItsOwn;
        }
    }

    /** Prints when the window was drawn, in milliseconds since 1970, and closes it. */
    private static void closeOnceDrawn(Stage stage) {
        int[] pulses = new int[1];
        stage.getScene().addPostLayoutPulseListener(() -> {
            pulses[0]++;
            if (pulses[0] == 1) {
                Platform.requestNextPulse();
            } else if (pulses[0] == 2) {
                // A pulse waits until the picture of the one before it was drawn.
                System.out.println("drawn " + System.currentTimeMillis());
                Platform.runLater(stage::close);
            }
        });
    }

    private Path folder(Start start, Preferences preferences) {
        Path given = start.vault();
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        return preferences.vault().isEmpty() ? places.vault() : Path.of(preferences.vault());
    }

    /** The same for each start that means this folder. */
    private static String nameOf(Path folder) {
        return Hashes.sha256Hex(folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    /** The program may be started elsewhere than the one that takes its files; desktops name files by address. */
    static String absolute(String argument) {
        if (argument.startsWith("file:")) {
            try {
                return Path.of(URI.create(argument)).toString();
            } catch (IllegalArgumentException e) {
                return argument; // What is no address of a file is looked at as text, and refused there.
            }
        }
        try {
            Path path = Path.of(argument);
            return argument.contains(":") && !Files.exists(path)
                    ? argument
                    : path.toAbsolutePath().toString();
        } catch (InvalidPathException e) {
            return argument; // A link, for one, is no path on Windows.
        }
    }

    private WindowComposition.Environment environment(
            ExecutorService background, PreferencesFile file, Preferences preferences, Path vault) {
        return new WindowComposition.Environment(
                clock,
                random,
                engines,
                folder -> new WalletStore(
                        folder, random, clock, new FileGenerationMemory(places.generations()), DesktopWindow::cost),
                new PreferencesModel(preferences, Language.of(Locale.getDefault()), file::write),
                new Tasks(background, Platform::runLater, DesktopWindow::unexpected),
                (after, action) -> {
                    PauseTransition pause = new PauseTransition(Duration.millis((double) after.toMillis()));
                    pause.setOnFinished(event -> action.run());
                    pause.play();
                },
                new StageFileDialogs(),
                new PlatformPrinting(),
                () -> new GuardedNetwork(Resolver.system(), TlsTrust.system(), background, clock),
                Network.of(clock, random, engines).services(),
                vault,
                new VerifierStoreFolders(
                        random, clock, new FileGenerationMemory(places.generations()), DesktopWindow::cost),
                action -> {
                    Timeline timeline = new Timeline(new KeyFrame(TICK, event -> action.run()));
                    timeline.setCycleCount(Animation.INDEFINITE);
                    timeline.play();
                },
                SystemIdle.ofThisSystem());
    }

    /** What opening a vault may cost on this machine. */
    private static KdfCost cost() {
        return new Calibration(System::nanoTime, Runtime.getRuntime().maxMemory()).calibrate();
    }

    private static void unexpected(Throwable error) {
        LOG.log(System.Logger.Level.ERROR, "a fault of the program itself", error);
    }
}
