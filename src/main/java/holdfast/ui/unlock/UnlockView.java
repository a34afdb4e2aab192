package holdfast.ui.unlock;

import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.RecoveryKeyPane;
import holdfast.ui.common.When;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.SecretKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What stands in place of a view while no vault is open: a step, and what went wrong at it. */
final class UnlockView {
    private final UnlockViewModel model;
    private final WindowServices services;
    private final Words words;
    private final Runnable demo;
    private final GateFolders folders;

    /** Kept here, since the model holds them weakly: a view that is gone must not be drawn any more. */
    private final ChangeListener<Object> drawn = (property, before, after) -> draw(SecretKind.PASSPHRASE);

    private final ChangeListener<Object> problemShown = (property, before, after) -> showProblem();

    @FXML
    private Label stage;

    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private VBox problem;

    @FXML
    private Label problemText;

    @FXML
    private Label problemAdvice;

    @FXML
    private Button earlier;

    @FXML
    private Button reading;

    @FXML
    private VBox body;

    @FXML
    private ProgressBar busy;

    @FXML
    private Label folder;

    /** @param demo leads to the demo */
    UnlockView(UnlockViewModel model, WindowServices services, Runnable demo) {
        this.model = model;
        this.services = services;
        this.words = services.words("unlock");
        this.demo = demo;
        this.folders = new GateFolders(model, services);
    }

    @FXML
    void initialize() {
        List.of(problem, earlier, reading, stage)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        busy.visibleProperty().bind(model.busyProperty());
        body.disableProperty().bind(model.busyProperty());
        model.stepProperty().addListener(new WeakChangeListener<>(drawn));
        model.folderProperty().addListener(new WeakChangeListener<>(drawn));
        model.problemProperty().addListener(new WeakChangeListener<>(problemShown));
        draw(SecretKind.PASSPHRASE);
        showProblem();
    }

    /** @param kind that is asked for where the step is about a secret */
    private void draw(SecretKind kind) {
        GatePage page = switch (model.stepProperty().get()) {
            case WELCOME -> new WelcomeStep(model, words, folders, demo).page();
            case CREATE -> new NewPassphraseStep(model, services).create(folders);
            case RECOVERY_KEY -> recoveryKey();
            case OPEN -> new SecretStep(model, services, kind, this::draw).open(folders);
            case RESET -> new NewPassphraseStep(model, services).reset();
            case RESTORE -> new SecretStep(model, services, kind, this::draw).restore();
        };
        stage.setText(page.stage() == 0 ? "" : words.text("step", "number", page.stage()));
        stage.setVisible(page.stage() > 0);
        title.setText(page.title());
        subtitle.setText(page.subtitle());
        body.getChildren().setAll(page.body());
        folder.setText(words.text("folder", "folder", model.folderProperty().get()));
    }

    private GatePage recoveryKey() {
        return new GatePage(
                3,
                services.words("common").text("recovery.title"),
                words.text("recovery.subtitle"),
                List.of(new RecoveryKeyPane(
                        services,
                        model.newRecoveryKey(),
                        words.text("recovery.decline"),
                        new RecoveryKeyPane.Decision() {
                            @Override
                            public void confirmed(char[] key) {
                                model.acceptRecoveryKey(key.clone());
                            }

                            @Override
                            public void declined() {
                                model.skip();
                            }
                        })));
    }

    private void showProblem() {
        Exception error = model.problemProperty().get();
        problem.setVisible(error != null);
        if (error == null) {
            return;
        }
        if (model.stepProperty().get() == UnlockViewModel.Step.RECOVERY_KEY) {
            draw(SecretKind.PASSPHRASE); // The key that could not be kept is wiped: here is another.
        }
        WalletException refused = error instanceof WalletException wallet ? wallet : null;
        String backup = ofBackup(refused);
        if (backup != null) {
            problemText.setText(words.text(backup));
            problemAdvice.setText(words.text(backup + ".advice"));
            earlier.setVisible(false);
            reading.setVisible(false);
            return;
        }
        ErrorText.Sentence sentence = services.errors().of(error);
        problemText.setText(sentence.what());
        Instant savedAt = refused == null ? null : refused.earlierSavedAt();
        problemAdvice.setText(
                savedAt == null
                        ? sentence.advice()
                        : words.text("open.earlier.text", "date", new When(words.language()).time(savedAt)) + " "
                                + sentence.advice());
        earlier.setVisible(savedAt != null);
        reading.setVisible(canRead(refused));
    }

    /** What is wrong with the backup and not with a vault here; null for all else. */
    private @Nullable String ofBackup(@Nullable WalletException refused) {
        if (refused == null || model.stepProperty().get() != UnlockViewModel.Step.RESTORE) {
            return null;
        }
        return switch (refused.reason()) {
            case UNREADABLE, EARLIER_AVAILABLE, BACKUP_UNREADABLE -> "restore.damaged";
            case NO_VAULT -> "restore.none";
            default -> null;
        };
    }

    private static boolean canRead(@Nullable WalletException refused) {
        return refused != null
                && (refused.reason() == WalletException.Reason.BUSY
                        || refused.reason() == WalletException.Reason.NOT_WRITABLE);
    }

    @FXML
    void useEarlier() {
        Instant savedAt = ((WalletException)
                        Objects.requireNonNull(model.problemProperty().get()))
                .earlierSavedAt();
        String date = savedAt == null ? "" : new When(words.language()).time(savedAt);
        services.dialogs()
                .ask(
                        new Question(
                                words.text("earlier.title"),
                                words.text("earlier.text", "date", date),
                                words.text("earlier.yes", "date", date),
                                words.text("cancel"),
                                true),
                        model::unlockEarlier);
    }

    @FXML
    void openReading() {
        model.unlockForReading();
    }
}
