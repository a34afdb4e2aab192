package holdfast.app;

import holdfast.cli.Engines;
import holdfast.demo.Samples;
import holdfast.net.GuardedClient;
import holdfast.net.GuardedNetwork;
import holdfast.proving.ProvingService;
import holdfast.ui.common.ClearingClipboard;
import holdfast.ui.common.Dialogs;
import holdfast.ui.common.Feature;
import holdfast.ui.common.FileDialogs;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.Printing;
import holdfast.ui.common.StatusModel;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WalletSession;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.credentials.CredentialsFeature;
import holdfast.ui.credentials.CredentialsViewModel;
import holdfast.ui.demo.DemoFeature;
import holdfast.ui.intake.IntakePages;
import holdfast.ui.intake.IntakeViewModel;
import holdfast.ui.intake.Source;
import holdfast.ui.present.Presenting;
import holdfast.ui.proofs.ProofsFeature;
import holdfast.ui.proofs.ProofsViewModel;
import holdfast.ui.requests.RequestsFeature;
import holdfast.ui.requests.RequestsViewModel;
import holdfast.ui.settings.SettingsFeature;
import holdfast.ui.settings.SettingsViewModel;
import holdfast.ui.shell.Accelerators;
import holdfast.ui.shell.LockWatch;
import holdfast.ui.shell.ShellView;
import holdfast.ui.unlock.UnlockGate;
import holdfast.ui.unlock.UnlockViewModel;
import holdfast.ui.unlock.VaultFolder;
import holdfast.ui.verify.VerifierStores;
import holdfast.ui.verify.VerifyFeature;
import holdfast.wallet.AutoLock;
import holdfast.wallet.WalletStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;

/** The window, wired by hand. A feature is added in {@link #features}, and nowhere else. */
public final class WindowComposition {
    private static final double WIDTH = 1180;
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 800;
    private static final double LEAST_HEIGHT = 560;

    private final WalletSession session;
    private final Dialogs dialogs;
    private final ShellView shell;
    private final WindowServices services;
    private final IntakePages intake;
    private final ProofsFeature proofs;
    private final UnlockViewModel unlock;
    private final Scene scene;
    private final Theme theme;
    private final Presenting presenting;
    private final LockWatch lockWatch;
    private Subscription minimising = Subscription.EMPTY;

    /**
     * What the window is given from outside, and a test gives its own.
     *
     * @param wallets the wallet in a folder
     * @param later does something after a while, on the window's thread
     * @param network the way out, made when it is first needed
     * @param provers makes the client of remote provers that goes through a wallet's own door
     * @param folder the vault's own
     * @param stores of verifiers
     * @param ticker does something every few seconds, on the window's thread
     * @param unused how long nobody has used the computer, where the system tells it
     */
    public record Environment(
            Clock clock,
            SecureRandom random,
            Engines engines,
            Function<Path, WalletStore> wallets,
            PreferencesModel preferences,
            Tasks tasks,
            ClearingClipboard.Later later,
            FileDialogs files,
            Printing printing,
            Supplier<GuardedNetwork> network,
            Function<GuardedClient, ProvingService> provers,
            Path folder,
            VerifierStores stores,
            Consumer<Runnable> ticker,
            Supplier<Optional<Duration>> unused) {}

