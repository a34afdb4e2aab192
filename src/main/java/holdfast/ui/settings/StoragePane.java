package holdfast.ui.settings;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SecretField;
import holdfast.ui.common.When;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.WalletStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Where the vault is, its copies, and whether all of it is whole. */
final class StoragePane {
    private final SettingsViewModel model;
    private final Controls controls;
    private final Words words;
    private final Supplier<Path> folder;
    private final InstantSource clock;

    StoragePane(SettingsViewModel model, Controls controls, Supplier<Path> folder, InstantSource clock) {
        this.model = model;
        this.controls = controls;
        this.words = controls.words();
        this.folder = folder;
        this.clock = clock;
    }

    VBox pane() {
        VBox card = controls.card("storage");
        Instant last = model.wallet().settings().lastBackup();
        card.getChildren()
                .addAll(
                        Rows.text(words.text("storage.folder", "folder", folder.get())),
                        Rows.text(
                                last == null
                                        ? words.text("backup.never")
                                        : words.text("backup.last", "date", new When(words.language()).time(last)),
                                last == null ? "warn-text" : "muted"),
                        controls.row(
                                Buttons.button("backup", words.text("backup"), this::backup),
                                Buttons.button("verify-vault", words.text("verify"), this::verify)),
                        Rows.text(words.text("restore.where"), "muted", "small-text"));
        return card;
    }

    private void backup() {
        controls.services().files().folder(words.text("backup.where")).ifPresent(chosen -> {
            String day =
                    clock.instant().atZone(ZoneId.systemDefault()).toLocalDate().toString();
            model.backup(chosen.resolve("holdfast-backup-" + day), this::copied, controls::failed);
        });
    }

    private void copied(WalletStore.Copy copy) {
        controls.tell(
                "backup.done",
                words.text(
                        copy.missing() == 0 ? "backup.done.text" : "backup.missing",
                        "folder",
                        copy.folder(),
                        "proofs",
                        copy.proofs(),
                        "missing",
                        copy.missing()));
    }

    private void verify() {
        SecretField passphrase = new SecretField(
                "verify-passphrase",
                words.text("passphrase"),
                controls.services().words("common").text("secret.reveal"));
        Button yes = Buttons.accent("verify-do", words.text("verify.do"), () -> {
            char[] typed = passphrase.take();
            controls.services().dialogs().close();
            model.verify(folder.get(), typed, this::said, controls::failed);
        });
        passphrase.onEnter(yes::fire);
        controls.dialog(
                "verify.title",
                yes,
                Rows.text(words.text("verify.text")),
                new Label(words.text("passphrase")),
                passphrase);
        Platform.runLater(passphrase::focus);
    }

    private void said(SettingsViewModel.Soundness found) {
        WalletStore.Checkup files = found.files();
        String history = switch (found.history()) {
            case HistoryCheck.Intact(long entries, long deleted, String head) ->
                words.text("verify.history", "entries", entries);
            case HistoryCheck.Broken(long number, HistoryCheck.Reason reason) ->
                words.text("verify.history.broken", "number", number);
        };
        boolean sound = files.isSound() && found.history() instanceof HistoryCheck.Intact;
        controls.tell(
                sound ? "verify.sound" : "verify.damaged",
                words.text(
                                "verify.files",
                                "files",
                                files.files(),
                                "damaged",
                                files.damaged(),
                                "proofs",
                                files.proofs(),
                                "bad",
                                files.badProofs())
                        + " "
                        + history
                        + (sound ? "" : " " + words.text("verify.damaged.advice")));
    }
}
