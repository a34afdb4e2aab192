package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second program beside the vault, folders that cannot be written, and many records. */
class TwoProgramsTest {
    @TempDir
    Path temporary;

    /** Opens the vault in the folder given and keeps it open until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            VaultStore store = new VaultStore(Given.parts(Path.of(args[0])));
            Vault vault = Given.opened(store.open(passphrase("p")));
            System.out.println("open " + vault.generation());
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    private static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    @Tag("slow")
    void otherProgram_holdsTheVault_andLosesItWhenKilled() throws Exception {
        Path folder = temporary.resolve("wallet");
        VaultStore store = new VaultStore(Given.parts(folder));
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            saved(vault.save(vault.edit().put(id(1), "note", utf8("hello"))));
        }
        String classPath = String.join(
                File.pathSeparator,
                home(VaultStore.class).toString(),
                home(TwoProgramsTest.class).toString(),
                home(org.bouncycastle.crypto.params.Argon2Parameters.class).toString());
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Holder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open 2");
            assertThat(store.open(passphrase("p")))
                    .isInstanceOfSatisfying(
                            OpenOutcome.Busy.class,
                            busy -> assertThat(busy.holder().pid()).hasValue(other.pid()));
            assertThat(store.info())
                    .isInstanceOfSatisfying(
                            VaultInfo.Header.class,
                            info -> assertThat(info.holder().orElseThrow().pid())
                                    .hasValue(other.pid()));
            try (Vault reader = Given.opened(store.openReadOnly(passphrase("p")))) {
                assertThat(reader.records()).hasSize(1);
            }
        } finally {
            other.destroyForcibly();
            other.waitFor();
        }
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            saved(vault.save(vault.edit().remove(id(1))));
        }
    }

    @Test
    @Tag("slow")
    void folderReadOnly_opensForReadingOnly() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("root may write anywhere")
                .isNotEqualTo("root");
        Path folder = temporary.resolve("wallet");
        VaultStore store = new VaultStore(Given.parts(folder));
        Given.created(store.create(passphrase("p"), COST, null)).close();
        Files.delete(folder.resolve("vault.lock"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        try {
            assertThat(store.open(passphrase("p"))).isInstanceOf(OpenOutcome.NotWritable.class);
            Given.opened(store.openReadOnly(passphrase("p"))).close();
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The same with a folder whose lock cannot be made, for whoever runs as root. */
    @Test
    void lockThatCannotBeMade_opensForReadingOnly() throws IOException {
        Path folder = temporary.resolve("wallet");
        VaultStore store = new VaultStore(Given.parts(folder));
        Given.created(store.create(passphrase("p"), COST, null)).close();
        Files.delete(folder.resolve("vault.lock"));
        Files.createDirectory(folder.resolve("vault.lock"));
        assertThat(store.open(passphrase("p"))).isInstanceOf(OpenOutcome.NotWritable.class);
        Given.opened(store.openReadOnly(passphrase("p"))).close();
    }

    @Test
    void lockFileWithRubbish_isNobodyKnown() throws IOException {
        assertThat(LockHolder.parse("pid 12\nuser somebody\nsince 2026-03-01T12:00:00Z\n"))
                .isEqualTo(new LockHolder(java.util.OptionalLong.of(12), "somebody", Given.NOON));
        for (String text : List.of("", "pid x\n", "pid 1\nuser a\nsince yesterday\n", "\0\0\0")) {
            assertThat(LockHolder.parse(text)).isEqualTo(LockHolder.unknown());
        }
    }

    /** How long it takes is measured elsewhere and written down; here it only has to work. */
    @Test
    @Tag("slow")
    void tenThousandRecords_areThereAfterReopening() {
        Path folder = temporary.resolve("wallet");
        VaultStore store = new VaultStore(Given.parts(folder));
        SplittableRandom random = new SplittableRandom(5);
        byte[] payload = new byte[2000];
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            VaultEdit edit = vault.edit();
            for (int i = 0; i < 10_000; i++) {
                random.nextBytes(payload);
                edit.put(id(i), "credential", payload);
            }
            saved(vault.save(edit));
        }
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            assertThat(vault.records("credential")).hasSize(10_000);
            assertThat(vault.find(id(9_999)))
                    .hasValueSatisfying(
                            record -> assertThat(record.exposePayload()).isEqualTo(payload));
        }
    }
}
