package holdfast.ui.shell;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Words;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** An entry of the rail: icon, title, and a number where there is one. */
final class RailButton extends ToggleButton {
    private final Label number = new Label();
    private final Label name;
    private final Region space = new Region();
    private final String title;
    private boolean compact;
    private long shown;

    RailButton(Feature feature, Words words) {
        title = words.text(Feature.TITLE);
        setId("rail-" + feature.id());
        getStyleClass().setAll("rail-button");
        setMaxWidth(Double.MAX_VALUE);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAccessibleText(title);
        HBox.setHgrow(space, Priority.ALWAYS);
        number.getStyleClass().add("rail-number");
        name = new Label(title);
        HBox content = new HBox(new FontIcon(feature.icon()), name, space, number);
        content.getStyleClass().add("rail-content");
        setGraphic(content);
        show(0);
        ObservableValue<? extends Number> count = feature.count();
        if (count != null) {
            show(count.getValue().longValue());
            count.addListener((property, before, after) -> show(after.longValue()));
        }
    }

    /** Shows the icon alone, where there is no room for more; the number is still in the text for screen readers. */
    void setCompact(boolean compact) {
        this.compact = compact;
        for (Region part : List.of(name, space)) {
            part.setVisible(!compact);
            part.setManaged(!compact);
        }
        show(shown);
        setTooltip(compact ? new Tooltip(title) : null);
    }

    private void show(long count) {
        shown = count;
        number.setVisible(count > 0 && !compact);
        number.setManaged(number.isVisible());
        number.setText(Long.toString(count));
        setAccessibleText(count > 0 ? title + ", " + count : title);
    }

    /** A click on the entry that is shown goes back to its view; it never leaves none selected. */
    @Override
    public void fire() {
        if (!isDisabled()) {
            setSelected(true);
            fireEvent(new ActionEvent());
        }
    }
}
