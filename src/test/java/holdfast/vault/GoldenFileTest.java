package holdfast.vault;

import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.text;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file of each version that was ever written, which every later program must open. */
class GoldenFileTest {
    private static final String PASSPHRASE = "golden passphrase, é";
    private static final String RECOVERY_KEY = "QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNC-EF2E";

    @TempDir
    Path temporary;

    Path folder;
    Given.Seen seen = new Given.Seen();

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectory(temporary.resolve("wallet"));
    }

    private byte[] golden(String name) {
        try (InputStream file = GoldenFileTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VaultStore store() {
        return new VaultStore(Given.withArgon2(
                Given.parts(folder, new SeededRandom(17), new Given.TestClock(), seen, new FormatV0())));
    }

    private VaultStore storeWithoutVersion0() {
        return new VaultStore(Given.withArgon2(Given.parts(folder, new SeededRandom(17), new Given.TestClock(), seen)));
    }

    private static void assertGolden(Vault vault) {
        assertThat(vault.generation()).isEqualTo(2);
        assertThat(vault.savedAt()).isEqualTo(Given.NOON);
        assertThat(vault.records())
                .extracting(r -> r.id() + " " + r.type() + " " + text(r))
                .containsExactly(id(1) + " credential the first record", id(2) + " request zweiter Eintrag, ü");
        assertThat(vault.bodies()).hasSize(1);
    }

    @Test
    void version1_opensWithBothSecrets() throws Exception {
        Files.write(folder.resolve("vault.hfv"), golden("golden-v1.hfv"));
        try (Vault vault = Given.opened(storeWithoutVersion0().openReadOnly(passphrase(PASSPHRASE)))) {
            assertGolden(vault);
        }
        try (Vault vault =
                Given.opened(storeWithoutVersion0().openReadOnly(RecoveryKey.parse(RECOVERY_KEY.toCharArray())))) {
            assertGolden(vault);
        }
    }

    /** The writer still writes version 1 byte by byte as it did. */
    @Test
    void version1_writtenAnew_isTheSameFile() throws Exception {
        RecoveryKey recovery = RecoveryKey.parse(RECOVERY_KEY.toCharArray());
        try (Vault vault = Given.created(store().create(passphrase(PASSPHRASE), Given.COST, recovery))) {
            VaultEdit edit = vault.edit()
                    .put(id(1), "credential", utf8("the first record"))
                    .put(id(2), "request", utf8("zweiter Eintrag, ü"));
            edit.attach(utf8("a proof"));
            saved(vault.save(edit));
        }
        assertThat(Files.readAllBytes(folder.resolve("vault.hfv"))).isEqualTo(golden("golden-v1.hfv"));
    }

    @Test
    void version0_goldenFile_isWhatItsWriterWrites() {
        assertThat(golden("golden-v0.hfv")).isEqualTo(FormatV0.sample(Given.REMEMBERED, passphrase(PASSPHRASE), 3));
    }

    @Test
    void version0_opened_isMigratedAndKept() throws IOException {
        byte[] old = golden("golden-v0.hfv");
        Files.write(folder.resolve("vault.hfv"), old);
        OpenOutcome outcome = store().open(passphrase(PASSPHRASE));
        List<OpenOutcome.Notice> notices = ((OpenOutcome.Opened) outcome).notices();
        try (Vault vault = Given.opened(outcome)) {
            assertThat(vault.records()).extracting(Given::text).containsExactly("note 1", "note 2", "note 3");
            assertThat(vault.generation()).isEqualTo(4);
            assertThat(notices).singleElement().isInstanceOfSatisfying(OpenOutcome.Notice.Migrated.class, migrated -> {
                assertThat(migrated.from()).isZero();
                assertThat(migrated.keptAs()).startsWith("vault.hfv.v0-");
                assertThat(folder.resolve(migrated.keptAs())).hasBinaryContent(old);
            });
            assertThat(folder.resolve("vault.hfv.1")).hasBinaryContent(old);
            saved(vault.save(vault.edit().remove(id(1))));
        }
        assertThat(storeWithoutVersion0().info())
                .isInstanceOfSatisfying(
                        VaultInfo.Header.class,
                        info -> assertThat(info.version()).isEqualTo(1));
        OpenOutcome again = storeWithoutVersion0().open(passphrase(PASSPHRASE));
        try (Vault vault = Given.opened(again)) {
            assertThat(((OpenOutcome.Opened) again).notices()).isEmpty();
            assertThat(vault.records()).hasSize(2);
            SaveOutcome changed = vault.changePassphrase(passphrase("new"), Given.COST, null);
            assertThat(((SaveOutcome.Saved) changed).earlier().remaining())
                    .as("this program cannot read version 0, so it says that the file is still there")
                    .anyMatch(name -> name.startsWith("vault.hfv.v0-"));
        }
    }

    @Test
    void version0_changeOfPassphraseAfterwards_removesTheKeptFileToo() throws IOException {
        Files.write(folder.resolve("vault.hfv"), golden("golden-v0.hfv"));
        try (Vault vault = Given.opened(store().open(passphrase(PASSPHRASE)))) {
            SaveOutcome changed = vault.changePassphrase(passphrase("new"), Given.COST, null);
            assertThat(((SaveOutcome.Saved) changed).earlier().removed())
                    .hasSize(2)
                    .contains("vault.hfv.1")
                    .anyMatch(name -> name.startsWith("vault.hfv.v0-"));
        }
    }

    @Test
    void version0_openedForReading_isLeftAsItIs() throws IOException {
        byte[] old = golden("golden-v0.hfv");
        Files.write(folder.resolve("vault.hfv"), old);
        try (Vault vault = Given.opened(store().openReadOnly(passphrase(PASSPHRASE)))) {
            assertThat(vault.records()).hasSize(3);
            assertThat(vault.backup(temporary.resolve("copy"))).isInstanceOf(CopyOutcome.Copied.class);
        }
        assertThat(folder.resolve("vault.hfv")).hasBinaryContent(old);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void laterVersion_isRefusedAndUntouched() throws IOException {
        byte[] later = golden("golden-v1.hfv");
        later[9] = 2;
        Files.write(folder.resolve("vault.hfv"), later);
        assertThat(store().open(passphrase(PASSPHRASE)))
                .isEqualTo(new OpenOutcome.NewerVersion("the file has version 2, this program knows up to 1"));
        assertThat(store().info()).isInstanceOf(VaultInfo.NewerVersion.class);
        assertThat(store().create(passphrase("x"), Given.COST, null)).isInstanceOf(CreateOutcome.Exists.class);
        assertThat(folder.resolve("vault.hfv")).hasBinaryContent(later);
    }
}
