package holdfast.ui.settings;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.NewPassphrase;
import holdfast.ui.common.RecoveryKeyPane;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SecretField;
import holdfast.ui.common.Words;
import holdfast.wallet.PrivateSettings;
import holdfast.wallet.Safekeeping;
import java.util.List;
import java.util.TreeSet;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Locking, passphrase, recovery key, and what opening costs. */
final class SecurityPane {
    private static final List<Integer> MINUTES = List.of(1, 2, 5, 10, 15, 30, 60, 0);
    private static final List<Integer> MEBIBYTES = List.of(64, 128, 256, 512, 1024);

    private final SettingsViewModel model;
    private final Controls controls;
    private final Words words;

    SecurityPane(SettingsViewModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        this.words = controls.words();
    }

    VBox pane() {
        VBox card = controls.card("security");
        PrivateSettings now = model.wallet().settings();
        TreeSet<Integer> minutes = new TreeSet<>(MINUTES);
        int current = (int) now.lockAfter().toMinutes();
        minutes.add(current);
        List<Integer> order = minutes.stream()
                .sorted((a, b) -> Integer.compare(a == 0 ? Integer.MAX_VALUE : a, b == 0 ? Integer.MAX_VALUE : b))
                .toList();
        ChoiceBox<Integer> lock = controls.choice(
                "lock-after",
                words.text("lock.after"),
                order,
                current,
                value -> value == 0 ? words.text("lock.never") : words.text("lock.minutes", "minutes", value));
        lock.valueProperty().addListener((property, before, after) -> model.lockAfter(after, controls::failed));
        CheckBox minimised = new CheckBox(words.text("lock.minimised"));
        minimised.setId("lock-minimised");
        minimised.setSelected(now.lockWhenMinimised());
        minimised
                .selectedProperty()
                .addListener((property, before, after) -> model.lockWhenMinimised(after, controls::failed));
        Safekeeping safekeeping = model.safekeeping();
        Safekeeping.Cost cost = safekeeping.cost();
        boolean has = safekeeping.hasRecoveryKey();
        card.getChildren()
                .addAll(
                        controls.row(new Label(words.text("lock.after")), lock),
                        minimised,
                        Rows.text(words.text("lock.sleep"), "muted", "small-text"),
                        controls.row(Buttons.button(
                                "change-passphrase", words.text("passphrase.change"), () -> change(has, cost))),
                        Rows.text(
                                words.text(
                                        "cost",
                                        "mebibytes",
                                        cost.mebibytes(),
                                        "passes",
                                        cost.passes(),
                                        "lanes",
                                        cost.lanes()),
                                "muted",
                                "small-text"),
                        Rows.text(words.text(has ? "recovery.has" : "recovery.none")),
                        controls.row(
                                has
                                        ? Buttons.button("remove-recovery", words.text("recovery.remove"), this::remove)
                                        : Buttons.button("add-recovery", words.text("recovery.add"), this::add)));
        if (model.wallet().isReadOnly()) {
            card.getChildren().subList(1, card.getChildren().size()).forEach(node -> node.setDisable(true));
        }
        return card;
    }

    private void change(boolean has, Safekeeping.Cost cost) {
        Words common = controls.services().words("common");
        SecretField current =
                new SecretField("current-passphrase", words.text("passphrase.current"), common.text("secret.reveal"));
        NewPassphrase passphrase = new NewPassphrase(common);
        SecretField recovery =
                new SecretField("keep-recovery", words.text("recovery.keep"), common.text("secret.reveal"));
        TreeSet<Integer> sizes = new TreeSet<>(MEBIBYTES);
        sizes.add(cost.mebibytes());
        ChoiceBox<Integer> memory = controls.choice(
                "cost-memory",
                words.text("cost.memory"),
                List.copyOf(sizes),
                cost.mebibytes(),
                value -> words.text("cost.value", "mebibytes", value));
        Button yes = Buttons.accent("change-passphrase-do", words.text("passphrase.do"), () -> {
            char @Nullable [] kept = has && !recovery.isBlank() ? recovery.take() : null;
            char[] before = current.take();
            char[] now = passphrase.take();
            controls.services().dialogs().close();
            model.changePassphrase(
                    before,
                    now,
                    kept,
                    memory.getValue(),
                    rekeyed -> controls.tell(
                            "passphrase.changed",
                            words.text(
                                    rekeyed.remaining().isEmpty() ? "passphrase.changed.text" : "passphrase.remaining",
                                    "files",
                                    String.join(", ", rekeyed.remaining()))),
                    controls::failed);
        });
        yes.disableProperty().bind(passphrase.usableProperty().not());
        current.onEnter(passphrase::focus);
        VBox fields = new VBox(
                new Label(words.text("passphrase.current")),
                current,
                passphrase,
                controls.row(new Label(words.text("cost.memory")), memory));
        fields.getStyleClass().add("fields");
        if (has) {
            fields.getChildren().addAll(Rows.text(words.text("recovery.keep.why")), recovery);
        }
        controls.dialog("passphrase.change.title", yes, fields);
        Platform.runLater(current::focus);
    }

    private void add() {
        Safekeeping safekeeping = model.safekeeping();
        RecoveryKeyPane pane = new RecoveryKeyPane(
                controls.services(),
                safekeeping.newRecoveryKey(),
                words.text("cancel"),
                new RecoveryKeyPane.Decision() {
                    @Override
                    public void confirmed(char[] key) {
                        char[] kept = key.clone();
                        controls.services().dialogs().close();
                        model.addRecoveryKey(kept, () -> {}, controls::failed);
                    }

                    @Override
                    public void declined() {
                        controls.services().dialogs().close();
                    }
                });
        controls.services().dialogs().show(pane);
    }

    private void remove() {
        SecretField passphrase = new SecretField(
                "recovery-passphrase",
                words.text("passphrase"),
                controls.services().words("common").text("secret.reveal"));
        Button yes = Buttons.button("remove-recovery-do", words.text("recovery.remove.do"), () -> {
            char[] typed = passphrase.take();
            controls.services().dialogs().close();
            model.removeRecoveryKey(typed, () -> {}, controls::failed);
        });
        yes.getStyleClass().add("danger");
        controls.dialog(
                "recovery.remove.title",
                yes,
                Rows.text(words.text("recovery.remove.text")),
                new Label(words.text("passphrase")),
                passphrase);
        Platform.runLater(passphrase::focus);
    }
}
