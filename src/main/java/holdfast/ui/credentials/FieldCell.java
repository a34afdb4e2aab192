package holdfast.ui.credentials;

import holdfast.text.Phrases;
import holdfast.ui.common.HiddenValue;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Words;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A field of a credential; its value is blurred until the holder asks. */
final class FieldCell extends TreeCell<CredentialField> {
    private final Words words;
    private final Label name = new Label();
    private final HiddenValue value = new HiddenValue();
    private final Pill mark;
    private final HBox row;

    FieldCell(Words words, ObservableValue<Boolean> revealed) {
        this.words = words;
        mark = new Pill(words.text("public"), Pill.Tone.WARN);
        mark.managedProperty().bind(mark.visibleProperty());
        value.managedProperty().bind(value.visibleProperty());
        value.setHiddenText(words.text("hidden"));
        value.revealedProperty().bind(revealed);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        row = new HBox(name, mark, space, value);
        row.getStyleClass().addAll("buttons", "left");
    }

    @Override
    protected void updateItem(CredentialField field, boolean isEmpty) {
        super.updateItem(field, isEmpty);
        if (isEmpty || field == null) {
            setGraphic(null);
            return;
        }
        name.setText(
                field.element()
                        ? words.text("entry", "number", field.name())
                        : Shown.line(Phrases.words(field.name())));
        mark.setVisible(field.isPublic());
        value.setVisible(!(field.content() instanceof CredentialField.Content.Group));
        value.setValue(
                switch (field.content()) {
                    case CredentialField.Content.Text(String text) -> Shown.line(text);
                    case CredentialField.Content.Bool(boolean yes) -> words.text(yes ? "yes" : "no");
                    case CredentialField.Content.Nothing() -> words.text("nothing");
                    case CredentialField.Content.Group() -> "";
                });
        setGraphic(row);
    }
}
