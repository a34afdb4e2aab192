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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodiesAndCopiesTest {
    @TempDir
    Path temporary;

    Path folder;
    VaultStore store;
    Vault vault;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("wallet");
        store = new VaultStore(Given.parts(folder));
        vault = Given.created(store.create(passphrase("p"), COST, null));
    }

    private BodyId attach(String content) {
        VaultEdit edit = vault.edit();
        BodyId body = edit.attach(utf8(content));
        saved(vault.save(edit.put(id(1), "proof", utf8(body.hex()))));
        return body;
    }

    private List<String> proofs() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("proofs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path file(BodyId body) {
        return folder.resolve("proofs").resolve(body.hex());
    }

    @Test
    void attach_savedAndReopened_givesTheBodyBack() throws IOException {
        BodyId body = attach("a proof");
        assertThat(vault.bodies()).containsExactly(body);
        vault.close();
        assertThat(new String(Files.readAllBytes(file(body)), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("HFPROOF")
                .doesNotContain("a proof");
        try (Vault again = Given.opened(store.open(passphrase("p")))) {
            assertThat(again.readBody(body))
                    .isInstanceOfSatisfying(
                            BodyOutcome.Found.class,
                            found -> assertThat(found.plaintext()).isEqualTo(utf8("a proof")));
        }
    }

    @Test
    void attach_sameContentTwice_cannotBeSeenFromTheNames() {
        VaultEdit edit = vault.edit();
        assertThat(edit.attach(utf8("a"))).isNotEqualTo(edit.attach(utf8("a")));
    }

    @Test
    void attach_neverSaved_leavesNoFile() throws IOException {
        vault.edit().attach(utf8("a proof"));
        assertThat(proofs()).isEmpty();
        VaultEdit edit = vault.edit();
        edit.detach(edit.attach(utf8("another")));
        saved(vault.save(edit));
        assertThat(vault.bodies()).isEmpty();
        assertThat(proofs()).isEmpty();
    }

    @Test
    void readBody_unlistedMissingAltered_saysWhich() throws IOException {
        BodyId body = attach("a proof");
        assertThat(vault.readBody(new BodyId("0".repeat(64)))).isInstanceOf(BodyOutcome.NotListed.class);
        byte[] bytes = Files.readAllBytes(file(body));
        for (int at : new int[] {0, 9, 10, bytes.length - 1}) {
            bytes[at] ^= 1;
            Files.write(file(body), bytes);
            assertThat(vault.readBody(body)).as("byte %d", at).isInstanceOf(BodyOutcome.Damaged.class);
            bytes[at] ^= 1;
        }
        Files.write(file(body), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(vault.readBody(body)).isInstanceOf(BodyOutcome.Damaged.class);
        assertThat(store.verify(passphrase("p")).badBodies()).containsExactly(body);
        Files.delete(file(body));
        assertThat(vault.readBody(body)).isInstanceOf(BodyOutcome.Missing.class);
        VaultReport report = store.verify(passphrase("p"));
        assertThat(report.bodies()).isEqualTo(1);
        assertThat(report.badBodies()).containsExactly(body);
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void detach_fileStaysAsLongAsAnEarlierGenerationNeedsIt() throws IOException {
        BodyId body = attach("a proof");
        saved(vault.save(vault.edit().detach(body)));
        assertThat(vault.bodies()).isEmpty();
        assertThat(vault.readBody(body)).isInstanceOf(BodyOutcome.NotListed.class);
        for (int i = 0; i < 2; i++) {
            saved(vault.save(vault.edit()));
            assertThat(proofs()).containsExactly(body.hex());
        }
        assertThat(store.verify(passphrase("p")).files()).hasSize(4);
        saved(vault.save(vault.edit()));
        assertThat(proofs()).as("the last generation that used it is gone").isEmpty();
    }

    @Test
    void detach_thenChangeOfPassphrase_sweepsAtOnce() throws IOException {
        BodyId body = attach("a proof");
        BodyId kept = attach("another");
        saved(vault.save(vault.edit().detach(body)));
        saved(vault.changePassphrase(passphrase("q"), COST, null));
        assertThat(proofs()).containsExactly(kept.hex());
        assertThat(vault.readBody(kept)).isInstanceOf(BodyOutcome.Found.class);
    }

    @Test
    void sweep_takesOnlyWhatIsOurs() throws IOException {
        Files.write(folder.resolve("proofs").resolve("f".repeat(64)), new byte[1]);
        Files.write(folder.resolve("proofs").resolve("tmp-0123456789abcdef"), new byte[1]);
        Files.write(folder.resolve("proofs").resolve("notes.txt"), new byte[1]);
        saved(vault.save(vault.edit()));
        assertThat(proofs()).containsExactly("notes.txt");
    }

    @Test
    void backup_opensByItself() {
        BodyId body = attach("a proof");
        Path copy = temporary.resolve("copies").resolve("one");
        assertThat(vault.backup(copy)).isEqualTo(new CopyOutcome.Copied(copy, 2, 1, 1, List.of()));
        try (Vault backup = Given.opened(new VaultStore(Given.parts(copy)).open(passphrase("p")))) {
            assertThat(backup.id()).isEqualTo(vault.id());
            assertThat(backup.readBody(body)).isInstanceOf(BodyOutcome.Found.class);
        }
        assertThat(vault.backup(copy)).isEqualTo(new CopyOutcome.NotEmpty(copy));
    }

    @Test
    void backup_bodyThatIsLost_isNamed() throws IOException {
        BodyId body = attach("a proof");
        Files.delete(file(body));
        Path copy = temporary.resolve("copy");
        assertThat(vault.backup(copy)).isEqualTo(new CopyOutcome.Copied(copy, 2, 1, 0, List.of(body)));
    }

    @Test
    void backup_folderHoldsOtherThings_isRefused() throws IOException {
        Path copy = Files.createDirectory(temporary.resolve("copy"));
        Files.write(copy.resolve("letter.txt"), new byte[1]);
        assertThat(vault.backup(copy)).isEqualTo(new CopyOutcome.NotEmpty(copy));
        assertThat(copy.resolve("vault.hfv")).doesNotExist();
    }

    @Test
    void backup_fileChangedByAnotherProgram_isRefused() throws IOException {
        Files.write(folder.resolve("vault.hfv"), new byte[100]);
        Path copy = temporary.resolve("copy");
        assertThat(vault.backup(copy)).isInstanceOf(CopyOutcome.ChangedOnDisk.class);
        assertThat(copy).doesNotExist();
    }

    @Test
    void backup_whereNoFolderCanBe_fails() throws IOException {
        Path file = Files.write(temporary.resolve("file"), new byte[1]);
        assertThat(vault.backup(file.resolve("below"))).isInstanceOf(CopyOutcome.StorageFailed.class);
    }

    @Test
    void copy_intoAFolderThatAnotherOneWritesTo_isRefusedAndMixesNothing() throws IOException {
        attach("a proof");
        Path copy = temporary.resolve("copy");
        vault.backup(copy);
        Path home = Files.createDirectory(temporary.resolve("home"));
        Folder other = Given.parts(home).folder();
        assertThat(other.lock()).isInstanceOfSatisfying(Folder.LockResult.Held.class, held -> {
            assertThat(vault.backup(home))
                    .isInstanceOfSatisfying(
                            CopyOutcome.Busy.class,
                            busy -> assertThat(busy.holder().pid())
                                    .hasValue(ProcessHandle.current().pid()));
            assertThat(new VaultStore(Given.parts(home)).restoreFrom(copy, passphrase("p")))
                    .isInstanceOf(CopyOutcome.Busy.class);
            assertThat(home.resolve("vault.hfv")).doesNotExist();
            assertThat(home.resolve("proofs")).isEmptyDirectory();
            held.release().run();
        });
        assertThat(vault.backup(home)).isInstanceOf(CopyOutcome.Copied.class);
        assertThat(vault.backup(home)).isEqualTo(new CopyOutcome.NotEmpty(home));
    }

    /** The one that waits for the lock finds the other's vault when it looks again. */
    @Test
    void copies_manyAtOnce_oneIsMadeAndTheOthersTouchNothing() throws Exception {
        BodyId body = attach("a proof");
        Path home = temporary.resolve("home");
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            List<Callable<CopyOutcome>> backups = Collections.nCopies(8, () -> vault.backup(home));
            List<Callable<CopyOutcome>> all = new ArrayList<>(backups);
            Path copy = temporary.resolve("copy");
            vault.backup(copy);
            for (int i = 0; i < 8; i++) {
                all.add(() -> new VaultStore(Given.parts(home)).restoreFrom(copy, passphrase("p")));
            }
            List<CopyOutcome> outcomes = new ArrayList<>();
            for (Future<CopyOutcome> done : several.invokeAll(all)) {
                outcomes.add(done.get());
            }
            assertThat(outcomes)
                    .filteredOn(CopyOutcome.Copied.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof CopyOutcome.Copied))
                    .allMatch(
                            outcome -> outcome instanceof CopyOutcome.Busy || outcome instanceof CopyOutcome.NotEmpty);
        }
        try (Vault again = Given.opened(new VaultStore(Given.parts(home)).open(passphrase("p")))) {
            assertThat(again.readBody(body)).isInstanceOf(BodyOutcome.Found.class);
        }
    }

    @Test
    void restore_elsewhere_givesTheSameVault() {
        BodyId body = attach("a proof");
        Path copy = temporary.resolve("copy");
        vault.backup(copy);
        Path home = temporary.resolve("elsewhere");
        VaultStore restored = new VaultStore(Given.parts(home));
        assertThat(restored.restoreFrom(copy, passphrase("p")))
                .isEqualTo(new CopyOutcome.Copied(home, 2, 1, 1, List.of()));
        try (Vault again = Given.opened(restored.open(passphrase("p")))) {
            assertThat(again.find(id(1))).isPresent();
            assertThat(again.readBody(body)).isInstanceOf(BodyOutcome.Found.class);
        }
        assertThat(restored.restoreFrom(copy, passphrase("p"))).isEqualTo(new CopyOutcome.NotEmpty(home));
    }

    @Test
    void restore_damagedOrWrongSecret_writesNothing() throws IOException {
        attach("a proof");
        Path copy = temporary.resolve("copy");
        vault.backup(copy);
        Path home = temporary.resolve("elsewhere");
        VaultStore restored = new VaultStore(Given.parts(home));
        assertThat(restored.restoreFrom(copy, passphrase("wrong")))
                .isEqualTo(new CopyOutcome.SourceRefused(new OpenOutcome.WrongSecret()));
        byte[] bytes = Files.readAllBytes(copy.resolve("vault.hfv"));
        bytes[1000] ^= 1;
        Files.write(copy.resolve("vault.hfv"), bytes);
        assertThat(restored.restoreFrom(copy, passphrase("p")))
                .isInstanceOfSatisfying(
                        CopyOutcome.SourceRefused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(OpenOutcome.Unreadable.class));
        assertThat(restored.restoreFrom(temporary.resolve("nowhere"), passphrase("p")))
                .isEqualTo(new CopyOutcome.SourceRefused(new OpenOutcome.NotFound()));
        assertThat(home).doesNotExist();
    }

    @Test
    void memoryFile_remembersTheHighestOfEach() throws IOException {
        Path file = temporary.resolve("state").resolve("seen");
        FileGenerationMemory memory = new FileGenerationMemory(file);
        VaultId one = new VaultId("1".repeat(32));
        VaultId two = new VaultId("2".repeat(32));
        assertThat(memory.highest(one)).isEmpty();
        memory.remember(one, 5);
        memory.remember(two, 7);
        memory.remember(one, 4);
        assertThat(new FileGenerationMemory(file).highest(one)).hasValue(5);
        assertThat(memory.highest(two)).hasValue(7);
        Files.writeString(file, "rubbish\n" + one + " 12\n" + two + " -1\n");
        assertThat(memory.highest(one)).hasValue(12);
        assertThat(memory.highest(two)).isEmpty();
    }
}
