package holdfast.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import holdfast.ui.UiTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user, their computer and its disk may do at the worst moment. Each test also fails on a fault that was logged. */
class HostileUseTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private boolean there(String id) {
        return lookup("#" + id).tryQuery().isPresent();
    }

    private void lockWhileAFileIsChosen() {
        files.meanwhile = () -> window.services().session().lock(AutoLock.Reason.IDLE);
    }

    private Wallet openWithHistory() throws Exception {
        Wallet wallet = openVault("personal");
        fill(wallet);
        new HistoryKeeping(wallet).decline(wallet.requests().getFirst(), null);
        on(() -> window.services().session().changed());
        return wallet;
    }

    @ParameterizedTest
    @CsvSource({"proofs, history-export", "settings, backup"})
    void lock_whileAFileIsChosen_isSaidAndNothingIsWritten(String feature, String button) throws Exception {
        openWithHistory();
        showView(feature);
        Path chosen = Files.createDirectory(folder.resolve("chosen"));
        files.save = Optional.of(chosen.resolve("file"));
        files.folder = Optional.of(chosen);
        lockWhileAFileIsChosen();

        press(button);

        await(SOON, () -> there("dialog-text"));
        assertThat(textOf("dialog-text")).isEqualTo("Nothing was done. Unlock it, then try again.");
        assertThat(chosen).isEmptyDirectory();
    }

    @Test
    void recoveryKey_lockedWhileItsFileIsChosen_isNotWritten() throws Exception {
        openVault("personal");
        showView("settings");
        press("add-recovery");
        Path file = folder.resolve("key.txt");
        files.save = Optional.of(file);
        lockWhileAFileIsChosen();

        press("recovery-save");

        assertThat(there("recovery-key")).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void vaultFolder_goneWhileItIsOpen_refusesTheChangeWithASentenceAndGoesOnWithWhatThereIs() throws Exception {
        Wallet wallet = openWithHistory();
        int before = wallet.credentials().size();
        Path there = folder.resolve("personal");
        Path elsewhere = Files.move(there, folder.resolve("elsewhere"));
        openFirstCredential();
        rename("Lantern");

        await(SOON, () -> there("dialog-text"));
        assertThat(textOf("dialog-text")).isNotEmpty().doesNotContain("report");
        press("dialog-ok");
        assertThat(wallet.credentials())
                .hasSize(before)
                .noneMatch(held -> held.name().equals("Lantern"));

        Files.move(elsewhere, there);
        rename("Lantern");
        await(
                SOON,
                () -> wallet.credentials().stream().anyMatch(held -> held.name().equals("Lantern")));
    }

    private void openFirstCredential() throws Exception {
        showView("credentials");
        await(
                SOON,
                () -> !lookup("#credential-list")
                        .<ListView<?>>query()
                        .getItems()
                        .isEmpty());
        on(() -> {
            ListView<?> list = lookup("#credential-list").query();
            list.getSelectionModel().selectFirst();
            list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
    }

    private void rename(String name) {
        press("credential-rename");
        on(() -> lookup("#rename-name").<TextInputControl>query().setText(name));
        press("rename-save");
    }

    @Test
    void history_exportedToAFullDisk_saysThatItWasNotWritten() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only some systems have a disk that is always full");
        openWithHistory();
        showView("proofs");
        files.save = Optional.of(full);

        press("history-export");

        await(SOON, () -> there("dialog-text"));
        assertThat(textOf("dialog-text")).contains("full");
    }

    @Test
    void filesOfASecondStart_whileADialogIsOpen_waitUnderIt() throws Exception {
        openWithHistory();
        openFirstCredential();
        press("credential-rename");
        Path notes = Files.writeString(folder.resolve("notes.txt"), "Buy milk");

        on(() -> window.bringToFront(stage, List.of(notes.toString(), "holdfast:nonsense", "\0")));

        assertThat(there("rename-name")).as("the dialog stays").isTrue();
        press("rename-cancel");
        await(SOON, () -> lookup("#intake-verdict").queryAll().size() == 3);
    }

    @Test
    void unlocking_windowClosedMeanwhile_leavesNoVaultOpen() throws Exception {
        openVault("vault");
        on(() -> window.services().session().lock(AutoLock.Reason.ASKED));
        on(() -> lookup("#passphrase").<TextInputControl>query().setText(new String(PASSPHRASE)));

        on(() -> {
            lookup("#unlock").<Button>query().fire();
            lookup("#unlock").<Button>query().fire();
            window.close();
        });

        await(SOON, () -> canBeOpened(folder.resolve("vault")));
        assertThat(window.services().session().isOpen()).isFalse();
    }

    /** Whether no one holds it. */
    private boolean canBeOpened(Path vault) throws IOException {
        try (Wallet wallet = CompletableFuture.supplyAsync(() -> {
                    try {
                        return store(vault)
                                .unlock(PASSPHRASE.clone(), WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.WRITE)
                                .wallet();
                    } catch (WalletException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join()) {
            return !wallet.isReadOnly();
        } catch (CompletionException e) {
            return false;
        }
    }
}
