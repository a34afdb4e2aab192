package holdfast.ui.credentials;

import holdfast.text.Phrases;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Shown;
import holdfast.ui.common.When;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One credential: what it is called, whose it is and how that is known, what is in it. */
final class CredentialCell extends ListCell<HeldCredential> {
    private final CredentialsViewModel model;
    private final Words words;
    private final KeyText keys;
    private final When when;
    private final Label name = new Label();
    private final Label added = new Label();
    private final Label from = new Label();
    private final FlowPane labels = new FlowPane();
    private final FlowPane issuer = new FlowPane();
    private final Label fields = new Label();
    private final VBox card;

    CredentialCell(CredentialsViewModel model, WindowServices services, Words words) {
        this.model = model;
        this.words = words;
        this.keys = new KeyText(services.words("common"));
        this.when = new When(words.language());
        name.getStyleClass().add("card-title");
        added.getStyleClass().addAll("muted", "small-text");
        added.setMinWidth(USE_PREF_SIZE);
        fields.getStyleClass().addAll("muted", "small-text");
        labels.getStyleClass().add("flow");
        issuer.getStyleClass().add("flow");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(name, space, added);
        head.getStyleClass().addAll("buttons", "left");
        card = new VBox(head, issuer, fields, labels);
        card.getStyleClass().addAll("card", "card-row");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(HeldCredential credential, boolean isEmpty) {
        super.updateItem(credential, isEmpty);
        if (isEmpty || credential == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        KeyStanding standing = model.issuer(credential);
        Pill pill = keys.pill(standing);
        name.setText(Shown.line(credential.name()));
        added.setText(words.text("added", "date", when.day(credential.addedAt())));
        from.setText(words.text("from", "issuer", Shown.line(KeyText.name(words, standing, "unnamed.issuer"))));
        issuer.getChildren().setAll(from, pill);
        fields.setText(" "); // As high as with a text.
        model.summary(credential, summary -> {
            if (credential.equals(getItem())) {
                show(summary);
            }
        });
        labels.getChildren()
                .setAll(credential.labels().stream()
                        .map(label -> new Pill(Shown.line(label), Pill.Tone.NEUTRAL))
                        .toList());
        labels.setManaged(!credential.labels().isEmpty());
        setAccessibleText(String.join(". ", name.getText(), from.getText(), pill.getText(), added.getText()));
        setGraphic(card);
    }

    private void show(CredentialsViewModel.Summary summary) {
        fields.setText(words.text(
                "fields",
                "count",
                summary.count(),
                "names",
                summary.names().stream().map(Phrases::words).map(Shown::line).collect(Collectors.joining(", "))));
    }
}
