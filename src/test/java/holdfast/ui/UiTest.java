package holdfast.ui;

import holdfast.app.EmbeddedEngines;
import holdfast.app.WindowComposition;
import holdfast.cli.Engines;
import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.net.GuardedNetwork;
import holdfast.net.TlsTrust;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingService;
import holdfast.proving.StatementVerifier;
import holdfast.text.Language;
import holdfast.token.KeyResolver;
import holdfast.ui.common.FileDialogs;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.Printing;
import holdfast.ui.common.Tasks;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.vault.VaultId;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.PinnedKey;
import holdfast.wallet.Presentation;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A test of the real window, without a display: the product's own composition, a vault in a folder of the test with the
 * cheapest key derivation, samples of the three roles.
 */
public abstract class UiTest extends ApplicationTest {
    protected static final char[] PASSPHRASE = "correct horse battery".toCharArray();
    protected static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final KdfCost COST = new KdfCost(19 * 1024, 1, 1);

    @TempDir
    protected Path folder;

    protected final SecureRandom random = new SecureRandom();
    protected final Samples samples = Samples.load();
    protected final RolePlay roles = new RolePlay(samples, random);
    protected final List<Throwable> faults = new ArrayList<>();

    /** What the window wanted done after a while: run by the test. */
    protected final List<Runnable> later = new ArrayList<>();

    /** What the window does every few seconds: run by the test. */
    protected final List<Runnable> ticks = new ArrayList<>();

    /** What the system tells of the time in which nobody has used the computer. */
    protected Optional<Duration> unused = Optional.empty();

    /** What was printed, and how that ends. */
    protected final List<String> printed = new ArrayList<>();

    protected Printing.Outcome printer = Printing.Outcome.PRINTED;

    /** What the user chooses in the dialogs for files. */
    protected final ChosenFiles files = new ChosenFiles();

    /** Where JavaFX complains about a style sheet; kept here, since the log manager holds it weakly. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    private final Handler complaints = new Handler() {
        @Override
        public void publish(LogRecord complaint) {
            styles.add(complaint.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** What was wrong with the style sheets. */
    protected final List<String> styles = new CopyOnWriteArrayList<>();

    /** Is told of each vault that is opened or saved. */
    private final GenerationMemory generations = new GenerationMemory() {
        @Override
        public OptionalLong highest(VaultId vault) {
            notOnTheWindowsThread("a vault is opened");
            return OptionalLong.empty();
        }

        @Override
        public void remember(VaultId vault, long generation) {
            notOnTheWindowsThread("a vault is saved");
        }
    };

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    protected PreferencesModel preferences;
    protected WindowComposition window;
    protected Stage stage;