    /** To be called on the JavaFX thread. */
    public WindowComposition(Environment environment) {
        Theme.prepare(environment.preferences());
        this.dialogs = new Dialogs();
        this.session = new WalletSession(environment.tasks(), environment.network());
        StatusModel status = new StatusModel();
        this.intake = new IntakePages(
                new IntakeViewModel(session, status),
                (window, stored) ->
                        window.navigator().show(stored.credentials().isEmpty() ? "requests" : "credentials"));
        this.proofs = new ProofsFeature(new ProofsViewModel(session));
        this.shell = new ShellView(features(environment));
        this.services = new WindowServices(
                environment.preferences(),
                environment.tasks(),
                shell,
                dialogs,
                new ClearingClipboard(environment.later()),
                environment.files(),
                environment.printing(),
                status,
                session);
        // What a dialog shows of the vault goes with it; whoever it asked is told no.
        session.beforeLock(dialogs::close);
        this.presenting = new Presenting(
                services, environment.clock(), environment.engines().prover(), environment.provers(), entry -> {
                    proofs.select(entry);
                    shell.show(ProofsFeature.ID);
                });
        this.unlock = new UnlockViewModel(
                new VaultFolder(
                        environment.wallets(),
                        folder -> folder.equals(environment.folder()) || folder.getFileName() == null
                                ? services.words("unlock").text("default-name")
                                : folder.getFileName().toString(),
                        environment.folder()),
                environment.tasks(),
                session);
        UnlockGate gate = new UnlockGate(unlock, () -> {
            if (shell.featureIds().contains("demo")) {
                shell.show("demo");
            }
        });
        gate.watch(services);
        this.scene = new Scene(shell.build(services, gate::view), WIDTH, HEIGHT);
        this.theme = Theme.install(scene, environment.preferences());
        if (environment.preferences().get().stillness()) {
            dialogs.still();
        }
        environment.preferences().valueProperty().addListener((property, before, after) -> {
            if (after.stillness() && !before.stillness()) {
                dialogs.still();
            }
        });
        LockWatch watch = new LockWatch(session, environment.clock(), environment.unused());
        watch.watch(scene);
        environment.ticker().accept(watch::tick);
        this.lockWatch = watch;
        Accelerators.install(
                scene,
                services,
                new Accelerators.Actions(
                        shell.featureIds(),
                        () -> session.lock(AutoLock.Reason.ASKED),
                        () -> intake.openFiles(services),
                        () -> intake.paste(services),
                        () -> scene.getWindow()
                                .fireEvent(new WindowEvent(scene.getWindow(), WindowEvent.WINDOW_CLOSE_REQUEST))));
        session.walletProperty().addListener((property, before, after) -> {
            if (after != null) {
                PreferencesModel preferences = environment.preferences();
                String opened = unlock.folderProperty().get().toString();
                preferences.set(preferences.get().withVault(opened));
                Platform.runLater(() -> intake.takeWaiting(services));
            }
        });
    }

    private UnlockViewModel unlock() {
        return unlock;
    }

    /** Every feature, in the order of the rail. */
    private List<Feature> features(Environment environment) {
        return List.of(
                new CredentialsFeature(new CredentialsViewModel(session), intake),
                new RequestsFeature(
                        new RequestsViewModel(session, environment.clock()),
                        intake,
                        (window, request) -> presenting().open(request)),
                proofs,
                new VerifyFeature(
                        environment.clock(),
                        environment.random(),
                        environment.engines().verifier(),
                        Samples::load,
                        environment.stores()),
                new SettingsFeature(
                        new SettingsViewModel(session, environment.wallets()),
                        () -> unlock().folderProperty().get(),
                        environment.clock()),
                new DemoFeature(
                        environment.clock(),
                        environment.random(),
                        Samples::load,
                        environment.engines().prover(),
                        environment.engines().verifier()));
    }

    /** Shows the window. */
    public void show(Stage stage) {
        stage.setTitle(services.words("shell").text("product"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        minimising = stage.iconifiedProperty().subscribe(() -> {
            if (stage.isIconified()) {
                lockWatch.minimised();
            }
        });
        stage.setOnCloseRequest(event -> {
            if (presenting.isProving()) {
                event.consume();
                Words words = services.words("shell");
                dialogs.ask(
                        new Dialogs.Question(
                                words.text("proving.title"),
                                words.text("proving.text"),
                                words.text("proving.yes"),
                                words.text("proving.no"),
                                true),
                        stage::hide);
            }
        });
        stage.show();
    }

    /** Brings the window to the front and takes in what a second start was given. */
    public void bringToFront(Stage stage, List<String> arguments) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
        takeIn(arguments);
    }

    /** Takes in files and links; they wait while the vault is locked. */
    public void takeIn(List<String> arguments) {
        intake.take(services, Source.ofArguments(arguments));
    }

    /** Opens "What will be proven". */
    public Presenting presenting() {
        return presenting;
    }

    /** The way in for what comes from outside. */
    public IntakePages intake() {
        return intake;
    }

    /** Locks, and lets go of everything. */
    public void close() {
        session.lock(AutoLock.Reason.ASKED);
        unlock.close();
        // What was typed and not used, and a recovery key that is shown, are wiped when they leave the window.
        scene.setRoot(new Region());
        theme.uninstall();
        minimising.unsubscribe();
    }

    public Scene scene() {
        return scene;
    }

    public WindowServices services() {
        return services;
    }

    /** The ids of the features, in the order of the rail. */
    public List<String> featureIds() {
        return shell.featureIds();
    }
}
