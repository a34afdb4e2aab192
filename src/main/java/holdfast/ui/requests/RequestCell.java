package holdfast.ui.requests;

import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Shown;
import holdfast.ui.common.When;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.KeyStanding;
import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One request: who asks and how that is known, what for, and how it stands. */
final class RequestCell extends ListCell<HeldRequest> {
    private final RequestsViewModel model;
    private final Words words;
    private final KeyText keys;
    private final When when;
    private final Label verifier = new Label();
    private final Label title = new Label();
    private final Label dates = new Label();
    private final Pill statePill = new Pill();
    private final HBox head = new HBox();
    private final VBox card;

    RequestCell(RequestsViewModel model, WindowServices services, Words words) {
        this.model = model;
        this.words = words;
        this.keys = new KeyText(services.words("common"));
        this.when = new When(words.language());
        verifier.getStyleClass().add("card-title");
        verifier.setMinWidth(0);
        dates.getStyleClass().addAll("muted", "small-text");
        head.getStyleClass().addAll("buttons", "left");
        card = new VBox(head, title, dates);
        card.getStyleClass().addAll("card", "card-row");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(HeldRequest request, boolean isEmpty) {
        super.updateItem(request, isEmpty);
        if (isEmpty || request == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        KeyStanding standing = model.verifier(request);
        Pill known = keys.pill(standing);
        HeldRequest.State now = model.state(request);
        statePill.setText(words.text("state." + now.code()));
        statePill.setTone(tone(now));
        verifier.setText(Shown.line(KeyText.name(words, standing, "unnamed.verifier")));
        title.setText(words.text("for", "title", Shown.line(request.title())));
        Instant expires = request.delivery().expires();
        dates.setText(
                expires == null
                        ? words.text("received", "date", when.time(request.addedAt()))
                        : words.text(
                                "received.expires",
                                "date",
                                when.time(request.addedAt()),
                                "expires",
                                when.time(expires)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getChildren().setAll(verifier, known, space, statePill);
        setAccessibleText(String.join(
                ". ", verifier.getText(), known.getText(), title.getText(), statePill.getText(), dates.getText()));
        setGraphic(card);
    }

    private static Pill.Tone tone(HeldRequest.State state) {
        return switch (state) {
            case NEW -> Pill.Tone.WARN;
            case PROVEN -> Pill.Tone.GOOD;
            case DECLINED, EXPIRED -> Pill.Tone.NEUTRAL;
        };
    }
}
