package holdfast.ui.unlock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;

/** A backup restored from the first start: the vault stands in an empty folder afterwards, or nothing does. */
class RestoreTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Path backup;

    /** A backup of a vault with all samples, made by the program; the window stands at the first start. */
    private void backedUp() throws Exception {
        backup = folder.resolve("backup");
        Wallet wallet = openVault("elsewhere");
        fill(wallet);
        new Safekeeping(wallet).backup(backup);
        window(() -> {
            window.services().session().lock(AutoLock.Reason.ASKED);
            return null;
        });
        assertThat(wallet.awaitClosed(SOON)).isTrue();
        window(() -> {
            window.services().navigator().show("settings");
            window.services().navigator().show("credentials");
            return null;
        });
    }

    private void choose() {
        files.folder = Optional.of(backup);
        window(() -> {
            lookup("#restore").<Hyperlink>query().fire();
            return null;
        });
        assertThat(textOf("gate-title")).isEqualTo("Restore a backup");
    }

    private void restore(String passphrase) {
        window(() -> {
            lookup("#passphrase").<TextInputControl>query().setText(passphrase);
            lookup("#restore-do").<ButtonBase>query().fire();
            return null;
        });
    }

    private void awaitProblem(String sentence) throws Exception {
        await(SOON, () -> lookup("#gate-problem").query().isVisible());
        assertThat(textOf("gate-problem-text")).isEqualTo(sentence);
        assertThat(window.services().session().isOpen()).isFalse();
        assertThat(lookup("#use-earlier").query().isVisible()).isFalse();
    }

    private static Map<String, byte[]> contents(Path of) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(of)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(of.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return all;
    }

    private Path target() {
        return folder.resolve("vault");
    }

    @Test
    void backup_good_isTheOpenVaultAndStaysWhatItWas() throws Exception {
        backedUp();
        Map<String, byte[]> before = contents(backup);
        choose();
        restore(new String(PASSPHRASE));
        await(SOON, () -> window.services().session().isOpen());
        Wallet restored = window.services().session().wallet();
        assertThat(restored.credentials()).hasSize(samples.credentials().size());
        assertThat(restored.requests()).hasSize(samples.requests().size());
        assertThat(contents(target())).isNotEmpty();
        assertThat(contents(backup)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void passphrase_wrong_restoresNothingAndMayBeTypedAgain() throws Exception {
        backedUp();
        choose();
        restore("not this one");
        awaitProblem("That does not open the vault.");
        assertThat(target().resolve("vault.hfv")).doesNotExist();
        restore(new String(PASSPHRASE));
        await(SOON, () -> window.services().session().isOpen());
    }

    @Test
    void backup_damaged_restoresNothingAndIsNotCalledTheVault() throws Exception {
        backedUp();
        for (Map.Entry<String, byte[]> file : contents(backup).entrySet()) {
            byte[] bytes = file.getValue();
            bytes[bytes.length - 1] ^= 1;
            Files.write(backup.resolve(file.getKey()), bytes);
        }
        choose();
        restore(new String(PASSPHRASE));
        awaitProblem("The backup is damaged and does not open.");
        assertThat(target().resolve("vault.hfv")).doesNotExist();
    }

    @Test
    void folder_withoutABackup_isSaidToHaveNone() throws Exception {
        backedUp();
        backup = Files.createDirectory(folder.resolve("holiday"));
        choose();
        restore(new String(PASSPHRASE));
        awaitProblem("There is no backup in this folder.");
    }

    @Test
    void target_holdingSomething_isLeftAsItIs() throws Exception {
        backedUp();
        choose();
        Path diary = Files.writeString(Files.createDirectories(target()).resolve("vault.hfv"), "my diary", UTF_8);
        restore(new String(PASSPHRASE));
        await(SOON, () -> lookup("#gate-problem").query().isVisible());
        assertThat(textOf("gate-problem-text")).isEqualTo("The chosen folder is not empty.");
        assertThat(diary).hasContent("my diary");
        assertThat(contents(target())).containsOnlyKeys("vault.hfv");
    }
}
