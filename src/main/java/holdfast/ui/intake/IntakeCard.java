package holdfast.ui.intake;

import holdfast.token.JwkSet;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One thing that came in. */
final class IntakeCard extends VBox {
    private static final long MAX_KEY = 64 * 1024;

    private final IntakeViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakeItem item;
    private final Runnable changed;

    IntakeCard(IntakeViewModel model, WindowServices services, IntakeItem item, Runnable changed) {
        this.model = model;
        this.services = services;
        this.words = services.words("intake");
        this.item = item;
        this.changed = changed;
        getStyleClass().add("card");
        item.foundProperty().subscribe(this::draw);
    }

    private void draw() {
        getChildren().clear();
        switch (item.foundProperty().get()) {
            case null -> getChildren().add(line(words.text("looking", "what", origin()), "muted"));
            case Found.Credential(var checked) -> {
                verified(checked.issuer(), "credential.good");
                TextField name = new TextField();
                name.setId("intake-name");
                name.setAccessibleText(words.text("credential.name"));
                name.setPromptText(words.text("credential.name"));
                if (item.nameProperty().getValueSafe().isBlank()) {
                    item.nameProperty().set(checked.issuer().displayName());
                }
                name.textProperty().bindBidirectional(item.nameProperty());
                HBox.setHgrow(name, Priority.ALWAYS);
                HBox row = new HBox(new Label(words.text("credential.name")), name);
                row.getStyleClass().addAll("buttons", "left");
                if (model.replacedProperty().get() == null) {
                    getChildren().add(row);
                }
                key(words.text("credential.from"), checked.issuer());
                present();
            }
            case Found.Request(var checked) -> {
                verified(checked.verifier(), "request.good");
                getChildren()
                        .add(line(
                                words.text(
                                        "request.title",
                                        "title",
                                        Shown.line(checked.token().content().title())),
                                "strong"));
                key(words.text("request.from"), checked.verifier());
                present();
            }
            case Found.NeedsKey needs -> {
                head("mdoal-help_outline", "warn-text", words.text(title(needs)));
                getChildren()
                        .add(line(
                                needs.keys() == null
                                        ? words.text("key.unnamed.text")
                                        : words.text(
                                                needs.otherThanKnown() ? "key.other.text" : "key.named.text",
                                                "address",
                                                needs.keys().address().text()),
                                ""));
                Button file = button("intake-key-file", words.text("key.file"), this::keyFromFile);
                Button paste = button("intake-key-paste", words.text("key.paste"), this::keyFromClipboard);
                getChildren().add(needs.keys() == null ? row(file, paste) : row(fetch(true, "key.fetch"), file, paste));
            }
            case Found.NeedsRequest(var link, Wanted wanted) -> {
                head("mdoal-help_outline", "warn-text", words.text("link"));
                getChildren()
                        .add(line(
                                words.text(
                                        "link.text", "address", wanted.address().shown()),
                                ""));
                getChildren().add(row(fetch(false, "link.fetch")));
            }
            case Found.NeedsAddress(String address) -> {
                head("mdoal-help_outline", "warn-text", words.text("address"));
                getChildren().add(line(words.text("address.text", "address", Shown.line(address)), ""));
                getChildren().add(row(fetch(false, "address.request"), fetch(true, "address.credential")));
            }
            case Found.Key ignored -> {
                head("mdoal-info", "muted", words.text("key.alone"));
                getChildren().add(line(words.text("key.alone.text"), ""));
            }
            case Found.Refused(Found.Refusal why) -> {
                ErrorText.Sentence sentence = sentence(why);
                head("mdoal-error_outline", "bad-text", sentence.what());
                getChildren().add(line(sentence.advice(), ""));
            }
        }
        changed.run();
    }

    private static String title(Found.NeedsKey needs) {
        if (needs.otherThanKnown()) {
            return "key.other";
        }
        return needs.keys() == null ? "key.unnamed" : "key.named";
    }

    private String origin() {
        return item.origin().isEmpty() ? words.text("pasted") : Shown.line(item.origin());
    }

    private ErrorText.Sentence sentence(Found.Refusal why) {
        return switch (why) {
            case Found.Refusal.Failure(Exception error) -> services.errors().of(error);
            case Found.Refusal.Sentence(String key) ->
                new ErrorText.Sentence(words.text(key), words.text(key + ".advice"));
        };
    }

    /** A right signature under a changed key is no good news. */
    private void verified(KeyStanding standing, String good) {
        if (standing instanceof KeyStanding.Changed) {
            head("mdomz-warning", "bad-text", words.text(good + ".changed"));
        } else {
            head("mdoal-check_circle", "good-text", words.text(good));
        }
    }

