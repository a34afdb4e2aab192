package holdfast.ui.common;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.effect.GaussianBlur;

/**
 * A private value, blurred until it is revealed. While it is hidden something else of a fixed length is drawn: a blur of
 * the value itself could be undone from a picture of the window, and a screen reader would speak it.
 */
public final class HiddenValue extends Label {
    private static final String FILLER = "88 888 8888";
    private static final double RADIUS = 6;

    private final StringProperty value = new SimpleStringProperty(this, "value", "");
    private final StringProperty hiddenText = new SimpleStringProperty(this, "hiddenText", "");
    private final BooleanProperty revealed = new SimpleBooleanProperty(this, "revealed", false);

    public HiddenValue() {
        getStyleClass().add("hidden-value");
        textProperty().bind(Bindings.when(revealed).then(value).otherwise(FILLER));
        accessibleTextProperty().bind(Bindings.when(revealed).then(value).otherwise(hiddenText));
        effectProperty().bind(Bindings.when(revealed).then((GaussianBlur) null).otherwise(new GaussianBlur(RADIUS)));
    }

    public StringProperty valueProperty() {
        return value;
    }

    public String getValue() {
        return value.get();
    }

    public void setValue(String text) {
        value.set(text);
    }

    /** What a screen reader says while the value is hidden. */
    public StringProperty hiddenTextProperty() {
        return hiddenText;
    }

    public String getHiddenText() {
        return hiddenText.get();
    }

    public void setHiddenText(String text) {
        hiddenText.set(text);
    }

    public BooleanProperty revealedProperty() {
        return revealed;
    }

    public boolean isRevealed() {
        return revealed.get();
    }

    public void setRevealed(boolean show) {
        revealed.set(show);
    }
}
