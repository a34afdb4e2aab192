package holdfast.ui.intake;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wanted;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One thing that came in. */
final class IntakeCard extends VBox {
    private final IntakeViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakeItem item;
    private final Runnable changed;
    private final StandingRows standing;
    private final KeyGiving keys;

    IntakeCard(IntakeViewModel model, WindowServices services, IntakeItem item, Runnable changed) {
        this.model = model;
        this.services = services;
        this.words = services.words("intake");
        this.item = item;
        this.changed = changed;
        this.standing = new StandingRows(services, item, changed);
        this.keys = new KeyGiving(model, services, item);
        getStyleClass().add("card");
        item.foundProperty().subscribe(this::draw);
    }

    private void draw() {
        getChildren().clear();
        switch (item.foundProperty().get()) {
            case null -> getChildren().add(Rows.text(words.text("looking", "what", origin()), "muted"));
            case Found.Credential(var checked) -> {
                verified(checked.issuer(), "credential.good");
                if (model.replacedProperty().get() == null) {
                    getChildren().add(name(checked.issuer()));
                }
                getChildren().addAll(standing.rows(words.text("credential.from"), checked.issuer()));
                present();
            }
            case Found.Request(var checked) -> {
                verified(checked.verifier(), "request.good");
                getChildren()
                        .add(Rows.text(
                                words.text(
                                        "request.title",
                                        "title",
                                        Shown.line(checked.token().content().title())),
                                "strong"));
                getChildren().addAll(standing.rows(words.text("request.from"), checked.verifier()));
                present();
            }
            case Found.NeedsKey needs -> {
                head("mdoal-help_outline", "warn-text", words.text(title(needs)));
                getChildren()
                        .add(Rows.text(
                                needs.keys() == null
                                        ? words.text("key.unnamed.text")
                                        : words.text(
                                                needs.otherThanKnown() ? "key.other.text" : "key.named.text",
                                                "address",
                                                needs.keys().address().text())));
                Button file = Buttons.button("intake-key-file", words.text("key.file"), keys::fromFile);
                Button paste = Buttons.button("intake-key-paste", words.text("key.paste"), keys::fromClipboard);
                getChildren()
                        .add(
                                needs.keys() == null
                                        ? Buttons.flow(file, paste)
                                        : Buttons.flow(fetch(true, "key.fetch"), file, paste));
            }
            case Found.NeedsRequest(var link, Wanted wanted) -> {
                head("mdoal-help_outline", "warn-text", words.text("link"));
                getChildren()
                        .add(Rows.text(words.text(
                                "link.text", "address", wanted.address().shown())));
                getChildren().add(Buttons.flow(fetch(false, "link.fetch")));
            }
            case Found.NeedsAddress(String address) -> {
                head("mdoal-help_outline", "warn-text", words.text("address"));
                getChildren().add(Rows.text(words.text("address.text", "address", Shown.line(address))));
                getChildren().add(Buttons.flow(fetch(false, "address.request"), fetch(true, "address.credential")));
            }
            case Found.Key ignored -> {
                head("mdoal-info", "muted", words.text("key.alone"));
                getChildren().add(Rows.text(words.text("key.alone.text")));
            }
            case Found.Refused(Found.Refusal why) -> {
                ErrorText.Sentence sentence = sentence(services, why);
                head("mdoal-error_outline", "bad-text", sentence.what());
                getChildren().add(Rows.text(sentence.advice()));
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

    static ErrorText.Sentence sentence(WindowServices services, Found.Refusal why) {
        return switch (why) {
            case Found.Refusal.Failure(Exception error) -> services.errors().of(error);
            case Found.Refusal.Sentence(String key) -> {
                Words words = services.words("intake");
                yield new ErrorText.Sentence(words.text(key), words.text(key + ".advice"));
            }
        };
    }

    /** A right signature under a changed key is no good news. */
    private void verified(KeyStanding signer, String good) {
        if (signer instanceof KeyStanding.Changed) {
            head("mdomz-warning", "bad-text", words.text(good + ".changed"));
        } else {
            head("mdoal-check_circle", "good-text", words.text(good));
        }
    }

    private void head(String icon, String style, String text) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(style.replace("-text", "-icon"));
        Label what = Rows.text(text, "strong", style);
        what.setId("intake-verdict");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label from = new Label(origin());
        from.getStyleClass().addAll("muted", "small-text", "origin");
        Button remove = Buttons.button("intake-remove", "", () -> model.remove(item));
        remove.setGraphic(new FontIcon("mdoal-close"));
        remove.setAccessibleText(words.text("leave", "what", origin()));
        remove.getStyleClass().addAll("button-icon", "flat", "small");
        getChildren().add(Buttons.left(sign, what, space, from, remove));
    }

    private HBox name(KeyStanding issuer) {
        TextField name = new TextField();
        name.setId("intake-name");
        name.setAccessibleText(words.text("credential.name"));
        name.setPromptText(words.text("credential.name"));
        if (item.nameProperty().getValueSafe().isBlank()) {
            item.nameProperty().set(issuer.displayName());
        }
        name.textProperty().bindBidirectional(item.nameProperty());
        HBox.setHgrow(name, Priority.ALWAYS);
        return Buttons.left(new Label(words.text("credential.name")), name);
    }

    private void present() {
        if (item.isPresent()) {
            getChildren().add(Rows.text(words.text("present"), "muted"));
        }
    }

    private Button fetch(boolean credential, String key) {
        Optional<Wanted> wanted = model.wanted(item, credential);
        String host = wanted.map(one -> one.address().host()).orElse("");
        Button fetch = Buttons.button(
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
}
