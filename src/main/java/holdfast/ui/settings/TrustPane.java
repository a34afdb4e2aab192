package holdfast.ui.settings;

import holdfast.net.LedgerLine;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.When;
import holdfast.ui.common.Words;
import holdfast.wallet.AllowedAddress;
import holdfast.wallet.PinnedKey;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Whose keys are known, what may be reached, and what was. */
final class TrustPane {
    private static final int LINES = 100;

    private final SettingsViewModel model;
    private final Controls controls;
    private final Words words;
    private final When when;

    TrustPane(SettingsViewModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        this.words = controls.words();
        this.when = new When(words.language());
    }

    VBox keys() {
        VBox card = controls.card("keys");
        card.getChildren().add(Rows.text(words.text("keys.why"), "muted", "small-text"));
        List<PinnedKey> keys = model.wallet().keys();
        if (keys.isEmpty()) {
            card.getChildren().add(Rows.text(words.text("keys.none"), "muted"));
        }
        keys.forEach(key -> card.getChildren().add(key(key)));
        return card;
    }

    private VBox key(PinnedKey key) {
        Label name = Rows.text(
                key.displayName().equals(key.key().fingerprint())
                        ? words.text("keys.unnamed")
                        : Shown.line(key.displayName()),
                "strong");
        Pill role = new Pill(words.text("role." + key.role().name().toLowerCase(Locale.ROOT)), Pill.Tone.NEUTRAL);
        Pill known = key.confirmed()
                ? new Pill(words.text("keys.confirmed"), Pill.Tone.GOOD)
                : new Pill(words.text("keys.met", "date", when.day(key.firstSeen())), Pill.Tone.WARN);
        VBox box = new VBox(controls.row(name, role, known), Rows.text(key.key().fingerprint(), "mono", "small-text"));
        if (!key.replaced().isEmpty()) {
            box.getChildren()
                    .add(Rows.text(
                            words.text("keys.replaced", "keys", String.join("; ", key.replaced())),
                            "muted",
                            "small-text"));
        }
        Button rename = Buttons.button("key-name", words.text("keys.name"), () -> rename(key));
        Button compare = Buttons.button(
                "key-confirm",
                words.text("keys.confirm"),
                () -> controls.services()
                        .dialogs()
                        .ask(
                                new Question(
                                        words.text("keys.confirm.title"),
                                        words.text(
                                                "keys.confirm.text",
                                                "fingerprint",
                                                key.key().fingerprint()),
                                        words.text("keys.confirm.yes"),
                                        words.text("cancel"),
                                        false),
                                () -> model.describe(key, key.label(), true, controls::failed)));
        compare.setDisable(key.confirmed());
        Button remove = Buttons.button(
                "key-remove",
                words.text("remove"),
                () -> controls.services()
                        .dialogs()
                        .ask(
                                new Question(
                                        words.text("keys.remove.title"),
                                        words.text("keys.remove.text"),
                                        words.text("remove"),
                                        words.text("cancel"),
                                        true),
                                () -> model.remove(key.id(), controls::failed)));
        box.getChildren().add(controls.row(rename, compare, remove));
        box.getStyleClass().add("row-box");
        return box;
    }

    private void rename(PinnedKey key) {
        TextField field = new TextField(key.label());
        field.setId("key-label");
        field.setAccessibleText(words.text("keys.label"));
        Button save = Buttons.accent("key-label-save", words.text("save"), () -> {
            controls.services().dialogs().close();
            model.describe(key, field.getText().strip(), key.confirmed(), controls::failed);
        });
        save.setDefaultButton(true);
        controls.dialog("keys.name.title", save, new Label(words.text("keys.label")), field);
        Platform.runLater(field::requestFocus);
    }

    VBox addresses() {
        VBox card = controls.card("addresses");
        card.getChildren().add(Rows.text(words.text("addresses.why"), "muted", "small-text"));
        List<AllowedAddress> addresses = model.wallet().addresses();
        if (addresses.isEmpty()) {
            card.getChildren().add(Rows.text(words.text("addresses.none"), "muted"));
        }
        for (AllowedAddress address : addresses) {
            Button forbid = Buttons.button(
                    "address-forbid", words.text("addresses.forbid"), () -> model.forbid(address, controls::failed));
            String scope = address.purpose().byOrigin()
                    ? address.address().origin()
                    : address.address().text();
            card.getChildren()
                    .add(controls.row(
                            Rows.text(Shown.line(scope), "mono", "small-text"),
                            Rows.text(words.text("purpose." + address.purpose().code()), "muted", "small-text"),
                            forbid));
        }
        return card;
    }

    VBox connections() {
        VBox card = controls.card("connections");
        card.getChildren().add(Rows.text(words.text("connections.why"), "muted", "small-text"));
        VBox lines = new VBox();
        card.getChildren().add(lines);
        model.ledger(
                all -> {
                    if (all.isEmpty()) {
                        lines.getChildren().add(Rows.text(words.text("connections.none"), "muted"));
                    }
                    all.stream()
                            .limit(LINES)
                            .forEach(line -> lines.getChildren().add(line(line)));
                },
                controls::failed);
        return card;
    }

    private Label line(LedgerLine line) {
        String result = switch (line.result()) {
            case LedgerLine.Result.Open ignored -> words.text("connections.open");
            case LedgerLine.Result.Refused ignored -> words.text("connections.refused");
            case LedgerLine.Result.Failed ignored -> words.text("connections.failed");
            case LedgerLine.Result.Answered(int status, long sent, long received) ->
                words.text("connections.answered", "sent", sent, "received", received);
        };
        return Rows.text(
                words.text(
                        "connections.line",
                        "time",
                        when.time(line.attempt().at()),
                        "address",
                        Shown.line(line.attempt().address()),
                        "purpose",
                        words.text("purpose." + line.attempt().purpose().code()),
                        "result",
                        result),
                "small-text");
    }
}
