package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.vault.OpenOutcome.EarlierAvailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered when the newest file does not open, and that nothing is destroyed by taking it. */
class EarlierGenerationTest {
    @TempDir
    Path temporary;

    Path folder;
    VaultStore store;
    BodyId body;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("wallet");
        Given.TestClock clock = new Given.TestClock();
        store = new VaultStore(Given.parts(folder, new java.security.SecureRandom(), clock, new Given.Seen()));
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            for (int i = 1; i <= 4; i++) {
                clock.set(Given.NOON.plus(Duration.ofHours(i)));
                VaultEdit edit = vault.edit().put(id(i), "note", utf8("note " + i));
                if (i == 4) {
                    body = edit.attach(utf8("a proof"));
                }
                saved(vault.save(edit));
            }
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> names = Files.list(folder)) {
            for (Path file : names.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("vault.lock")) {
                    files.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void flip(String name, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        bytes[at] ^= 1;
        Files.delete(folder.resolve(name));
        Files.write(folder.resolve(name), bytes);
    }

    private EarlierAvailable offered() throws IOException {
        Map<String, byte[]> before = files();
        OpenOutcome outcome = store.open(passphrase("p"));
        assertThat(files()).as("an offer touches nothing").containsExactlyEntriesOf(before);
        assertThat(outcome).isInstanceOf(EarlierAvailable.class);
        return (EarlierAvailable) outcome;
    }

    @Test
    void contentDamaged_earlierOneIsOfferedWithWhatItHolds() throws IOException {
        flip("vault.hfv", 500);
        EarlierAvailable offer = offered();
        assertThat(offer.problem())
                .isEqualTo("the vault's file is damaged: the encrypted content was altered or cut off");
        assertThat(offer.earlier()).isEqualTo(new OpenOutcome.Earlier(4, Given.NOON.plus(Duration.ofHours(3)), 3));
    }

    @Test
    void headerAltered_saysThatNobodyCanTell() throws IOException {
        flip("vault.hfv", 30);
        assertThat(offered().problem()).contains("altered, or the secret was changed since");
        assertThat(store.open(passphrase("wrong"))).isInstanceOf(OpenOutcome.WrongSecret.class);
    }

    @Test
    void notAVault_earlierOneIsOffered() throws IOException {
        flip("vault.hfv", 0);
        assertThat(offered().problem()).contains("does not begin as a vault does");
    }

    @Test
    void fileGone_earlierOneIsOffered() throws IOException {
        Files.delete(folder.resolve("vault.hfv"));
        assertThat(offered().problem()).isEqualTo("the vault's file is gone");
    }

    @Test
    void fileAndNewestEarlierDamaged_theNextIsOffered() throws IOException {
        flip("vault.hfv", 500);
        flip("vault.hfv.1", 500);
        assertThat(offered().earlier().generation()).isEqualTo(3);
    }

    @Test
    void everythingDamaged_isUnreadableAndUntouched() throws IOException {
        for (String name : List.of("vault.hfv", "vault.hfv.1", "vault.hfv.2", "vault.hfv.3")) {
            flip(name, 500);
        }
        Map<String, byte[]> before = files();
        assertThat(store.open(passphrase("p")))
                .isInstanceOfSatisfying(
                        OpenOutcome.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem()).contains("damaged"));
        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    void openEarlier_firstSave_putsTheDamagedFilesAside() throws IOException {
        flip("vault.hfv", 500);
        flip("vault.hfv.1", 500);
        Map<String, byte[]> before = files();
        try (Vault vault = Given.opened(store.openEarlier(passphrase("p"), 3))) {
            assertThat(vault.records()).hasSize(2);
            assertThat(files()).as("opening alone touches nothing").containsExactlyEntriesOf(before);
            assertThat(saved(vault.save(vault.edit().put(id(9), "note", new byte[1]))))
                    .as("above every generation ever seen")
                    .isEqualTo(6);
            assertThat(saved(vault.save(vault.edit()))).isEqualTo(7);
        }
        Map<String, byte[]> after = files();
        assertThat(after).containsKeys("vault.hfv", "vault.hfv.1", "vault.hfv.2", "vault.hfv.3");
        List<byte[]> aside = after.entrySet().stream()
                .filter(file -> file.getKey().startsWith("vault.hfv.damaged-"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(aside).containsExactlyInAnyOrder(before.get("vault.hfv"), before.get("vault.hfv.1"));
        assertThat(folder.resolve("proofs").resolve(body.hex()))
                .as("a damaged file may need it: nobody can read what it lists")
                .exists();
        assertThat(store.verify(passphrase("p")).files())
                .extracting(entry -> ((VaultReport.State.Sound) entry.state()).generation())
                .containsExactly(7L, 6L, 3L, 2L);
        Given.opened(store.open(passphrase("p"))).close();
    }

    @Test
    void openEarlier_changeOfPassphrase_tellsWhatTheOldOneStillOpens() throws IOException {
        flip("vault.hfv", 500);
        try (Vault vault = Given.opened(store.openEarlier(passphrase("p"), 4))) {
            SaveOutcome outcome = vault.changePassphrase(passphrase("q"), COST, null);
            assertThat(outcome).isInstanceOfSatisfying(SaveOutcome.Saved.class, done -> {
                assertThat(done.earlier().removed()).containsExactly("vault.hfv.1", "vault.hfv.2", "vault.hfv.3");
                assertThat(done.earlier().remaining())
                        .singleElement()
                        .asString()
                        .startsWith("vault.hfv.damaged-");
            });
        }
        Given.opened(store.open(passphrase("q"))).close();
    }

    @Test
    void openEarlier_generationThatIsNotThere_opensNothing() throws IOException {
        flip("vault.hfv", 500);
        assertThat(store.openEarlier(passphrase("p"), 99)).isInstanceOf(OpenOutcome.Unreadable.class);
        assertThat(store.openEarlier(passphrase("wrong"), 4)).isInstanceOf(OpenOutcome.WrongSecret.class);
    }

    @Test
    void openEarlier_fileRepairedMeanwhile_isNotReplaced() throws IOException {
        flip("vault.hfv", 500);
        try (Vault vault = Given.opened(store.openEarlier(passphrase("p"), 4))) {
            flip("vault.hfv", 500);
            Map<String, byte[]> before = files();
            assertThat(vault.save(vault.edit())).isInstanceOf(SaveOutcome.ChangedOnDisk.class);
            assertThat(files()).containsExactlyEntriesOf(before);
        }
        Given.opened(store.open(passphrase("p"))).close();
    }

    @Test
    void verify_tellsWhichFileIsDamaged() throws IOException {
        flip("vault.hfv.2", 500);
        flip("vault.hfv.3", 30);
        VaultReport report = store.verify(passphrase("p"));
        assertThat(report.isSound()).isFalse();
        assertThat(report.files())
                .extracting(VaultReport.Entry::state)
                .satisfiesExactly(
                        state -> assertThat(state).isInstanceOf(VaultReport.State.Sound.class),
                        state -> assertThat(state).isInstanceOf(VaultReport.State.Sound.class),
                        state -> assertThat(state).isInstanceOf(VaultReport.State.Broken.class),
                        state -> assertThat(state).isInstanceOf(VaultReport.State.DidNotOpen.class));
        assertThat(store.verify(passphrase("wrong")).isSound()).isFalse();
    }

    @Test
    void verify_generationsFromAnotherHistory_isNotSound() throws IOException {
        Files.delete(folder.resolve("vault.hfv.1"));
        Files.move(folder.resolve("vault.hfv.2"), folder.resolve("vault.hfv.1"));
        VaultReport report = store.verify(passphrase("p"));
        assertThat(report.files().getFirst().state())
                .isEqualTo(new VaultReport.State.Sound(5, Given.NOON.plus(Duration.ofHours(4)), 4, false));
        assertThat(report.isSound()).isFalse();
    }
}