    @Override
    public void start(Stage primary) throws Exception {
        stage = primary;
        STYLES.addHandler(complaints);
        preferences = new PreferencesModel(startPreferences(), Language.ENGLISH, ignored -> {});
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> faults.add(error));
        window = new WindowComposition(new WindowComposition.Environment(
                clock(),
                random,
                watched(engines()),
                this::store,
                preferences,
                new Tasks(background, Platform::runLater, faults::add),
                (after, action) -> later.add(action),
                files,
                (owner, text) -> {
                    printed.add(text);
                    return printer;
                },
                () -> new GuardedNetwork(
                        host -> {
                            notOnTheWindowsThread("a name is looked up");
                            throw new UnknownHostException(host);
                        },
                        TlsTrust.system(),
                        background,
                        clock()),
                client -> provers(),
                folder.resolve("vault"),
                (store, passphrase) -> {
                    throw new AssertionError("this test has no store");
                },
                ticks::add,
                () -> unused));
        window.show(stage);
        stage.setWidth(1000);
        stage.setHeight(760);
    }

    /** May be overridden. */
    protected Preferences startPreferences() {
        return Preferences.DEFAULT.with(Preferences.Scheme.LIGHT);
    }

    /** May be overridden. */
    protected Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** The real prover and verifier of this machine; may be overridden. */
    protected Engines engines() {
        return EmbeddedEngines.of(random);
    }

    /** Remote provers; may be overridden. */
    protected ProvingService provers() {
        return (account, cancelled) -> {
            throw new AssertionError("this test has no remote prover");
        };
    }

    protected WalletStore store(Path vault) {
        return new WalletStore(vault, random, clock(), generations, () -> {
            notOnTheWindowsThread("a passphrase is stretched");
            return COST;
        });
    }

    /** What takes long must not keep the window from being drawn. */
    private void notOnTheWindowsThread(String what) {
        if (Platform.isFxApplicationThread()) {
            faults.add(new AssertionError(what + " on the window's thread"));
        }
    }

    /** The same engines, which say so when the window's thread waits for them. */
    private Engines watched(Engines engines) {
        return new Engines(
                () -> {
                    notOnTheWindowsThread("a proof is made");
                    return engines.prover().get();
                },
                () -> {
                    notOnTheWindowsThread("a proof is checked");
                    return engines.verifier().get();
                },
                engines.exporter(),
                engines.threads());
    }

    @AfterEach
    void noFaults() throws Exception {
        if (window != null) {
            window(() -> {
                window.close();
                return null;
            });
        }
        background.shutdownNow();
        background.awaitTermination(10, TimeUnit.SECONDS);
        roles.close();
        STYLES.removeHandler(complaints);
        if (!styles.isEmpty()) {
            throw new AssertionError("JavaFX complains about the style sheets: " + styles);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("the window met a fault of the program", faults.getFirst());
        }
    }

    /** Does something on the window's thread, and waits for all that it causes there. */
    protected <T> T window(Callable<T> action) {
        T result = WaitForAsyncUtils.waitForAsyncFx(20_000, action);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    /** The same for what gives nothing. */
    protected void on(Runnable action) {
        window(() -> {
            action.run();
            return null;
        });
    }

    protected void press(String id) {
        on(() -> lookup("#" + id).<ButtonBase>query().fire());
    }

    protected void showView(String feature) {
        on(() -> window.services().navigator().show(feature));
    }

    /** The file of a proof, as its prover makes it on the day of the tests. */
    protected static byte[] proof(Prover prover, Presentation presentation) throws Exception {
        return ProofFileCodec.write(prover.prove(
                new ProofTask(
                        presentation.request(),
                        presentation.credentials(),
                        LocalDate.parse("2026-11-20"),
                        NOW,
                        null,
                        null),
                (stage, done) -> {},
                () -> false));
    }

    /** Opens a new vault in the window. */
    protected Wallet openVault(String name) throws Exception {
        Wallet wallet = store(folder.resolve(name)).create(PASSPHRASE, false).wallet();
        window(() -> {
            window.services().session().opened(name, wallet);
            return null;
        });
        return wallet;
    }

    /** Puts every sample credential and request into a wallet, through the use cases. */
    protected void fill(Wallet wallet) throws Exception {
        CredentialImport credentials = new CredentialImport(wallet, KeyResolver.none());
        List<CredentialImport.Named> named = new ArrayList<>();
        for (Samples.Credential sample : samples.credentials().values()) {
            String token = roles.issue(sample).compact();
            named.add(new CredentialImport.Named(
                    credentials.check(
                            token, roles.key("issuer " + sample.kind()).publicKey()),
                    sample.title(),
                    List.of()));
        }
        credentials.store(named, false);
        RequestImport requests = new RequestImport(wallet, KeyResolver.none());
        for (Samples.Request sample : samples.requests().values()) {
            requests.store(requests.check(roles.ask(sample).compact(), Delivery.NONE), false);
        }
        window(() -> {
            window.services().session().changed();
            return null;
        });
    }

    /** Dialogs for files whose answers a test sets before; nothing is chosen otherwise. */
    protected static final class ChosenFiles implements FileDialogs {
        public List<Path> open = List.of();
        public Optional<Path> save = Optional.empty();
        public Optional<Path> folder = Optional.empty();

        /** What happens while the user chooses. */
        public Runnable meanwhile = () -> {};

        @Override
        public List<Path> open(String title) {
            meanwhile.run();
            return open;
        }

        @Override
        public Optional<Path> save(String title, String suggestedName) {
            meanwhile.run();
            return save;
        }

        @Override
        public Optional<Path> folder(String title) {
            meanwhile.run();
            return folder;
        }
    }

    /** The holder has compared the keys of the sample issuers and of some verifiers, and named them. */
    protected void nameKeys(Wallet wallet) throws Exception {
        Map<String, String> names = Map.of(
                "issuer bank", "Bank Samudra",
                "issuer clinic", "Klinik Melati",
                "issuer laboratory", "Harbour Laboratory",
                "issuer university", "Linden University",
                "issuer transport", "Ministry of Transport",
                "verifier Kredit Cepat", "Kredit Cepat",
                "verifier Payung Insurance", "Payung Insurance",
                "verifier City library", "City library");
        for (Map.Entry<String, String> entry : names.entrySet()) {
            var key = roles.key(entry.getKey()).publicKey();
            for (PinnedKey pinned : wallet.keys()) {
                if (pinned.key().equals(key)) {
                    wallet.describe(pinned, entry.getValue(), true);
                }
            }
        }
    }

    protected Scene scene() {
        return window.scene();
    }

    /** The text of the control with that id. */
    protected String textOf(String id) {
        Node node = lookup("#" + id).query();
        return ((Labeled) node).getText();
    }

    /** Waits until something holds, looking on the window's thread. */
    protected void await(Duration atMost, Callable<Boolean> holds) throws Exception {
        WaitForAsyncUtils.waitFor(
                atMost.toMillis(), TimeUnit.MILLISECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, holds));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** For engines that a test makes itself. */
    protected static Engines engines(Prover prover, StatementVerifier verifier) {
        return new Engines(
                () -> prover,
                () -> verifier,
                () -> (request, issuerKeys, proof, files, cancelled) -> {
                    throw new AssertionError("the window exports nothing");
                },
                java.util.concurrent.Executors::newVirtualThreadPerTaskExecutor);
    }
}
