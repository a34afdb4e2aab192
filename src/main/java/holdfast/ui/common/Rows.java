package holdfast.ui.common;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The small pieces that the view is built from. */
public final class Rows {
    private Rows() {}

    public static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    public static Label title(String text) {
        return text(text, "card-title");
    }

    public static Label small(String text) {
        return text(text, "muted", "small-text");
    }

    /**
     * A line of a list: where it wraps it stays beside its bullet.
     *
     * @param styles of the text
     */
    public static HBox bullet(String text, String... styles) {
        return item("•", text, styles);
    }

    /** A line of a list that is numbered, or marked otherwise. */
    public static HBox item(String mark, String text, String... styles) {
        return item(mark, text(text, styles), styles);
    }

    /** @param styles of the mark */
    public static HBox item(String mark, Node content, String... styles) {
        Label bullet = new Label(mark);
        bullet.setMinWidth(Region.USE_PREF_SIZE);
        if (Character.isDigit(mark.charAt(0))) {
            // Digits differ in width; the texts beside them shall not.
            bullet.getStyleClass().add("number");
        }
        bullet.getStyleClass().addAll(styles);
        HBox.setHgrow(content, Priority.ALWAYS);
        HBox row = new HBox(bullet, content);
        row.getStyleClass().add("bullet");
        return row;
    }

    /** A text, and what belongs to it beside it where there is room. */
    public static TextFlow beside(String text, String style, Node... more) {
        TextFlow row = new TextFlow(run(text, style));
        for (Node node : more) {
            row.getChildren().addAll(run("   ", style), node);
        }
        row.getStyleClass().add("beside");
        return row;
    }

    /** A piece of a text that wraps as a whole. */
    public static Text run(String text, String... styles) {
        Text run = new Text(text);
        run.getStyleClass().add("text");
        run.getStyleClass().addAll(styles);
        return run;
    }

    /** The title of a dialog, which is never cut off. */
    public static Label heading(String text) {
        Label label = text(text, "dialog-title");
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Rows that are scrolled where they are higher than that. */
    public static ScrollPane scrolled(Region rows, double maxHeight) {
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("view-scroll");
        // What wraps has its height only when its width is known.
        scroll.prefViewportHeightProperty().bind(rows.heightProperty());
        scroll.setMaxHeight(maxHeight);
        // The bar stands beside the rows, not on them.
        rows.heightProperty()
                .subscribe(
                        height -> rows.setStyle(height.doubleValue() > maxHeight ? "-fx-padding: 0 0.9em 0 0;" : ""));
        return scroll;
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
