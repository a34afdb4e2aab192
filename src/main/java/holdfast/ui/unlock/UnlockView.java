package holdfast.ui.unlock;

import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.NewPassphrase;
import holdfast.ui.common.PassphraseStrength;
import holdfast.ui.common.RecoveryKeyPane;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SecretField;
import holdfast.ui.common.When;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.AutoLock;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What stands in place of a view while no vault is open. */
final class UnlockView {
    private final UnlockViewModel model;
    private final WindowServices services;
    private final Words words;
    private final Runnable demo;

    /** Kept here, since the model holds them weakly: a view that is gone must not be drawn any more. */
    private final ChangeListener<Object> drawn = (property, before, after) -> draw();

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
    }

    @FXML
    void initialize() {
        problem.managedProperty().bind(problem.visibleProperty());
        earlier.managedProperty().bind(earlier.visibleProperty());
        reading.managedProperty().bind(reading.visibleProperty());
        busy.visibleProperty().bind(model.busyProperty());
        body.disableProperty().bind(model.busyProperty());
        model.stepProperty().addListener(new WeakChangeListener<>(drawn));
        model.folderProperty().addListener(new WeakChangeListener<>(drawn));
        model.problemProperty().addListener(new WeakChangeListener<>(problemShown));
        draw();
        showProblem();
    }

    private void draw() {
        stage.setText("");
        folder.setText(words.text("folder", "folder", model.folderProperty().get()));
        body.getChildren().clear();
        switch (model.stepProperty().get()) {
            case WELCOME -> welcome();
            case CREATE -> create();
            case RECOVERY_KEY -> recoveryKey();
            case OPEN -> open(SecretKind.PASSPHRASE);
            case RESET -> reset();
            case RESTORE -> restore(SecretKind.PASSPHRASE);
        }
        stage.setVisible(!stage.getText().isEmpty());
        stage.setManaged(stage.isVisible());
    }

    private void head(String name, String sub) {
        title.setText(name);
        subtitle.setText(sub);
    }

    private void welcome() {
        stage.setText(words.text("step", "number", 1));
        head(words.text("welcome.title"), words.text("welcome.subtitle"));
        int number = 1;
        for (String point : new String[] {"welcome.keep", "welcome.prove", "welcome.stay"}) {
            body.getChildren().add(Rows.item(number++ + ".", words.text(point)));
        }
        Button begin = button("begin", words.text("welcome.begin"), model::begin);
        begin.getStyleClass().add("accent");
        begin.setDefaultButton(true);
        Platform.runLater(begin::requestFocus);
        body.getChildren()
                .addAll(
                        buttons(button("try-demo", words.text("welcome.demo"), demo), begin),
                        links(
                                link("choose-folder", words.text("choose"), this::choose),
                                link("restore", words.text("restore.link"), this::chooseBackup)));
    }

    private void create() {
        stage.setText(words.text("step", "number", 2));
        head(words.text("create.title"), words.text("create.subtitle"));
        NewPassphrase passphrase = new NewPassphrase(services.words("common"));
        Button create = button("create", words.text("create.do"), () -> {});
        create.getStyleClass().add("accent");
        create.disableProperty().bind(passphrase.usableProperty().not());
        Runnable go = () -> checked(passphrase, () -> model.create(passphrase.take()));
        create.setOnAction(event -> go.run());
        passphrase.onEnter(go);
        body.getChildren()
                .addAll(
                        passphrase,
                        buttons(button("create-back", words.text("back"), model::back), create),
                        links(link("choose-folder", words.text("choose.new"), this::chooseForNew)));
        Platform.runLater(passphrase::focus);
    }

    private void checked(NewPassphrase passphrase, Runnable go) {
        if (!passphrase.usableProperty().get()) {
            return;
        }
        if (passphrase.strength() == PassphraseStrength.WEAK) {
            services.dialogs()
                    .ask(
                            new Question(
                                    words.text("weak.title"),
                                    words.text("weak.text"),
                                    words.text("weak.yes"),
                                    words.text("weak.no"),
                                    true),
                            go);
        } else {
            go.run();
        }
    }

    private void recoveryKey() {
        stage.setText(words.text("step", "number", 3));
        head(services.words("common").text("recovery.title"), words.text("recovery.subtitle"));
        body.getChildren()
                .add(new RecoveryKeyPane(
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
                        }));
    }

    private void open(SecretKind kind) {
        head(
                words.text("open.title", "name", model.name()),
                why(services.session().reason()));
        SecretField secret = secret(kind);
        Button unlock = button("unlock", words.text("open.do"), () -> {});
        unlock.getStyleClass().add("accent");
        Runnable go = () -> {
            if (!secret.isBlank()) {
                model.unlock(secret.take(), kind, Access.WRITE);
            }
        };
        unlock.setOnAction(event -> go.run());
        secret.onEnter(go);
        FlowPane links = links(link("choose-folder", words.text("choose"), this::choose));
        if (kind == SecretKind.PASSPHRASE && model.hasRecoveryKey()) {
            links.getChildren()
                    .addFirst(link("forgotten", words.text("open.forgotten"), () -> redraw(SecretKind.RECOVERY_KEY)));
        } else if (kind == SecretKind.RECOVERY_KEY) {
            links.getChildren()
                    .addFirst(link(
                            "with-passphrase", words.text("open.passphrase"), () -> redraw(SecretKind.PASSPHRASE)));
        }
        body.getChildren().addAll(name(kind), secret, buttons(unlock), links);
        Platform.runLater(secret::focus);
    }

    private void redraw(SecretKind kind) {
        body.getChildren().clear();
        if (model.stepProperty().get() == UnlockViewModel.Step.RESTORE) {
            restore(kind);
        } else {
            open(kind);
        }
    }

    private Label name(SecretKind kind) {
        return new Label(words.text("secret." + code(kind)));
    }

    private SecretField secret(SecretKind kind) {
        return new SecretField(
                code(kind),
                words.text("secret." + code(kind)),
                services.words("common").text("secret.reveal"));
    }

    private static String code(SecretKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String why(AutoLock.Reason reason) {
        return words.text("locked." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void reset() {
        head(words.text("reset.title"), words.text("reset.subtitle"));
        NewPassphrase passphrase = new NewPassphrase(services.words("common"));
        Button set = button("reset", words.text("reset.do"), () -> {});
        set.getStyleClass().add("accent");
        set.disableProperty().bind(passphrase.usableProperty().not());
        Runnable go = () -> checked(passphrase, () -> model.reset(passphrase.take()));
        set.setOnAction(event -> go.run());
        passphrase.onEnter(go);
        body.getChildren()
                .addAll(passphrase, buttons(button("reset-skip", words.text("reset.skip"), model::skip), set));
        Platform.runLater(passphrase::focus);
    }

    private void restore(SecretKind kind) {
        head(words.text("restore.title"), words.text("restore.subtitle"));
        SecretField secret = secret(kind);
        Button restore = button("restore-do", words.text("restore.do"), () -> {});
        restore.getStyleClass().add("accent");
        Runnable go = () -> {
            if (!secret.isBlank()) {
                model.restore(secret.take(), kind);
            }
        };
        restore.setOnAction(event -> go.run());
        secret.onEnter(go);
        Hyperlink other = kind == SecretKind.PASSPHRASE
                ? link("forgotten", words.text("open.forgotten"), () -> redraw(SecretKind.RECOVERY_KEY))
                : link("with-passphrase", words.text("open.passphrase"), () -> redraw(SecretKind.PASSPHRASE));
        body.getChildren()
                .addAll(
                        name(kind),
                        secret,
                        buttons(button("restore-back", words.text("back"), model::back), restore),
                        links(other));
        Platform.runLater(secret::focus);
    }

    private void showProblem() {
        Exception error = model.problemProperty().get();
        problem.setVisible(error != null);
        if (error == null) {
            return;
        }
        ErrorText.Sentence sentence = services.errors().of(error);
        problemText.setText(sentence.what());
        WalletException refused = error instanceof WalletException wallet ? wallet : null;
        Instant savedAt = refused == null ? null : refused.earlierSavedAt();
        problemAdvice.setText(
                savedAt == null
                        ? sentence.advice()
                        : words.text("open.earlier.text", "date", new When(words.language()).time(savedAt)) + " "
                                + sentence.advice());
        earlier.setVisible(savedAt != null);
        reading.setVisible(canRead(refused));
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

    private void choose() {
        services.files().folder(words.text("choose.title")).ifPresent(model::choose);
    }

    private void chooseForNew() {
        services.files().folder(words.text("choose.title")).ifPresent(chosen -> {
            model.choose(chosen);
            if (model.stepProperty().get() == UnlockViewModel.Step.WELCOME) {
                model.begin();
            }
        });
    }

    private void chooseBackup() {
        services.files().folder(words.text("restore.choose")).ifPresent(model::restoreFrom);
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox buttons(Button... buttons) {
        HBox row = new HBox(buttons);
        row.getStyleClass().add("buttons");
        return row;
    }

    private static Hyperlink link(String id, String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.setOnAction(event -> action.run());
        return link;
    }

    private static FlowPane links(Hyperlink... links) {
        FlowPane row = new FlowPane(links);
        row.getStyleClass().add("links");
        return row;
    }
}
