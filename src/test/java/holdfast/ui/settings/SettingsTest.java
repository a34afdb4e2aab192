package holdfast.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.wallet.PinnedKey;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class SettingsTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Wallet open() throws Exception {
        Wallet wallet = openVault("vault");
        window(() -> {
            window.services().navigator().show("settings");
            return null;
        });
        return wallet;
    }

    private void write(String id, String text) {
        window(() -> {
            ((TextInputControl) lookup("#" + id).query()).setText(text);
            return null;
        });
    }

    @Test
    void lockTime_chosen_isKeptInTheVault() throws Exception {
        Wallet wallet = open();

        window(() -> {
            @SuppressWarnings("unchecked")
            ChoiceBox<Integer> box = lookup("#lock-after").queryAs(ChoiceBox.class);
            box.setValue(15);
            return null;
        });
        await(SOON, () -> wallet.settings().lockAfter().equals(Duration.ofMinutes(15)));
        window(() -> {
            lookup("#lock-minimised").queryAs(CheckBox.class).setSelected(true);
            return null;
        });

        await(SOON, () -> wallet.settings().lockWhenMinimised());
        assertThat(textOf("vault-state")).contains("15 minutes");
    }

    @Test
    void passphrase_changed_opensTheVaultFromThenOn() throws Exception {
        open();
        press("change-passphrase");
        write("current-passphrase", new String(PASSPHRASE));
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("change-passphrase-do");
        await(SOON, () -> lookup("#dialog-ok").tryQuery().isPresent());
        press("dialog-ok");

        store(folder.resolve("vault"))
                .unlock("copper lantern walks sideways".toCharArray(), SecretKind.PASSPHRASE, Access.READ)
                .wallet()
                .close();
    }

    @Test
    void passphrase_changedWithoutTheOneOfToday_isRefused() throws Exception {
        open();
        press("change-passphrase");
        write("current-passphrase", "a guess");
        write("new-passphrase", "copper lantern walks sideways");
        write("new-passphrase-again", "copper lantern walks sideways");
        press("change-passphrase-do");
        await(SOON, () -> lookup("#dialog-text").tryQuery().isPresent());

        assertThat(textOf("dialog-text")).doesNotContain("new keys");
        store(folder.resolve("vault"))
                .unlock(PASSPHRASE.clone(), SecretKind.PASSPHRASE, Access.READ)
                .wallet()
                .close();
    }

    @Test
    void recoveryKey_addedAndRemoved_worksAndStopsWorking() throws Exception {
        Wallet wallet = open();
        press("add-recovery");
        String[] groups = lookup("#recovery-key").queryAs(Pane.class).getChildren().stream()
                .map(node -> ((Label) node).getText())
                .toArray(String[]::new);
        write("recovery-group-1", groups[2]);
        write("recovery-group-2", groups[5]);
        press("recovery-confirm");
        await(SOON, () -> new Safekeeping(wallet).hasRecoveryKey());
        await(SOON, () -> lookup("#remove-recovery").tryQuery().isPresent());

        press("remove-recovery");
        write("recovery-passphrase", "wrong");
        press("remove-recovery-do");
        await(SOON, () -> lookup("#dialog-ok").tryQuery().isPresent());
        assertThat(new Safekeeping(wallet).hasRecoveryKey()).isTrue();
        press("dialog-ok");
        press("remove-recovery");
        write("recovery-passphrase", new String(PASSPHRASE));
        press("remove-recovery-do");

        await(SOON, () -> !new Safekeeping(wallet).hasRecoveryKey());
    }

    @Test
    void backup_made_opensWithTheSamePassphrase() throws Exception {
        fill(open());
        files.folder = Optional.of(folder);

        press("backup");

        await(SOON, () -> lookup("#dialog-text").tryQuery().isPresent());
        assertThat(textOf("dialog-text")).contains("opened again to be sure");
        Path copy = folder.resolve("holdfast-backup-2026-11-20");
        Wallet there = store(copy)
                .unlock(PASSPHRASE.clone(), SecretKind.PASSPHRASE, Access.READ)
                .wallet();
        assertThat(there.credentials()).hasSize(7);
        there.close();
    }

    @Test
    void vault_checked_isSound() throws Exception {
        fill(open());
        press("verify-vault");
        write("verify-passphrase", new String(PASSPHRASE));
        press("verify-do");

        await(SOON, () -> lookup("#dialog-text").tryQuery().isPresent());
        assertThat(lookup("The vault is sound").tryQuery()).isPresent();
        assertThat(textOf("dialog-text")).contains("damaged: 0.").contains("The history is unchanged");
    }

    @Test
    void key_comparedAndNamed_isConfirmed() throws Exception {
        Wallet wallet = open();
        fill(wallet);
        await(SOON, () -> lookup("#key-name").tryQuery().isPresent());
        PinnedKey first = wallet.keys().getFirst();
        press("key-name");
        write("key-label", "My bank");
        press("key-label-save");

        await(
                SOON,
                () -> wallet.keys().stream()
                        .anyMatch(key ->
                                key.id().equals(first.id()) && key.displayName().equals("My bank")));
    }

    @Test
    void prover_badMeasurement_isRefusedAndNothingTypedIsLost() throws Exception {
        Wallet wallet = open();
        press("prover-add");
        write("prover-name", "Cloud");
        write("prover-address", "https://prover.example");
        write("prover-pcr0", "abc");
        press("prover-add-do");
        assertThat(textOf("prover-wrong")).startsWith("Each measurement has 96");
        assertThat(lookup("#prover-name").queryTextInputControl().getText()).isEqualTo("Cloud");

        write("prover-pcr0", "");
        press("prover-add-do");

        await(SOON, () -> wallet.provers().size() == 1);
        assertThat(wallet.provers().getFirst().address()).isEqualTo("https://prover.example");
    }
}
