package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that somebody else prepared: links, pipes, devices, names taken, things that move while they are used. */
class HostileFolderTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    private Path folder;
    private VaultStore store;

    @BeforeEach
    void setUp() {
        assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");
        folder = temporary.resolve("wallet");
        store = new VaultStore(Given.parts(folder));
    }

    private void create(VaultStore in) {
        try (Vault vault = Given.created(in.create(passphrase("p"), COST, null))) {
            VaultEdit edit = vault.edit().put(id(1), "note", utf8("hello"));
            edit.attach(utf8("a proof"));
            saved(vault.save(edit));
        }
    }

    @Test
    void lock_thatIsALink_isRefusedAndWhatItLeadsToIsLeftAlone() throws IOException {
        create(store);
        Path mine = Files.writeString(temporary.resolve("mine"), "short");
        Files.delete(folder.resolve("vault.lock"));
        Files.createSymbolicLink(folder.resolve("vault.lock"), mine);
        assertThat(store.open(passphrase("p")))
                .isInstanceOfSatisfying(
                        OpenOutcome.NotWritable.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(folder.resolve("vault.lock") + " is a link and not a lock file: remove it"));
        assertThat(mine).hasContent("short");
        Given.opened(store.openReadOnly(passphrase("p"))).close();
    }

    @Test
    void lock_thatIsAFileOfSomebodysOwn_isRefusedAndLeftAlone() throws IOException {
        create(store);
        String text = "x".repeat(1025);
        Files.writeString(folder.resolve("vault.lock"), text);
        assertThat(store.open(passphrase("p")))
                .isInstanceOfSatisfying(
                        OpenOutcome.NotWritable.class,
                        refused -> assertThat(refused.reason()).endsWith("is no lock file: move it to another folder"));
        assertThat(folder.resolve("vault.lock")).hasContent(text);
        Files.writeString(folder.resolve("vault.lock"), "x".repeat(1024));
        Given.opened(store.open(passphrase("p"))).close();
    }

    @Test
    void vaultFile_thatIsNone_isRefusedAtOnce() throws Exception {
        create(store);
        for (String name : List.of("vault.hfv", "vault.hfv.1")) {
            Files.delete(folder.resolve(name));
        }
        Path main = folder.resolve("vault.hfv");
        Process pipe = new ProcessBuilder("mkfifo", main.toString()).start();
        assumeThat(pipe.waitFor()).isZero();
        assertNoFile();
        Files.delete(main);
        Files.createDirectory(main);
        assertNoFile();
        Files.delete(main);
        Files.createSymbolicLink(main, Path.of("/dev/zero"));
        assertNoFile();
    }

    private void assertNoFile() {
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            assertThat(store.open(passphrase("p")))
                    .isEqualTo(new OpenOutcome.StorageFailed(folder.resolve("vault.hfv") + " is not a file"));
            assertThat(store.info())
                    .isEqualTo(new VaultInfo.StorageFailed(folder.resolve("vault.hfv") + " is not a file"));
            assertThat(store.create(passphrase("p"), COST, null)).isInstanceOf(CreateOutcome.Exists.class);
        });
    }

    @Test
    void lock_thatIsAPipe_isRefusedAtOnceByEverybody() throws Exception {
        create(store);
        Path lock = folder.resolve("vault.lock");
        Files.delete(lock);
        assumeThat(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor())
                .isZero();
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            String why = lock + " is no lock file: remove it";
            assertThat(store.info()).isEqualTo(new VaultInfo.StorageFailed(why));
            assertThat(store.open(passphrase("p"))).isEqualTo(new OpenOutcome.NotWritable(why));
            Given.opened(store.openReadOnly(passphrase("p"))).close();
        });
    }

    /** Else saving here would clear away what this vault does not know: all the proofs of the other one. */
    @Test
    void proofs_thatAreALinkToAnotherVaults_areNotClearedAway() throws IOException {
        create(store);
        Path other = temporary.resolve("other");
        create(new VaultStore(Given.parts(other)));
        try (Stream<Path> files = Files.list(folder.resolve("proofs"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve("proofs"));
        Files.createSymbolicLink(folder.resolve("proofs"), other.resolve("proofs"));
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            saved(vault.save(vault.edit().put(id(2), "note", utf8("more"))));
        }
        VaultReport report = new VaultStore(Given.parts(other)).verify(passphrase("p"));
        assertThat(report.bodies()).isEqualTo(1);
        assertThat(report.badBodies()).isEmpty();
    }

    @Test
    void vaultFile_renamedWhileOpen_isNotSavedOver() throws IOException {
        create(store);
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            Files.move(folder.resolve("vault.hfv"), folder.resolve("elsewhere"));
            assertThat(vault.save(vault.edit().remove(id(1)))).isInstanceOf(SaveOutcome.ChangedOnDisk.class);
            assertThat(vault.backup(temporary.resolve("copy"))).isInstanceOf(CopyOutcome.ChangedOnDisk.class);
            assertThat(folder.resolve("vault.hfv")).doesNotExist();
            Files.move(folder.resolve("elsewhere"), folder.resolve("vault.hfv"));
            saved(vault.save(vault.edit().put(id(2), "note", utf8("more"))));
            assertThat(vault.records()).hasSize(2);
        }
    }

    @Test
    void folder_renamedWhileOpen_keepsItsStateAndIsNotMadeAnew() throws IOException {
        create(store);
        Path away = temporary.resolve("away");
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            Files.move(folder, away);
            assertThat(vault.save(vault.edit().remove(id(1)))).isInstanceOf(SaveOutcome.ChangedOnDisk.class);
            assertThat(folder).doesNotExist();
        }
        try (Vault vault = Given.opened(new VaultStore(Given.parts(away)).open(passphrase("p")))) {
            assertThat(vault.records()).hasSize(1);
            saved(vault.save(vault.edit().put(id(2), "note", utf8("more"))));
        }
    }

    /** A slot is bound to its vault, and the header's MAC to the data key: neither secret leads into a mixed file. */
    @Test
    void recoverySlot_ofAnotherVault_opensNothing() throws IOException {
        RecoveryKey theirs = RecoveryKey.generate(new SecureRandom());
        RecoveryKey mine = RecoveryKey.generate(new SecureRandom());
        Path other = temporary.resolve("other");
        Given.created(new VaultStore(Given.parts(other)).create(passphrase("attacker"), COST, theirs))
                .close();
        Given.created(store.create(passphrase("p"), COST, mine)).close();
        byte[] file = Files.readAllBytes(folder.resolve("vault.hfv"));
        byte[] foreign = Files.readAllBytes(other.resolve("vault.hfv"));
        System.arraycopy(foreign, 99 + 93, file, 99 + 93, 93);
        Files.write(folder.resolve("vault.hfv"), file);
        for (VaultSecret secret : List.of(passphrase("p"), passphrase("attacker"), theirs, mine)) {
            assertThat(store.open(secret)).isInstanceOf(OpenOutcome.WrongSecret.class);
        }
        assertThat(Arrays.equals(Files.readAllBytes(folder.resolve("vault.hfv")), file))
                .isTrue();
    }

    /** Whoever could write there could make a roll-back go unnoticed; a umask of 0 must not let them. */
    @Test
    void memory_isItsOwnersOnly_alsoWhereAnInterruptedWriteLeftItOpen() throws Exception {
        Path file = temporary.resolve("state/generations");
        Files.createDirectory(file.getParent());
        Path left = Files.writeString(file.resolveSibling("generations.new"), "half");
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));
        new FileGenerationMemory(file).remember(new VaultId(id(1).hex()), 1);
        Path fresh = temporary.resolve("other/state/generations");
        new FileGenerationMemory(fresh).remember(new VaultId(id(1).hex()), 1);
        for (Path one : List.of(file, file.resolveSibling("generations.lock"), fresh)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.getParent())))
                .isEqualTo("rwx------");
    }

    /** Programs with a vault each, which share the memory of generations. */
    @Test
    void memory_writtenBySeveralAtOnce_losesNothing() throws Exception {
        Path file = temporary.resolve("state/generations");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> programs = Stream.iterate(1, i -> i + 1)
                    .limit(4)
                    .<Callable<Boolean>>map(number -> () -> {
                        FileGenerationMemory memory = new FileGenerationMemory(file);
                        VaultId vault = new VaultId(id(number).hex());
                        for (long generation = 1; generation <= 50; generation++) {
                            memory.remember(vault, generation);
                            assertThat(memory.highest(vault)).hasValue(generation);
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> program : threads.invokeAll(programs)) {
                assertThat(program.get()).isTrue();
            }
        }
        FileGenerationMemory memory = new FileGenerationMemory(file);
        for (int number = 1; number <= 4; number++) {
            assertThat(memory.highest(new VaultId(id(number).hex()))).hasValue(50);
        }
        assertThat(Files.readString(file)).matches("([0-9a-f]{32} [0-9]{1,2}\n){4}");
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactlyInAnyOrder(file, file.resolveSibling("generations.lock"));
        }
    }
}
