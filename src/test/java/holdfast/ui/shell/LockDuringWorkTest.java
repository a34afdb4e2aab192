package holdfast.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.cli.Engines;
import holdfast.net.LedgerLine;
import holdfast.token.KeyResolver;
import holdfast.ui.UiTest;
import holdfast.ui.common.WalletSession;
import holdfast.ui.intake.IntakeViewModel;
import holdfast.ui.intake.Source;
import holdfast.ui.proofs.ProofsViewModel;
import holdfast.ui.settings.SettingsViewModel;
import holdfast.wallet.AutoLock;
import holdfast.wallet.FakeProver;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;

/**
 * Locking while something uses the wallet: the window is locked at once, what was begun ends as it should, and only then
 * the keys are wiped. That no fault was logged meanwhile is checked after each test.
 */
class LockDuringWorkTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final CountDownLatch proving = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Exception> failed = new ArrayList<>();
    private Wallet wallet;

    /** A prover that waits in the middle until the test goes on, and then looks whether it was cancelled. */
    @Override
    protected Engines engines() {
        return engines(
                (task, listener, cancelled) -> {
                    proving.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new FakeProver().prove(task, listener, cancelled);
                },
                (request, proof, expected, cancelled) -> {
                    throw new AssertionError("this test verifies nothing");
                });
    }

    private WalletSession session() {
        return window.services().session();
    }

    private void open() throws Exception {
        wallet = openVault("personal");
        fill(wallet);
    }

    private void lock() {
        on(() -> session().lock(AutoLock.Reason.ASKED));
        assertThat(session().isOpen()).isFalse();
        assertThatThrownBy(wallet::use).isInstanceOf(IllegalStateException.class);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void whileNothingCanBeSaved(Step step) throws Exception {
        Wallet now = wallet;
        synchronized (now) {
            step.run();
        }
    }

    private Wallet reopened() throws Exception {
        assertThat(wallet.awaitClosed(SOON)).isTrue();
        assertThat(wallet.credentials()).as("what was read is let go of").isEmpty();
        return store(folder.resolve("personal"))
                .unlock(PASSPHRASE.clone(), WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.WRITE)
                .wallet();
    }

    private static List<HistoryEvent.Kind> kinds(Wallet of) {
        return of.history().stream()
                .map(entry ->
                        ((HistoryEntry.Content.Kept) entry.content()).event().kind())
                .toList();
    }

    private HeldRequest request(String title) {
        return wallet.requests().stream()
                .filter(held -> held.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void proof_lockedMeanwhile_isCancelledAndTheHistorySaysSo() throws Exception {
        open();
        on(() -> window.presenting().open(request("Personal loan")));
        await(
                SOON,
                () -> lookup("#present-make").tryQuery().isPresent()
                        && !lookup("#present-make").<Button>query().isDisabled());
        on(() -> lookup("#present-make").<Button>query().fire());
        proving.await();

        lock();
        assertThat(wallet.awaitClosed(Duration.ofMillis(50)))
                .as("the prover still reads")
                .isFalse();
        goOn.countDown();

        try (Wallet again = reopened()) {
            assertThat(kinds(again)).containsExactly(HistoryEvent.Kind.CANCELLED);
            assertThat(again.credentials()).isNotEmpty();
        }
    }

    @Test
    void import_lockedMeanwhile_isStored() throws Exception {
        wallet = openVault("personal");
        IntakeViewModel intake =
                new IntakeViewModel(session(), window.services().status());
        AtomicBoolean done = new AtomicBoolean();
        Source request = new Source.Text(
                roles.ask(samples.requests().values().iterator().next()).compact());
        on(() -> intake.take(List.of(request)));
        await(SOON, () -> intake.items().getFirst().isReady());
        whileNothingCanBeSaved(() -> {
            on(() -> intake.store(stored -> done.set(true)));
            lock();
            assertThat(done).isFalse();
        });
        try (Wallet again = reopened()) {
            assertThat(again.requests()).hasSize(1);
            assertThat(again.keys()).hasSize(1);
        }
        await(SOON, done::get);
        assertThat(intake.busyProperty().get()).isFalse();
    }

    @Test
    void export_lockedMeanwhile_isWrittenAndNoted() throws Exception {
        open();
        goOn.countDown();
        HeldRequest request = request("Personal loan");
        LocalDate today = LocalDate.ofInstant(clock().instant(), ZoneOffset.UTC);
        Matching.Answer answer = Matching.of(wallet, request, KeyResolver.none(), today)
                .suggested()
                .orElseThrow();
        var proven = new Proving(wallet, engines().prover().get())
                .prove(request, answer, today, (stage, part) -> {}, () -> false);
        ProofsViewModel proofs = new ProofsViewModel(session());
        Path file = folder.resolve("out.hfproof");
        whileNothingCanBeSaved(() -> {
            on(() -> proofs.save(proven.entry(), new byte[] {1}, file, () -> {}, failed::add));
            await(SOON, () -> Files.exists(file));
            lock();
        });
        try (Wallet again = reopened()) {
            assertThat(kinds(again)).containsExactly(HistoryEvent.Kind.PROVEN, HistoryEvent.Kind.EXPORTED);
        }
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(failed).isEmpty();
    }

    @Test
    void backup_lockedMeanwhile_isWholeAndNoted() throws Exception {
        open();
        SettingsViewModel settings = new SettingsViewModel(session(), this::store);
        Path copy = folder.resolve("copy");
        AtomicBoolean done = new AtomicBoolean();
        whileNothingCanBeSaved(() -> {
            on(() -> settings.backup(copy, made -> done.set(true), failed::add));
            lock();
        });
        int credentials;
        try (Wallet again = reopened()) {
            credentials = again.credentials().size();
            assertThat(again.settings().lastBackup()).isEqualTo(clock().instant());
        }
        await(SOON, done::get);
        assertThat(settings.busyProperty().get()).isFalse();
        assertThat(failed).isEmpty();
        try (Wallet backup = store(copy)
                .unlock(PASSPHRASE.clone(), WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.READ)
                .wallet()) {
            assertThat(backup.credentials()).hasSize(credentials).isNotEmpty();
        }
    }

    /** Work that was begun and not yet come to a thread reads what it would have read, not a closed wallet. */
    @Test
    void reading_lockedBeforeItRan_stillReads() throws Exception {
        open();
        SettingsViewModel settings = new SettingsViewModel(session(), this::store);
        List<List<LedgerLine>> read = new ArrayList<>();
        on(() -> {
            settings.ledger(read::add, failed::add);
            session().lock(AutoLock.Reason.IDLE);
        });
        reopened().close();
        await(SOON, () -> !read.isEmpty());
        assertThat(failed).isEmpty();
    }

    /** The next unlocking waits for it, in place of saying that another program has the vault. */
    @Test
    void unlock_whileTheLastUseGoesOn_waits() throws Exception {
        open();
        whileNothingCanBeSaved(() -> {
            on(() -> session()
                    .start(
                            (open, progress) -> open.describe(open.keys().getFirst(), "named", false),
                            named -> {},
                            failed::add));
            lock();
            on(() -> window.services().navigator().show("credentials"));
        });
        session().awaitLocked(SOON);
        try (Wallet again = reopened()) {
            assertThat(again.keys().getFirst().label()).isEqualTo("named");
        }
        assertThat(failed).isEmpty();
    }
}
