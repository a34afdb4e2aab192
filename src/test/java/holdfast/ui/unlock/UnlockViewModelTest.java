package holdfast.ui.unlock;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.ViewModelTest;
import holdfast.ui.unlock.UnlockViewModel.Step;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletException.Reason;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.Created;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class UnlockViewModelTest extends ViewModelTest {
    private static final String PASSPHRASE = "correct horse battery";
    private static final String OTHER = "copper lantern walks sideways";

    private UnlockViewModel model() {
        return new UnlockViewModel(
                new VaultFolder(this::store, path -> path.getFileName().toString(), folder.resolve("vault")),
                tasks,
                session);
    }

    private WalletStore store(Path where) {
        return new WalletStore(where, random, clock(), GenerationMemory.none(), () -> new KdfCost(19 * 1024, 1, 1));
    }

    /** A vault that is closed; its recovery key, if it has one. */
    private Created existing(boolean withRecoveryKey) throws WalletException {
        Created created = store(folder.resolve("vault")).create(PASSPHRASE.toCharArray(), withRecoveryKey);
        created.wallet().close();
        return created;
    }

    /** That the vault opens, and for writing: nobody holds it. */
    private void assertOpens(String secret, SecretKind kind) throws WalletException {
        store(folder.resolve("vault"))
                .unlock(secret.toCharArray(), kind, Access.WRITE)
                .wallet()
                .close();
    }

    private static void assertWiped(char[]... secrets) {
        for (char[] secret : secrets) {
            assertThat(secret).containsOnly('\0');
        }
    }

    private static void assertProblem(UnlockViewModel model, Reason reason) {
        assertThat(model.problemProperty().get())
                .asInstanceOf(InstanceOfAssertFactories.type(WalletException.class))
                .extracting(WalletException::reason)
                .isEqualTo(reason);
    }

    @Test
    void passphrase_right_opensTheVaultAndIsWiped() throws Exception {
        existing(false);
        UnlockViewModel model = model();
        assertThat(model.stepProperty().get()).isEqualTo(Step.OPEN);
        assertThat(model.hasRecoveryKey()).isFalse();
        char[] typed = PASSPHRASE.toCharArray();

        model.unlock(typed, SecretKind.PASSPHRASE, Access.WRITE);
        assertThat(model.busyProperty().get()).isTrue();
        assertThat(session.isOpen()).isFalse();
        work();

        assertThat(session.isOpen()).isTrue();
        assertThat(session.name()).isEqualTo("vault");
        assertThat(session.wallet().isReadOnly()).isFalse();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).isNull();
        assertWiped(typed);
    }

    @Test
    void passphrase_wrong_isAProblemUntilTheRightOneIsTyped() throws Exception {
        existing(false);
        UnlockViewModel model = model();
        char[] wrong = OTHER.toCharArray();

        model.unlock(wrong, SecretKind.PASSPHRASE, Access.WRITE);
        work();
        assertProblem(model, Reason.WRONG_SECRET);
        assertThat(session.isOpen()).isFalse();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.stepProperty().get()).isEqualTo(Step.OPEN);
        assertWiped(wrong);

        model.unlock(PASSPHRASE.toCharArray(), SecretKind.PASSPHRASE, Access.WRITE);
        assertThat(model.problemProperty().get()).isNull();
        work();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void unlock_pressedAgainMeanwhile_opensOnceAndWipesBoth() throws Exception {
        existing(false);
        UnlockViewModel model = model();
        char[] first = PASSPHRASE.toCharArray();
        char[] second = PASSPHRASE.toCharArray();

        model.unlock(first, SecretKind.PASSPHRASE, Access.WRITE);
        model.unlock(second, SecretKind.PASSPHRASE, Access.WRITE);
        assertWiped(second);
        assertThat(background).hasSize(1);
        work();

        assertThat(session.isOpen()).isTrue();
        assertThat(model.problemProperty().get()).isNull();
        assertWiped(first);
    }

    @Test
    void recoveryKey_right_opensOnlyAfterANewPassphrase() throws Exception {
        String key = new String(existing(true).recoveryKey());
        UnlockViewModel model = model();
        assertThat(model.hasRecoveryKey()).isTrue();

        model.unlock(key.toCharArray(), SecretKind.RECOVERY_KEY, Access.WRITE);
        work();
        assertThat(model.stepProperty().get()).isEqualTo(Step.RESET);
        assertThat(session.isOpen()).isFalse();
        char[] passphrase = OTHER.toCharArray();
        model.reset(passphrase);
        work();

        assertThat(session.isOpen()).isTrue();
        assertWiped(passphrase);
        session.lock(AutoLock.Reason.ASKED);
        assertOpens(OTHER, SecretKind.PASSPHRASE);
        assertOpens(key, SecretKind.RECOVERY_KEY);
        model.unlock(PASSPHRASE.toCharArray(), SecretKind.PASSPHRASE, Access.WRITE);
        work();
        assertProblem(model, Reason.WRONG_SECRET);
    }

    @Test
    void folder_withoutAVault_leadsToANewOneAndItsRecoveryKey() throws Exception {
        UnlockViewModel model = model();
        assertThat(model.stepProperty().get()).isEqualTo(Step.WELCOME);
        model.begin();
        assertThat(model.stepProperty().get()).isEqualTo(Step.CREATE);
        char[] passphrase = PASSPHRASE.toCharArray();
        model.create(passphrase);
        work();
        assertThat(model.stepProperty().get()).isEqualTo(Step.RECOVERY_KEY);
        assertThat(session.isOpen()).isFalse();
        assertWiped(passphrase);

        char[] key = model.newRecoveryKey();
        String shown = new String(key);
        char[] miscopied = shown.toCharArray();
        miscopied[0] = miscopied[0] == 'Q' ? 'P' : 'Q';
        model.acceptRecoveryKey(miscopied);
        work();
        assertProblem(model, Reason.SECRET_INVALID);
        assertThat(session.isOpen()).isFalse();
        model.acceptRecoveryKey(key);
        work();

        assertThat(session.isOpen()).isTrue();
        assertThat(new Safekeeping(session.wallet()).hasRecoveryKey()).isTrue();
        assertWiped(key, miscopied);
        session.lock(AutoLock.Reason.ASKED);
        assertOpens(shown, SecretKind.RECOVERY_KEY);
        assertOpens(PASSPHRASE, SecretKind.PASSPHRASE);
    }

    @Test
    void recoveryKey_declined_opensAVaultWithoutOne() throws Exception {
        UnlockViewModel model = model();
        model.begin();
        model.create(PASSPHRASE.toCharArray());
        work();
        model.newRecoveryKey();

        model.skip();

        assertThat(new Safekeeping(session.wallet()).hasRecoveryKey()).isFalse();
        session.lock(AutoLock.Reason.ASKED);
        model.look();
        assertThat(model.stepProperty().get()).isEqualTo(Step.OPEN);
        assertThat(model.hasRecoveryKey()).isFalse();
    }

    @Test
    void folder_anotherChosen_isAskedForWhatIsInIt() throws Exception {
        existing(true);
        UnlockViewModel model = model();
        model.unlock(OTHER.toCharArray(), SecretKind.PASSPHRASE, Access.WRITE);
        work();

        model.choose(folder.resolve("holiday"));
        assertThat(model.stepProperty().get()).isEqualTo(Step.WELCOME);
        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.hasRecoveryKey()).isFalse();
        model.chooseForNew(folder.resolve("work"));
        assertThat(model.stepProperty().get()).isEqualTo(Step.CREATE);
        assertThat(model.name()).isEqualTo("work");
        model.chooseForNew(folder.resolve("vault"));
        assertThat(model.stepProperty().get()).isEqualTo(Step.OPEN);
        assertThat(model.hasRecoveryKey()).isTrue();

        assertThat(folder.resolve("holiday")).doesNotExist();
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void model_closedWhileItOpensOrCreates_letsGoOfTheVault() throws Exception {
        UnlockViewModel creating = model();
        creating.create(PASSPHRASE.toCharArray());
        creating.close();
        work();
        assertThat(creating.stepProperty().get()).isNotEqualTo(Step.RECOVERY_KEY);
        assertThat(session.isOpen()).isFalse();
        assertOpens(PASSPHRASE, SecretKind.PASSPHRASE);

        UnlockViewModel opening = model();
        char[] typed = PASSPHRASE.toCharArray();
        opening.unlock(typed, SecretKind.PASSPHRASE, Access.WRITE);
        opening.close();
        work();

        assertThat(session.isOpen()).isFalse();
        assertWiped(typed);
        assertOpens(PASSPHRASE, SecretKind.PASSPHRASE);
    }
}
