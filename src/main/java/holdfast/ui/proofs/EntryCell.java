package holdfast.ui.proofs;

import holdfast.ui.common.Pill;
import holdfast.wallet.HistoryEntry;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A line of the history. */
final class EntryCell extends ListCell<HistoryEntry> {
    private final EntryText text;
    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final Pill kind = new Pill();
    private final HBox row;

    EntryCell(EntryText text) {
        this.text = text;
        title.getStyleClass().add("strong");
        subtitle.getStyleClass().addAll("muted", "small-text");
        VBox what = new VBox(title, subtitle);
        what.setMinWidth(0);
        HBox.setHgrow(what, Priority.ALWAYS);
        row = new HBox(what, kind);
        row.getStyleClass().addAll("card", "card-row", "left");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable HistoryEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        setText(null);
        if (entry == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        title.setText(text.title(entry));
        subtitle.setText(text.subtitle(entry));
        kind.setText(text.kind(entry));
        kind.setTone(text.tone(entry));
        setAccessibleText(title.getText() + ", " + kind.getText() + ", " + subtitle.getText());
        setGraphic(row);
    }
}