    private void head(String icon, String style, String text) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(style.replace("-text", "-icon"));
        Label what = line(text, "strong");
        what.getStyleClass().add(style);
        what.setId("intake-verdict");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label from = new Label(origin());
        from.getStyleClass().addAll("muted", "small-text");
        Button remove = button("intake-remove", "", () -> model.remove(item));
        remove.setGraphic(new FontIcon("mdoal-close"));
        remove.setAccessibleText(words.text("leave", "what", origin()));
        remove.getStyleClass().addAll("button-icon", "flat", "small");
        HBox head = new HBox(sign, what, space, from, remove);
        head.getStyleClass().addAll("buttons", "left");
        getChildren().add(head);
    }

    private void key(String whose, KeyStanding standing) {
        Label name = new Label(whose + " " + Shown.line(standing.displayName()));
        name.setWrapText(true);
        KeyText text = new KeyText(services.words("common"));
        Pill pill = text.pill(standing);
        getChildren().add(row(name, pill));
        getChildren().add(line(text.advice(standing), "small-text"));
        if (standing instanceof KeyStanding.Changed known) {
            getChildren()
                    .add(fingerprint(
                            words.text("key.before"), known.before().key().fingerprint()));
            getChildren().add(fingerprint(words.text("key.now"), known.key().fingerprint()));
            CheckBox accept = new CheckBox(words.text("key.accept"));
            accept.setId("intake-accept");
            accept.setWrapText(true);
            accept.selectedProperty().bindBidirectional(item.changeAcceptedProperty());
            accept.selectedProperty().subscribe(now -> changed.run());
            getChildren().add(accept);
        } else {
            getChildren()
                    .add(fingerprint(
                            words.text("key.fingerprint"), standing.key().fingerprint()));
        }
    }

    private static FlowPane fingerprint(String name, String fingerprint) {
        Label what = new Label(name);
        what.getStyleClass().addAll("muted", "small-text");
        Label value = new Label(fingerprint);
        value.getStyleClass().addAll("mono", "small-text");
        value.setWrapText(true);
        return row(what, value);
    }

    private void present() {
        if (item.isPresent()) {
            getChildren().add(line(words.text("present"), "muted"));
        }
    }

    private Button fetch(boolean credential, String key) {
        Optional<Wanted> wanted = model.wanted(item, credential);
        String host = wanted.map(one -> one.address().host()).orElse("");
        Button fetch = button(
                credential ? "intake-fetch" : "intake-fetch-request",
                words.text(key, "host", host),
                () -> wanted.ifPresent(one -> services.dialogs()
                        .ask(
                                new Question(
                                        words.text("fetch.title", "host", host),
                                        words.text("fetch.text", "scope", one.scope(), "host", host),
                                        words.text("fetch.yes", "host", host),
                                        words.text("cancel"),
                                        false),
                                () -> model.fetch(item, credential))));
        fetch.setGraphic(new FontIcon("mdomz-public"));
        fetch.setDisable(wanted.isEmpty());
        return fetch;
    }

    private void keyFromFile() {
        for (Path file : services.files().open(words.text("key.file"))) {
            try {
                if (Files.size(file) > MAX_KEY) {
                    tell(services.errors().sentence("error.token.key-unusable"));
                    return;
                }
                give(Files.readString(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                tell(new ErrorText.Sentence(words.text("refused.unreadable"), words.text("refused.unreadable.advice")));
            }
        }
    }

    private void keyFromClipboard() {
        services.clipboard()
                .text()
                .ifPresentOrElse(this::give, () -> tell(services.errors().sentence("error.token.key-unusable")));
    }

    /** A text that is no key is refused here, so that the credential goes on waiting for one. */
    private void give(String text) {
        try {
            if (text.strip().startsWith("-----BEGIN") || !isSet(text)) {
                KeyReader.readPublic(text);
            }
            model.giveKey(item, text);
        } catch (TokenException e) {
            tell(services.errors().of(e));
        }
    }

    private static boolean isSet(String text) {
        try {
            JwkSet.parse(text);
            return true;
        } catch (TokenException e) {
            return false;
        }
    }

    private void tell(ErrorText.Sentence sentence) {
        services.dialogs().tell(sentence, words.text("ok"));
    }

    private static Label line(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        return label;
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static FlowPane row(Node... nodes) {
        FlowPane row = new FlowPane(nodes);
        row.getStyleClass().add("links");
        return row;
    }
}
