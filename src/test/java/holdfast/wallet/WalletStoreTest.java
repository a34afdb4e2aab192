package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.vault.CreateOutcome;
import holdfast.vault.KdfCost;
import holdfast.vault.Passphrase;
import holdfast.vault.RecordId;
import holdfast.verification.store.VerifierStore;
import holdfast.wallet.WalletException.Reason;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.Created;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creating, opening, backing up and restoring a wallet, and each refusal. */
class WalletStoreTest {
    @TempDir
    private Path folder;

    private final Given given = new Given();

    private Wallet open(Path where, Access access) throws WalletException {
        return given.store(where)
                .unlock(Given.PASSPHRASE, SecretKind.PASSPHRASE, access)
                .wallet();
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void everyKindOfEntry_isThereAgainAfterReopening() throws Exception {
        Path where = folder.resolve("vault");
        PrivateSettings settings = new PrivateSettings(Duration.ofMinutes(9), true, null);
        HeldCredential credential;
        HeldRequest request;
        RemoteProver prover;
        List<PinnedKey> keys;
        try (Wallet wallet = given.wallet(where)) {
            credential = given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
            request = given.asked(wallet, given.request("[{\"output\":{\"result\":true}}]"));
            prover = RemoteProving.add(
                    wallet,
                    new RemoteProving.Setup("P", "https://prover.example", "key", false, List.of()),
                    "secret".getBytes(UTF_8));
            wallet.changeSettings(settings);
            wallet.describe(wallet.keys().getFirst(), "My bank", true);
            keys = wallet.keys();
        }
        try (Wallet wallet = open(where, Access.READ)) {
            assertThat(wallet.credentials()).containsExactly(credential);
            assertThat(wallet.requests()).containsExactly(request);
            assertThat(wallet.provers()).containsExactly(prover);
            assertThat(wallet.keys()).isEqualTo(keys);
            assertThat(wallet.settings()).isEqualTo(settings);
            assertThat(wallet.issuer(credential).displayName()).isEqualTo("My bank");
        }
    }

    @Test
    void earlierGeneration_whileTheNewestOpens_isNotTaken() throws Exception {
        Path where = folder.resolve("vault");
        try (Wallet wallet = given.wallet(where)) {
            given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
        }
        byte[] before = Files.readAllBytes(where.resolve("vault.hfv"));
        refused(Reason.NO_CHANGE, () -> given.store(where).unlockEarlier(Given.PASSPHRASE, SecretKind.PASSPHRASE, 1));
        assertThat(Files.readAllBytes(where.resolve("vault.hfv"))).isEqualTo(before);
        open(where, Access.WRITE).close();
    }

    /** A record longer than the reader takes would be there and never be seen again. */
    @Test
    void entryTooLongToBeReadAgain_isNotSaved() throws Exception {
        Path where = folder.resolve("vault");
        try (Wallet wallet = given.wallet(where)) {
            HeldCredential credential = given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
            String name = "x".repeat(1 << 20);
            refused(Reason.TOO_LARGE, () -> wallet.describe(credential, name, List.of()));
            assertThat(wallet.credentials()).containsExactly(credential);
            wallet.describe(credential, name.substring(2000), List.of());
        }
        try (Wallet wallet = open(where, Access.READ)) {
            assertThat(wallet.unread()).isEmpty();
            assertThat(wallet.credentials()).hasSize(1);
        }
    }

    @Test
    void verifiersStore_isNoWallet() throws Exception {
        Path where = folder.resolve("verifier");
        try (Passphrase passphrase = Passphrase.of(Given.PASSPHRASE)) {
            CreateOutcome made = given.store(where).vaults().create(passphrase, new KdfCost(19 * 1024, 1, 1), null);
            VerifierStore.begin(((CreateOutcome.Created) made).vault(), new SecureRandom(), Clock.systemUTC())
                    .close();
        }
        byte[] before = Files.readAllBytes(where.resolve("vault.hfv"));
        refused(Reason.NOT_A_WALLET, () -> open(where, Access.READ));
        // Each attempt gives the lock back.
        refused(Reason.NOT_A_WALLET, () -> open(where, Access.WRITE));
        refused(Reason.NOT_A_WALLET, () -> open(where, Access.WRITE));
        refused(
                Reason.NOT_A_WALLET,
                () -> given.store(folder.resolve("restored")).restore(where, Given.PASSPHRASE, SecretKind.PASSPHRASE));
        assertThat(folder.resolve("restored/vault.hfv")).doesNotExist();
        assertThat(Files.readAllBytes(where.resolve("vault.hfv"))).isEqualTo(before);
    }

    @Test
    void refusals_haveTheirOwnReasons() throws Exception {
        Path where = folder.resolve("vault");
        refused(Reason.NO_VAULT, () -> open(where, Access.WRITE));
        try (Wallet wallet = given.wallet(where)) {
            assertThat(wallet.isReadOnly()).isFalse();
            refused(Reason.BUSY, () -> open(where, Access.WRITE));
            refused(Reason.VAULT_EXISTS, () -> given.wallet(where));
            refused(Reason.NO_SUCH_ENTRY, () -> wallet.credential("abcd"));
            refused(Reason.NO_SUCH_ENTRY, () -> wallet.entry(1));
            refused(Reason.NO_CHANGE, () -> new Safekeeping(wallet).removeRecoveryKey(Given.PASSPHRASE));
            refused(Reason.TARGET_NOT_EMPTY, () -> new Safekeeping(wallet).backup(where));
        }
        WalletStore store = given.store(where);
        refused(Reason.WRONG_SECRET, () -> store.unlock("x".toCharArray(), SecretKind.PASSPHRASE, Access.READ));
        refused(Reason.SECRET_INVALID, () -> store.unlock(new char[0], SecretKind.PASSPHRASE, Access.READ));
        char[] key = recoveryKeyOfAnother();
        refused(Reason.NO_RECOVERY_KEY, () -> store.unlock(key, SecretKind.RECOVERY_KEY, Access.READ));
        key[0] = key[0] == 'Q' ? 'P' : 'Q';
        refused(Reason.SECRET_INVALID, () -> store.unlock(key, SecretKind.RECOVERY_KEY, Access.READ));
    }

    private char[] recoveryKeyOfAnother() throws WalletException {
        Created created = given.store(folder.resolve("another")).create(Given.PASSPHRASE, true);
        created.wallet().close();
        char[] key = created.recoveryKey();
        if (key == null) {
            throw new AssertionError("no recovery key");
        }
        return key;
    }

    @Test
    void entry_ambiguousBeginningOfId_isRefusedByThatReason() throws Exception {
        try (Wallet wallet = given.wallet(folder.resolve("vault"))) {
            HeldCredential credential = given.added(wallet, given.credential("{}"), given.bank, "A");
            for (String end : new String[] {"1", "2"}) {
                wallet.change(changes -> {
                    changes.put(new HeldCredential(
                            new EntryId("f".repeat(31) + end),
                            "B",
                            List.of(),
                            credential.token(),
                            credential.signedDigest(),
                            credential.issuerKey(),
                            null,
                            credential.addedAt()));
                    return end;
                });
            }
            refused(Reason.AMBIGUOUS_ENTRY, () -> wallet.credential("FFFF"));
            assertThat(wallet.credential("f".repeat(31) + "2").id().hex()).endsWith("2");
        }
    }

    @Test
    void backup_countsWhenReopened_andRestores() throws Exception {
        HeldCredential credential;
        try (Wallet wallet = given.wallet(folder.resolve("vault"))) {
            credential = given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
            assertThat(wallet.settings().lastBackup()).isNull();
            new Safekeeping(wallet).backup(folder.resolve("backup"));
            assertThat(wallet.settings().lastBackup()).isEqualTo(given.clock.instant());
        }
        given.store(folder.resolve("restored"))
                .restore(folder.resolve("backup"), Given.PASSPHRASE, SecretKind.PASSPHRASE);
        try (Wallet wallet = open(folder.resolve("restored"), Access.WRITE)) {
            assertThat(wallet.credentials()).containsExactly(credential);
        }
    }

    @Test
    void restore_ofABackupWithUnknownRecords_writesNothing() throws Exception {
        try (Wallet wallet = given.wallet(folder.resolve("vault"))) {
            wallet.vault()
                    .save(wallet.vault()
                            .edit()
                            .put(RecordId.random(given.random), "credential", "{\"v\":2}".getBytes(UTF_8)));
        }
        Path target = folder.resolve("restored");
        refused(
                Reason.BACKUP_UNREADABLE,
                () -> given.store(target).restore(folder.resolve("vault"), Given.PASSPHRASE, SecretKind.PASSPHRASE));
        assertThat(Files.exists(target)).isFalse();
    }

    @Test
    void recordOfANewerVersion_isLeftAloneThroughChanges() throws Exception {
        Path where = folder.resolve("vault");
        RecordId id = RecordId.random(given.random);
        byte[] payload = "{\"v\":2,\"novel\":true}".getBytes(UTF_8);
        try (Wallet wallet = given.wallet(where)) {
            wallet.vault().save(wallet.vault().edit().put(id, "credential", payload));
        }
        try (Wallet wallet = open(where, Access.WRITE)) {
            assertThat(wallet.unread())
                    .extracting(UnreadRecord::reason)
                    .containsExactly("written by another version of the program");
            given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
        }
        try (Wallet wallet = open(where, Access.READ)) {
            assertThat(wallet.credentials()).hasSize(1);
            assertThat(wallet.vault().find(id).orElseThrow().exposePayload()).isEqualTo(payload);
        }
    }

    @Test
    void wallet_closed_letsGoOfEverything() throws Exception {
        Wallet wallet = given.wallet(folder.resolve("vault"));
        given.added(wallet, given.credential("{\"a\":1}"), given.bank, "Account");
        wallet.close();
        assertThat(wallet.credentials()).isEmpty();
        refused(Reason.STORAGE_FAILED, () -> wallet.changeSettings(PrivateSettings.DEFAULT));
    }
}
