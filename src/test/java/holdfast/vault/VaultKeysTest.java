package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest {
    @TempDir
    Path temporary;

    Path folder;
    VaultStore store;
    final RecoveryKey recovery = RecoveryKey.generate(new SecureRandom());

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("wallet");
        store = new VaultStore(Given.parts(folder));
    }

    private Vault create(RecoveryKey key) {
        Vault vault = Given.created(store.create(passphrase("old"), COST, key));
        for (int i = 1; i <= 4; i++) {
            saved(vault.save(vault.edit().put(id(i), "note", utf8("note " + i))));
        }
        return vault;
    }

    private void assertOpens(VaultSecret secret) {
        try (Vault vault = Given.opened(store.open(secret))) {
            assertThat(vault.records()).hasSize(4);
        }
    }

    private void assertRefused(VaultSecret secret) {
        assertThat(store.open(secret)).isInstanceOf(OpenOutcome.WrongSecret.class);
    }

    @Test
    void changesOfKeys_whenTheDerivationHasNoMemory_areRefusedAndNothingChanges() {
        boolean[] full = {false};
        VaultParts parts = Given.parts(folder);
        store = new VaultStore(new VaultParts(
                parts.folder(),
                parts.formats(),
                (secret, salt, cost) -> {
                    if (full[0]) {
                        throw new OutOfMemoryError("no memory for Argon2id");
                    }
                    return parts.stretcher().stretch(secret, salt, cost);
                },
                parts.random(),
                parts.clock(),
                parts.memory()));
        try (Vault vault = create(null)) {
            full[0] = true;
            assertThat(vault.changePassphrase(passphrase("new"), COST, null))
                    .isInstanceOf(SaveOutcome.NotEnoughMemory.class);
            assertThat(vault.addRecoveryKey(recovery)).isInstanceOf(SaveOutcome.NotEnoughMemory.class);
            full[0] = false;
            assertThat(vault.hasRecoveryKey()).isFalse();
            assertThat(vault.generation()).isEqualTo(5);
        }
        assertOpens(passphrase("old"));
        assertRefused(passphrase("new"));
    }

    @Test
    void changesOfKeys_inAVaultOpenForReading_areRefused() {
        create(null).close();
        try (Vault vault = Given.opened(store.openReadOnly(passphrase("old")))) {
            assertThat(vault.changePassphrase(passphrase("new"), COST, null)).isInstanceOf(SaveOutcome.ReadOnly.class);
            assertThat(vault.addRecoveryKey(recovery)).isInstanceOf(SaveOutcome.ReadOnly.class);
        }
        assertOpens(passphrase("old"));
    }

    @Test
    void changePassphrase_oldOneOpensNothingAnyMore() {
        try (Vault vault = create(null)) {
            SaveOutcome outcome = vault.changePassphrase(passphrase("new"), COST, null);
            assertThat(outcome)
                    .isEqualTo(new SaveOutcome.Saved(
                            6,
                            new SaveOutcome.Earlier(List.of("vault.hfv.1", "vault.hfv.2", "vault.hfv.3"), List.of())));
            assertThat(vault.opens(passphrase("new"))).isTrue();
            assertThat(vault.opens(passphrase("old"))).isFalse();
            assertThat(saved(vault.save(vault.edit().put(id(4), "note", utf8("again")))))
                    .isEqualTo(7);
        }
        assertRefused(passphrase("old"));
        assertOpens(passphrase("new"));
        assertThat(folder.resolve("vault.hfv.1")).exists();
        assertThat(store.verify(passphrase("new")).isSound()).isTrue();
    }

    @Test
    void changePassphrase_givenACost_takesIt() {
        KdfCost more = new KdfCost(20 * 1024, 2, 2);
        try (Vault vault = create(null)) {
            saved(vault.changePassphrase(passphrase("old"), more, null));
            assertThat(vault.passphraseCost()).isEqualTo(more);
        }
        assertOpens(passphrase("old"));
    }

    @Test
    void changePassphrase_presentRecoveryKeyGiven_bothOpen() {
        try (Vault vault = create(recovery)) {
            saved(vault.changePassphrase(passphrase("new"), COST, recovery));
            assertThat(vault.hasRecoveryKey()).isTrue();
        }
        assertOpens(recovery);
        assertOpens(passphrase("new"));
    }

    @Test
    void changePassphrase_newRecoveryKeyGiven_oldOneIsVoid() {
        RecoveryKey fresh = RecoveryKey.generate(new SecureRandom());
        try (Vault vault = create(recovery)) {
            saved(vault.changePassphrase(passphrase("new"), COST, fresh));
        }
        assertRefused(recovery);
        assertOpens(fresh);
    }

    @Test
    void changePassphrase_forgottenOne_isResetByTheRecoveryKey() {
        create(recovery).close();
        try (Vault vault = Given.opened(store.open(recovery))) {
            saved(vault.changePassphrase(passphrase("new"), COST, recovery));
        }
        assertOpens(passphrase("new"));
    }

    @Test
    void addRecoveryKey_opensAsWellAsThePassphrase() {
        try (Vault vault = create(null)) {
            assertThat(vault.hasRecoveryKey()).isFalse();
            saved(vault.addRecoveryKey(recovery));
            assertThat(vault.hasRecoveryKey()).isTrue();
            assertThat(vault.addRecoveryKey(RecoveryKey.generate(new SecureRandom())))
                    .isInstanceOf(SaveOutcome.NoChange.class);
        }
        assertOpens(recovery);
        assertOpens(passphrase("old"));
    }

    @Test
    void removeRecoveryKey_paperOpensNothingAnyMore() throws IOException {
        try (Vault vault = create(recovery)) {
            assertThat(vault.removeRecoveryKey(passphrase("wrong"))).isInstanceOf(SaveOutcome.WrongSecret.class);
            assertThat(vault.hasRecoveryKey()).isTrue();
            byte[] before = Files.readAllBytes(folder.resolve("vault.hfv"));
            saved(vault.removeRecoveryKey(passphrase("old")));
            assertThat(vault.removeRecoveryKey(passphrase("old"))).isInstanceOf(SaveOutcome.NoChange.class);
            assertThat(folder.resolve("vault.hfv.1")).doesNotExist();
            assertThat(before).isNotEqualTo(Files.readAllBytes(folder.resolve("vault.hfv")));
        }
        assertThat(store.open(recovery)).isInstanceOf(OpenOutcome.NoSuchSlot.class);
        assertOpens(passphrase("old"));
    }

    @Test
    void save_ofRecords_keepsSlotsByteForByte() throws IOException {
        try (Vault vault = create(recovery)) {
            byte[] before = slots();
            saved(vault.save(vault.edit().remove(id(1))));
            assertThat(slots()).isEqualTo(before);
            saved(vault.changePassphrase(passphrase("old"), COST, recovery));
            assertThat(slots()).isNotEqualTo(before);
        }
    }

    private byte[] slots() throws IOException {
        return java.util.Arrays.copyOfRange(Files.readAllBytes(folder.resolve("vault.hfv")), 98, 99 + 2 * 93);
    }

    /** A crash between the rename and the removal leaves files the old passphrase opens; the next opening ends it. */
    @Test
    void open_afterAnInterruptedChange_removesWhatTheOldPassphraseOpens() throws IOException {
        try (Vault vault = create(null)) {
            Files.copy(folder.resolve("vault.hfv.1"), temporary.resolve("kept"));
            saved(vault.changePassphrase(passphrase("new"), COST, null));
        }
        Files.copy(temporary.resolve("kept"), folder.resolve("vault.hfv.1"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.open(passphrase("old")))
                .isInstanceOfSatisfying(OpenOutcome.EarlierAvailable.class, offered -> {
                    assertThat(offered.problem()).contains("altered, or the secret was changed since");
                    assertThat(offered.earlier().generation()).isEqualTo(4);
                });
        OpenOutcome outcome = store.open(passphrase("new"));
        try (Vault vault = Given.opened(outcome)) {
            assertThat(vault.records()).hasSize(4);
            assertThat(((OpenOutcome.Opened) outcome).notices())
                    .containsExactly(new OpenOutcome.Notice.EarlierRemoved(List.of("vault.hfv.1")));
        }
        assertRefused(passphrase("old"));
    }

    @Test
    void passphrases_ofAnyKind_open() {
        for (String text : List.of("x", "é".repeat(10_000), "🔑", " ", "\u0000", "e\u0301\u0323", "كلمة المرور")) {
            Path home = temporary.resolve("any" + text.hashCode());
            VaultStore any = new VaultStore(Given.parts(home));
            Given.created(any.create(passphrase(text), COST, null)).close();
            Given.opened(any.open(passphrase(text))).close();
            assertThat(any.open(passphrase(text + "."))).isInstanceOf(OpenOutcome.WrongSecret.class);
        }
    }
}
