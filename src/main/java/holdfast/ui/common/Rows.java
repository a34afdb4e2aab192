package holdfast.ui.common;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The small pieces that the view is built from. */
public final class Rows {
    private Rows() {}

    public static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    public static Label title(String text) {
        Label label = text(text);
        label.getStyleClass().add("card-title");
        return label;
    }

    public static Label small(String text) {
        Label label = text(text);
        label.getStyleClass().addAll("muted", "small-text");
        return label;
    }

    /** A sentence that asks for care. */
    public static Node warning(String text) {
        FontIcon icon = new FontIcon(Material2OutlinedMZ.WARNING);
        icon.getStyleClass().addAll("small-icon", "warn-icon");
        Label label = text(text);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(icon, label);
        row.getStyleClass().add("warning-row");
        return row;
    }
}
