package holdfast.ui.intake;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.KeyStanding;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/** Whose key signed it and how that is known; for a changed key both fingerprints, and the agreement to it. */
final class StandingRows {
    private final WindowServices services;
    private final Words words;
    private final IntakeItem item;
    private final Runnable changed;

    /** @param changed is run when the holder agrees, or does not any more */
    StandingRows(WindowServices services, IntakeItem item, Runnable changed) {
        this.services = services;
        this.words = services.words("intake");
        this.item = item;
        this.changed = changed;
    }

    List<Node> rows(String whose, KeyStanding standing) {
        KeyText text = new KeyText(services.words("common"));
        List<Node> rows = new ArrayList<>();
        rows.add(Buttons.flow(Rows.text(whose + " " + Shown.line(standing.displayName())), text.pill(standing)));
        rows.add(Rows.text(text.advice(standing), "small-text"));
        if (standing instanceof KeyStanding.Changed known) {
            rows.add(fingerprint("key.before", known.before().key().fingerprint()));
            rows.add(fingerprint("key.now", known.key().fingerprint()));
            rows.add(accept());
        } else {
            rows.add(fingerprint("key.fingerprint", standing.key().fingerprint()));
        }
        return rows;
    }

    private CheckBox accept() {
        CheckBox accept = new CheckBox(words.text("key.accept"));
        accept.setId("intake-accept");
        accept.setWrapText(true);
        accept.selectedProperty().bindBidirectional(item.changeAcceptedProperty());
        accept.selectedProperty().subscribe(now -> changed.run());
        return accept;
    }

    private FlowPane fingerprint(String nameKey, String fingerprint) {
        Label what = new Label(words.text(nameKey));
        what.getStyleClass().addAll("muted", "small-text", "key-name");
        return Buttons.flow(what, Rows.text(fingerprint, "mono", "small-text"));
    }
}
