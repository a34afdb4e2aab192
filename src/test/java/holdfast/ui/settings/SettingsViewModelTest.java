package holdfast.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.ui.ViewModelTest;
import holdfast.ui.common.LockedException;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.AutoLock;
import holdfast.wallet.PinnedKey;
import holdfast.wallet.PrivateSettings;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletException.Reason;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SettingsViewModelTest extends ViewModelTest {
    private static final String PASSPHRASE = "correct horse battery";
    private static final String OTHER = "copper lantern walks sideways";
    private static final int MEBIBYTES = 20;

    private final SettingsViewModel model = new SettingsViewModel(session, this::store);
    private final List<Safekeeping.Rekeyed> rekeyed = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    private WalletStore store(Path where) {
        return new WalletStore(where, random, clock(), GenerationMemory.none(), () -> new KdfCost(19 * 1024, 1, 1));
    }

    /** The vault as it is on disk. */
    private Wallet stored(String secret, SecretKind kind) throws WalletException {
        return store(folder.resolve("vault"))
                .unlock(secret.toCharArray(), kind, Access.READ)
                .wallet();
    }

    private void assertRefused(Reason reason) {
        assertThat(failed)
                .singleElement(InstanceOfAssertFactories.type(WalletException.class))
                .extracting(WalletException::reason)
                .isEqualTo(reason);
        failed.clear();
    }

    @Test
    void lockTimeAndMinimising_chosen_areKeptInTheVault() throws Exception {
        open();
        long before = session.revisionProperty().get();

        model.lockAfter(15, failed::add);
        assertThat(model.busyProperty().get()).isTrue();
        work();
        model.lockWhenMinimised(true, failed::add);
        work();

        assertThat(failed).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(session.revisionProperty().get()).isEqualTo(before + 2);
        try (Wallet kept = stored(PASSPHRASE, SecretKind.PASSPHRASE)) {
            assertThat(kept.settings()).isEqualTo(new PrivateSettings(Duration.ofMinutes(15), true, null));
        }
    }

    @Test
    void secrets_givenToALockedVault_areWiped() {
        char[] passphrase = PASSPHRASE.toCharArray();

        model.removeRecoveryKey(passphrase, () -> done.add("removed"), failed::add);
        work();

        assertThat(failed).singleElement().isInstanceOf(LockedException.class);
        assertThat(passphrase).containsOnly('\0');
        assertThat(done).isEmpty();
    }

    @Test
    void passphrase_changedWithTheOneOfToday_opensFromThenOnAtTheNewCost() throws Exception {
        Wallet wallet = open();
        char[] current = PASSPHRASE.toCharArray();
        char[] next = OTHER.toCharArray();

        model.changePassphrase(current, next, null, MEBIBYTES, rekeyed::add, failed::add);
        work();

        assertThat(failed).isEmpty();
        assertThat(rekeyed).hasSize(1);
        assertThat(current).containsOnly('\0');
        assertThat(next).containsOnly('\0');
        assertThat(new Safekeeping(wallet).cost().mebibytes()).isEqualTo(MEBIBYTES);
        stored(OTHER, SecretKind.PASSPHRASE).close();
        assertThatThrownBy(() -> stored(PASSPHRASE, SecretKind.PASSPHRASE))
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SECRET));
    }

    @Test
    void passphrase_changedWithAnotherThanTheOneOfToday_isRefused() throws Exception {
        open();
        char[] guess = "a guess at it".toCharArray();
        char[] next = OTHER.toCharArray();

        model.changePassphrase(guess, next, null, MEBIBYTES, rekeyed::add, failed::add);
        work();

        assertRefused(Reason.WRONG_SECRET);
        assertThat(rekeyed).isEmpty();
        assertThat(guess).containsOnly('\0');
        assertThat(next).containsOnly('\0');
        assertThat(model.busyProperty().get()).isFalse();
        stored(PASSPHRASE, SecretKind.PASSPHRASE).close();
    }

    @Test
    void recoveryKey_madeAndRemoved_opensTheVaultOnlyInBetween() throws Exception {
        open();
        char[] key = model.safekeeping().newRecoveryKey();
        String printed = new String(key);

        model.addRecoveryKey(key, () -> done.add("made"), failed::add);
        work();
        assertThat(key).containsOnly('\0');
        assertThat(model.safekeeping().hasRecoveryKey()).isTrue();
        stored(printed, SecretKind.RECOVERY_KEY).close();

        model.removeRecoveryKey(OTHER.toCharArray(), () -> done.add("removed by a guess"), failed::add);
        work();
        assertRefused(Reason.WRONG_SECRET);
        assertThat(model.safekeeping().hasRecoveryKey()).isTrue();

        char[] passphrase = PASSPHRASE.toCharArray();
        model.removeRecoveryKey(passphrase, () -> done.add("removed"), failed::add);
        work();
        assertThat(failed).isEmpty();
        assertThat(done).containsExactly("made", "removed");
        assertThat(passphrase).containsOnly('\0');
        assertThat(model.safekeeping().hasRecoveryKey()).isFalse();
        assertThatThrownBy(() -> stored(printed, SecretKind.RECOVERY_KEY))
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_RECOVERY_KEY));
    }

    @Test
    void backup_made_opensAndItsTimeIsKept() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank", "budi-bank");
        Path copy = folder.resolve("backup");
        List<WalletStore.Copy> copies = new ArrayList<>();

        model.backup(copy, copies::add, failed::add);
        work();
        assertThat(copies).singleElement().satisfies(made -> {
            assertThat(made.folder()).isEqualTo(copy);
            assertThat(made.missing()).isZero();
        });
        assertThat(wallet.settings().lastBackup()).isEqualTo(NOW);
        try (Wallet there = store(copy)
                .unlock(PASSPHRASE.toCharArray(), SecretKind.PASSPHRASE, Access.READ)
                .wallet()) {
            assertThat(there.credentials()).hasSize(2);
        }

        model.backup(copy, copies::add, failed::add);
        work();
        assertRefused(Reason.TARGET_NOT_EMPTY);
        assertThat(copies).hasSize(1);
    }

    @Test
    void key_namedAndRemoved_changesTheList() throws Exception {
        hold(open(), "sari-bank");
        PinnedKey met = model.wallet().keys().getFirst();
        assertThat(met.confirmed()).isFalse();

        model.describe(met, "My bank", true, failed::add);
        work();
        assertThat(model.wallet().keys()).singleElement().satisfies(key -> {
            assertThat(key.displayName()).isEqualTo("My bank");
            assertThat(key.confirmed()).isTrue();
            assertThat(key.key()).isEqualTo(met.key());
        });

        model.remove(met.id(), failed::add);
        work();
        assertThat(model.wallet().keys()).isEmpty();
        model.remove(met.id(), failed::add); // A second press.
        work();
        assertThat(failed).isEmpty();
        assertThat(model.wallet().credentials()).hasSize(1);
    }

    @Test
    void prover_addedAndRemoved_changesTheListAndReachesNothing() throws Exception {
        open();
        List<RemoteProver> added = new ArrayList<>();
        byte[] secret = {1, 2, 3};
        var setup = new RemoteProving.Setup("Cloud", "https://prover.example/", "sari", false, List.of());

        model.addProver(setup, secret, added::add, failed::add);
        work();
        assertThat(added).isEqualTo(model.wallet().provers());
        assertThat(added).singleElement().satisfies(prover -> {
            assertThat(prover.address()).isEqualTo("https://prover.example");
            assertThat(prover.apiKey()).isEqualTo("sari");
        });
        assertThat(secret).containsOnly(0);
        List<Integer> connections = new ArrayList<>();
        model.ledger(lines -> connections.add(lines.size()), failed::add);
        work();
        assertThat(connections).containsExactly(0);

        model.addProver(setup, new byte[] {4}, added::add, failed::add);
        work();
        assertRefused(Reason.WRONG_STATE);
        model.remove(added.getFirst().id(), failed::add);
        work();
        assertThat(failed).isEmpty();
        assertThat(model.wallet().provers()).isEmpty();
    }

    @Test
    void vault_lockedMeanwhile_keepsWhatWasBegunAndRefusesWhatComesAfter() throws Exception {
        open();
        model.lockAfter(15, failed::add);

        session.lock(AutoLock.Reason.IDLE);
        work();
        assertThat(failed).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.isOpen()).isFalse();

        model.lockAfter(30, failed::add);
        model.removeRecoveryKey(PASSPHRASE.toCharArray(), () -> done.add("removed"), failed::add);
        work();
        assertThat(failed).hasSize(2).hasOnlyElementsOfType(LockedException.class);
        assertThat(done).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        try (Wallet kept = stored(PASSPHRASE, SecretKind.PASSPHRASE)) {
            assertThat(kept.settings().lockAfter()).isEqualTo(Duration.ofMinutes(15));
        }
    }
}
