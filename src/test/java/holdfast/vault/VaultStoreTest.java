package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.text;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import holdfast.vault.OpenOutcome.Notice;
import holdfast.vault.format.FormatV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultStoreTest {
    @TempDir
    Path temporary;

    Path folder;
    Given.TestClock clock = new Given.TestClock();
    Given.Seen seen = new Given.Seen();
    VaultStore store;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("wallet");
        store = another();
    }

    /** As another program would see the folder. */
    private VaultStore another() {
        return new VaultStore(Given.parts(folder, new SecureRandom(), clock, seen));
    }

    private Vault create() {
        return Given.created(store.create(passphrase("correct horse"), COST, null));
    }

    private Vault open() {
        return Given.opened(store.open(passphrase("correct horse")));
    }

    /** A vault with records 1 to {@code generations - 1}, saved one by one. */
    private void createWithGenerations(int generations) {
        try (Vault vault = create()) {
            for (int i = 1; i < generations; i++) {
                saved(vault.save(vault.edit().put(id(i), "note", utf8("note " + i))));
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void create_emptyFolder_givesAVaultThatOpens() throws IOException {
        try (Vault vault = create()) {
            assertThat(vault.generation()).isEqualTo(1);
            assertThat(vault.records()).isEmpty();
            assertThat(vault.isReadOnly()).isFalse();
        }
        try (Vault vault = open()) {
            assertThat(vault.generation()).isEqualTo(1);
            assertThat(vault.savedAt()).isEqualTo(Given.NOON);
            assertThat(vault.passphraseCost()).isEqualTo(COST);
        }
        assertThat(names()).containsExactly("proofs", "vault.hfv", "vault.lock");
    }

    @Test
    void create_posix_onlyTheOwnerMayRead() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (Vault vault = create()) {
            saved(vault.save(vault.edit().put(id(1), "note", new byte[1])));
            vault.edit().attach(new byte[1]);
        }
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("proofs"))).isEqualTo("rwx------");
        for (String file : List.of("vault.hfv", "vault.hfv.1", "vault.lock")) {
            assertThat(permissions(folder.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void create_whereAVaultIs_isRefused() throws IOException {
        create().close();
        byte[] before = Files.readAllBytes(folder.resolve("vault.hfv"));
        assertThat(store.create(passphrase("other"), COST, null)).isInstanceOf(CreateOutcome.Exists.class);
        assertThat(Files.readAllBytes(folder.resolve("vault.hfv"))).isEqualTo(before);
    }

    @Test
    void create_whereOnlyAnEarlierGenerationIsLeft_isRefused() throws IOException {
        createWithGenerations(2);
        Files.delete(folder.resolve("vault.hfv"));
        assertThat(store.create(passphrase("other"), COST, null)).isInstanceOf(CreateOutcome.Exists.class);
    }

    @Test
    void open_noVault_isNotFoundAndCreatesNothing() {
        assertThat(store.open(passphrase("x"))).isInstanceOf(OpenOutcome.NotFound.class);
        assertThat(store.openReadOnly(passphrase("x"))).isInstanceOf(OpenOutcome.NotFound.class);
        assertThat(folder).doesNotExist();
    }

    @Test
    void open_wrongPassphrase_isRefusedAndGivesTheLockBack() {
        create().close();
        assertThat(store.open(passphrase("correct horsf"))).isInstanceOf(OpenOutcome.WrongSecret.class);
        open().close();
    }

    @Test
    void open_recoveryKeyThatWasNeverSet_saysSo() {
        create().close();
        assertThat(store.open(RecoveryKey.generate(new SecureRandom()))).isInstanceOf(OpenOutcome.NoSuchSlot.class);
    }

    @Test
    void save_putReplaceRemove_isThereAfterReopening() {
        try (Vault vault = create()) {
            saved(vault.save(vault.edit()
                    .put(id(1), "credential", utf8("first"))
                    .put(id(2), "request", utf8("second"))
                    .put(id(3), "credential", utf8("third"))));
            assertThat(saved(vault.save(vault.edit()
                            .put(id(1), "credential", utf8("first, new"))
                            .remove(id(2)))))
                    .isEqualTo(3);
        }
        try (Vault vault = open()) {
            assertThat(vault.records()).extracting(StoredRecord::id).containsExactly(id(1), id(3));
            assertThat(vault.records("credential")).extracting(Given::text).containsExactly("first, new", "third");
            assertThat(vault.records("request")).isEmpty();
            assertThat(vault.find(id(2))).isEmpty();
            assertThat(vault.find(id(3))).hasValueSatisfying(record -> {
                assertThat(record.type()).isEqualTo("credential");
                assertThat(record.length()).isEqualTo(5);
                assertThat(text(record)).isEqualTo("third");
                assertThat(record).hasToString("StoredRecord[credential " + id(3) + "]");
            });
        }
    }

    @Test
    void put_typeWithOtherCharacters_isRefused() {
        try (Vault vault = create()) {
            for (String type : List.of("", "Credential", "a b", "x".repeat(33), "é")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> vault.edit().put(id(1), type, new byte[0]))
                        .withMessageContaining("record type");
            }
            saved(vault.save(vault.edit().put(id(1), "x".repeat(32), new byte[0])));
        }
    }

    @Test
    void save_keepsThreeEarlierGenerations() throws IOException {
        createWithGenerations(6);
        assertThat(names())
                .containsExactly("proofs", "vault.hfv", "vault.hfv.1", "vault.hfv.2", "vault.hfv.3", "vault.lock");
        VaultReport report = store.verify(passphrase("correct horse"));
        assertThat(report.isSound()).isTrue();
        assertThat(report.files())
                .extracting(entry -> entry.name() + " "
                        + ((VaultReport.State.Sound) entry.state()).generation() + " "
                        + ((VaultReport.State.Sound) entry.state()).records())
                .containsExactly("vault.hfv 6 5", "vault.hfv.1 5 4", "vault.hfv.2 4 3", "vault.hfv.3 3 2");
    }

    @Test
    void save_fileChangedByAnotherProgram_isRefused() throws IOException {
        createWithGenerations(2);
        try (Vault vault = open()) {
            Files.copy(folder.resolve("vault.hfv.1"), folder.resolve("copy"));
            Files.move(
                    folder.resolve("copy"),
                    folder.resolve("vault.hfv"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            byte[] theirs = Files.readAllBytes(folder.resolve("vault.hfv"));
            assertThat(vault.save(vault.edit().put(id(9), "note", new byte[0])))
                    .isInstanceOf(SaveOutcome.ChangedOnDisk.class);
            assertThat(vault.find(id(9))).isEmpty();
            assertThat(Files.readAllBytes(folder.resolve("vault.hfv"))).isEqualTo(theirs);
            Files.delete(folder.resolve("vault.hfv"));
            assertThat(vault.save(vault.edit())).isInstanceOf(SaveOutcome.ChangedOnDisk.class);
        }
    }

    @Test
    void save_largerThanAFileMayBe_isRefusedFirst() throws IOException {
        try (Vault vault = create()) {
            byte[] before = Files.readAllBytes(folder.resolve("vault.hfv"));
            assertThat(vault.save(vault.edit().put(id(1), "note", new byte[FormatV1.MAX_FILE_LENGTH])))
                    .isInstanceOfSatisfying(SaveOutcome.TooLarge.class, refused -> {
                        assertThat(refused.limit()).isEqualTo(64L * 1024 * 1024);
                        assertThat(refused.bytes()).isGreaterThan(refused.limit());
                    });
            assertThat(vault.records()).isEmpty();
            assertThat(Files.readAllBytes(folder.resolve("vault.hfv"))).isEqualTo(before);
            assertThat(names()).containsExactly("proofs", "vault.hfv", "vault.lock");
        }
    }

    @Test
    void open_whileAnotherHoldsIt_saysWho() {
        Vault vault = create();
        assertThat(store.open(passphrase("correct horse"))).isInstanceOf(OpenOutcome.Busy.class);
        assertThat(another().open(passphrase("correct horse"))).isInstanceOfSatisfying(OpenOutcome.Busy.class, busy -> {
            assertThat(busy.holder().pid()).hasValue(ProcessHandle.current().pid());
            assertThat(busy.holder().since()).isEqualTo(Given.NOON);
        });
        // Asking must not have cost the first its lock.
        assertThat(another().open(passphrase("correct horse"))).isInstanceOf(OpenOutcome.Busy.class);
        vault.close();
        Given.opened(another().open(passphrase("correct horse"))).close();
    }

    @Test
    void openReadOnly_whileAnotherHoldsIt_readsTheSavedState() {
        try (Vault vault = create()) {
            saved(vault.save(vault.edit().put(id(1), "note", utf8("hello"))));
            try (Vault reader = Given.opened(another().openReadOnly(passphrase("correct horse")))) {
                assertThat(reader.isReadOnly()).isTrue();
                assertThat(reader.find(id(1)))
                        .hasValueSatisfying(record -> assertThat(text(record)).isEqualTo("hello"));
                assertThat(reader.save(reader.edit())).isInstanceOf(SaveOutcome.ReadOnly.class);
                assertThat(reader.changePassphrase(passphrase("x"), COST, null))
                        .isInstanceOf(SaveOutcome.ReadOnly.class);
                assertThat(reader.addRecoveryKey(RecoveryKey.generate(new SecureRandom())))
                        .isInstanceOf(SaveOutcome.ReadOnly.class);
                assertThat(reader.removeRecoveryKey(passphrase("x"))).isInstanceOf(SaveOutcome.ReadOnly.class);
            }
            saved(vault.save(vault.edit().remove(id(1))));
        }
    }

    @Test
    void open_leftoversOfAnInterruptedSave_areDeleted() throws IOException {
        create().close();
        Files.write(folder.resolve("tmp-0123456789abcdef"), new byte[10]);
        Files.write(folder.resolve("tmp-notours"), new byte[10]);
        open().close();
        assertThat(names()).containsExactly("proofs", "tmp-notours", "vault.hfv", "vault.lock");
    }

    @Test
    void clock_setBack_changesNothing() {
        try (Vault vault = create()) {
            clock.set(Instant.parse("1999-01-01T00:00:00Z"));
            assertThat(saved(vault.save(vault.edit().put(id(1), "note", new byte[1]))))
                    .isEqualTo(2);
            clock.set(Instant.parse("1950-01-01T00:00:00Z"));
            assertThat(saved(vault.save(vault.edit().put(id(2), "note", new byte[1]))))
                    .isEqualTo(3);
        }
        OpenOutcome outcome = store.open(passphrase("correct horse"));
        try (Vault vault = Given.opened(outcome)) {
            assertThat(((OpenOutcome.Opened) outcome).notices()).isEmpty();
            assertThat(vault.generation()).isEqualTo(3);
            assertThat(vault.savedAt()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void close_wipesRecordsAndRefusesEverything() {
        Vault vault = create();
        saved(vault.save(vault.edit().put(id(1), "note", utf8("old"))));
        StoredRecord old = vault.find(id(1)).orElseThrow();
        saved(vault.save(vault.edit().put(id(1), "note", utf8("new"))));
        StoredRecord current = vault.find(id(1)).orElseThrow();
        assertThat(text(old)).as("readable until the vault is closed").isEqualTo("old");
        vault.close();
        vault.close();
        assertThatIllegalStateException().isThrownBy(old::exposePayload);
        assertThatIllegalStateException().isThrownBy(current::exposePayload);
        assertThat(vault.save(vault.edit())).isEqualTo(new SaveOutcome.StorageFailed("the vault was closed"));
        assertThat(vault.backup(temporary.resolve("copy")))
                .isEqualTo(new CopyOutcome.StorageFailed("the vault was closed"));
        assertThat(vault.opens(passphrase("correct horse"))).isFalse();
    }

    @Test
    void opens_tellsTheRightSecretFromOthers() {
        RecoveryKey recovery = RecoveryKey.generate(new SecureRandom());
        try (Vault vault = Given.created(store.create(passphrase("correct horse"), COST, recovery))) {
            assertThat(vault.opens(passphrase("correct horse"))).isTrue();
            assertThat(vault.opens(recovery)).isTrue();
            assertThat(vault.opens(passphrase("Correct horse"))).isFalse();
            assertThat(vault.opens(RecoveryKey.generate(new SecureRandom()))).isFalse();
        }
    }

    @Test
    void rollBack_wholeFolderReplacedByAnOlderCopy_isNoticed() throws IOException {
        createWithGenerations(2);
        byte[] old = Files.readAllBytes(folder.resolve("vault.hfv"));
        try (Vault vault = open()) {
            saved(vault.save(vault.edit().put(id(7), "note", new byte[1])));
            saved(vault.save(vault.edit().put(id(8), "note", new byte[1])));
        }
        Files.write(folder.resolve("vault.hfv"), old);
        OpenOutcome outcome = store.open(passphrase("correct horse"));
        try (Vault vault = Given.opened(outcome)) {
            assertThat(((OpenOutcome.Opened) outcome).notices()).containsExactly(new Notice.RolledBack(4, 2));
            assertThat(saved(vault.save(vault.edit())))
                    .as("no generation number is used twice")
                    .isEqualTo(5);
        }
        OpenOutcome again = store.open(passphrase("correct horse"));
        try (Vault vault = Given.opened(again)) {
            assertThat(((OpenOutcome.Opened) again).notices()).isEmpty();
            assertThat(vault.generation()).isEqualTo(5);
        }
    }

    @Test
    void memory_thatFails_isReportedAndOpensAllTheSame() throws IOException {
        create().close();
        Path unwritable = Files.createDirectory(temporary.resolve("memory"));
        VaultStore forgetful =
                new VaultStore(Given.parts(folder, new SecureRandom(), clock, new FileGenerationMemory(unwritable)));
        OpenOutcome outcome = forgetful.open(passphrase("correct horse"));
        try (Vault vault = Given.opened(outcome)) {
            assertThat(((OpenOutcome.Opened) outcome).notices())
                    .singleElement()
                    .isInstanceOf(Notice.MemoryFailed.class);
            saved(vault.save(vault.edit()));
        }
    }

    @Test
    void info_withoutASecret_tellsTheHeader() {
        assertThat(store.info()).isInstanceOf(VaultInfo.NotFound.class);
        RecoveryKey recovery = RecoveryKey.generate(new SecureRandom());
        try (Vault vault = Given.created(store.create(passphrase("a"), COST, recovery))) {
            saved(vault.save(vault.edit()));
            assertThat(another().info()).isInstanceOfSatisfying(VaultInfo.Header.class, info -> {
                assertThat(info.version()).isEqualTo(1);
                assertThat(info.id()).isEqualTo(vault.id());
                assertThat(info.generation()).isEqualTo(2);
                assertThat(info.slots())
                        .containsExactly(
                                new VaultInfo.Slot(VaultInfo.Kind.PASSPHRASE, COST),
                                new VaultInfo.Slot(VaultInfo.Kind.RECOVERY_KEY, COST));
                assertThat(info.others()).containsExactly("vault.hfv.1");
                assertThat(info.holder()).isPresent();
            });
        }
        assertThat(store.info())
                .isInstanceOfSatisfying(
                        VaultInfo.Header.class,
                        info -> assertThat(info.holder()).isEmpty());
    }
}
