package holdfast.ui.unlock;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.ui.common.Printing;
import holdfast.ui.common.SecretField;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class UnlockTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private void write(String id, String text) {
        window(() -> {
            ((TextInputControl) lookup("#" + id).query()).setText(text);
            return null;
        });
    }

    private void awaitOpen() throws Exception {
        await(SOON, () -> window.services().session().isOpen());
    }

    private void existing(boolean withRecoveryKey) throws Exception {
        Wallet wallet = store(folder.resolve("vault"))
                .create(PASSPHRASE, withRecoveryKey)
                .wallet();
        wallet.close();
        relook();
    }

    private void relook() {
        window(() -> {
            window.services().navigator().show("settings");
            window.services().navigator().show("credentials");
            return null;
        });
    }

    @Test
    void firstStart_threeSteps_leadToAVaultThatItsRecoveryKeyOpens() throws Exception {
        assertThat(textOf("gate-title")).isEqualTo("Welcome to Holdfast");
        press("begin");
        assertThat(lookup("#create").query().isDisabled()).isTrue();
        write("new-passphrase", "copper lantern walks sideways");
        assertThat(textOf("strength")).isEqualTo("Fair");
        write("new-passphrase-again", "copper lantern");
        assertThat(textOf("passphrase-match")).isEqualTo("The two are not the same yet.");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("create");
        await(SOON, () -> lookup("#recovery-key").tryQuery().isPresent());
        assertThat(window.services().session().isOpen()).isFalse();
        Pane shown = lookup("#recovery-key").queryAs(Pane.class);
        String[] groups = shown.getChildren().stream()
                .map(node -> ((Label) node).getText())
                .toArray(String[]::new);
        assertThat(groups).hasSize(8);
        write("recovery-group-1", groups[2]);
        write("recovery-group-2", "XXXX");
        assertThat(lookup("#recovery-confirm").query().isDisabled()).isTrue();
        write("recovery-group-2", groups[5].toLowerCase(Locale.ROOT));

        press("recovery-confirm");

        awaitOpen();
        assertThat(new Safekeeping(window.services().session().wallet()).hasRecoveryKey())
                .isTrue();
        window(() -> {
            window.services().session().lock(AutoLock.Reason.ASKED);
            return null;
        });
        Wallet again = store(folder.resolve("vault"))
                .unlock(String.join("-", groups).toCharArray(), SecretKind.RECOVERY_KEY, Access.READ)
                .wallet();
        again.close();
    }

    @Test
    void create_withoutRecoveryKey_opensAndTheVaultHasNone() throws Exception {
        press("begin");
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("create");
        await(SOON, () -> lookup("#recovery-decline").tryQuery().isPresent());

        press("recovery-decline");

        awaitOpen();
        assertThat(new Safekeeping(window.services().session().wallet()).hasRecoveryKey())
                .isFalse();
    }

    @Test
    void create_weakPassphrase_asksBefore() throws Exception {
        press("begin");
        write("new-passphrase", "password1");
        write("new-passphrase-again", "password1");
        press("create");

        assertThat(window.services().dialogs().pane().isDisplay()).isTrue();
        press("dialog-no");
        assertThat(Files.exists(folder.resolve("vault/vault.hfv"))).isFalse();
    }

    @Test
    void recoveryKey_saved_isInAFileForItsOwnerOnly() throws Exception {
        press("begin");
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("create");
        await(SOON, () -> lookup("#recovery-save").tryQuery().isPresent());
        Path file = folder.resolve("key.txt");
        files.save = Optional.of(file);

        press("recovery-save");

        Pane shown = lookup("#recovery-key").queryAs(Pane.class);
        assertThat(Files.readString(file)).contains(((Label) shown.getChildren().getFirst()).getText());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void recoveryKey_printed_isOnTheSheetAndWhatFailsIsSaid() throws Exception {
        press("begin");
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("create");
        await(SOON, () -> lookup("#recovery-print").tryQuery().isPresent());

        press("recovery-print");

        Pane shown = lookup("#recovery-key").queryAs(Pane.class);
        String key = shown.getChildren().stream()
                .map(group -> ((Label) group).getText())
                .collect(Collectors.joining("-"));
        assertThat(printed).singleElement().asString().contains(key);
        assertThat(textOf("recovery-said")).isEqualTo(words("recovery.printed"));

        printer = Printing.Outcome.NO_PRINTER;
        press("recovery-print");
        assertThat(textOf("recovery-said")).isEqualTo(words("recovery.no-printer"));
        printer = Printing.Outcome.NOT_PRINTED;
        press("recovery-print");
        assertThat(textOf("recovery-said")).isEqualTo(words("recovery.not-printed"));
    }

    private String words(String key) {
        return window.services().words("common").text(key);
    }

    @Test
    void passphrase_wrong_isSaidAndNothingIsLost() throws Exception {
        existing(false);
        write("passphrase", "wrong");
        press("unlock");

        await(SOON, () -> lookup("#gate-problem").query().isVisible());
        assertThat(textOf("gate-problem-text")).isEqualTo("That does not open the vault.");
        assertThat(lookup("#passphrase").queryAs(PasswordField.class).getText()).isEmpty();

        write("passphrase", new String(PASSPHRASE));
        press("unlock");
        awaitOpen();
    }

    @Test
    void recoveryKey_typed_opensAndSetsANewPassphrase() throws Exception {
        var created = store(folder.resolve("vault")).create(PASSPHRASE, true);
        created.wallet().close();
        relook();
        window(() -> {
            ((Hyperlink) lookup("#forgotten").query()).fire();
            return null;
        });
        write("recovery-key", new String(created.recoveryKey()));
        press("unlock");
        await(SOON, () -> lookup("#reset").tryQuery().isPresent());
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");

        press("reset");

        awaitOpen();
        window(() -> {
            window.services().session().lock(AutoLock.Reason.ASKED);
            return null;
        });
        store(folder.resolve("vault"))
                .unlock("copper lantern walks sideways".toCharArray(), SecretKind.PASSPHRASE, Access.READ)
                .wallet()
                .close();
        store(folder.resolve("vault"))
                .unlock(created.recoveryKey(), SecretKind.RECOVERY_KEY, Access.READ)
                .wallet()
                .close();
    }

    @Test
    void vault_heldByAnother_isSaidAndOpensForReading() throws Exception {
        Wallet other = store(folder.resolve("vault")).create(PASSPHRASE, false).wallet();
        relook();
        write("passphrase", new String(PASSPHRASE));
        press("unlock");
        await(SOON, () -> lookup("#open-reading").query().isVisible());
        assertThat(textOf("gate-problem-text")).isEqualTo("Another program has this vault open.");

        press("open-reading");

        awaitOpen();
        assertThat(window.services().session().wallet().isReadOnly()).isTrue();
        other.close();
    }

    @Test
    void vault_newestStateDamaged_opensTheEarlierOneAfterAYes() throws Exception {
        Wallet wallet = store(folder.resolve("vault")).create(PASSPHRASE, false).wallet();
        fill(wallet);
        wallet.close();
        Path file = folder.resolve("vault/vault.hfv");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 40] ^= 1;
        Files.write(file, bytes);
        relook();
        write("passphrase", new String(PASSPHRASE));
        press("unlock");
        await(SOON, () -> lookup("#use-earlier").query().isVisible());

        press("use-earlier");
        assertThat(textOf("dialog-text")).contains("what was saved after that is not in it");
        press("dialog-yes");

        awaitOpen();
        assertThat(window.services().session().wallet().requests()).hasSizeLessThan(8);
    }

    @Test
    void vault_ofNewerVersion_isRefusedUntouched() throws Exception {
        existing(false);
        Path file = folder.resolve("vault/vault.hfv");
        byte[] bytes = Files.readAllBytes(file);
        bytes[9] = 9; // The version follows eight bytes of magic.
        Files.write(file, bytes);
        relook();
        write("passphrase", new String(PASSPHRASE));
        press("unlock");

        await(SOON, () -> lookup("#gate-problem").query().isVisible());
        assertThat(textOf("gate-problem-text")).isEqualTo("A newer version of Holdfast wrote this vault.");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void folder_chosen_opensTheVaultInIt() throws Exception {
        Wallet other =
                store(folder.resolve("elsewhere")).create(PASSPHRASE, false).wallet();
        other.close();
        files.folder = Optional.of(folder.resolve("elsewhere"));
        window(() -> {
            ((Hyperlink) lookup("#choose-folder").query()).fire();
            return null;
        });

        assertThat(textOf("gate-title")).isEqualTo("Open “elsewhere”");
        write("passphrase", new String(PASSPHRASE));
        press("unlock");
        awaitOpen();
    }

    @Test
    void secret_revealed_isShownAndForgottenWhenTaken() {
        SecretField field = window(() -> {
            SecretField made = new SecretField("some", "name", "reveal");
            made.textProperty().set("abc");
            return made;
        });

        char[] taken = window(field::take);

        assertThat(taken).isEqualTo("abc".toCharArray());
        assertThat(field.isBlank()).isTrue();
        Arrays.fill(taken, '\0');
        Node first = field.getChildren().getFirst();
        assertThat(first).isNotNull();
    }
}
