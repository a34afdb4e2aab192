package holdfast.ui.common;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** Buttons and links that views make, and the rows they stand in. */
public final class Buttons {
    private Buttons() {}

    public static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** The one that a view or dialog is for. */
    public static Button accent(String id, String text, Runnable action) {
        Button button = button(id, text, action);
        button.getStyleClass().add("accent");
        return button;
    }

    public static Hyperlink link(String id, String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.setOnAction(event -> action.run());
        return link;
    }

    /** At the end of a dialog or form: on the right, the one that it is for last. */
    public static HBox atEnd(Node... buttons) {
        HBox row = new HBox(buttons);
        row.getStyleClass().add("buttons");
        return row;
    }

    /** Beside each other from the left. */
    public static HBox left(Node... buttons) {
        HBox row = atEnd(buttons);
        row.getStyleClass().add("left");
        return row;
    }

    /** From the left, in more than one line where they have to. */
    public static FlowPane flow(Node... buttons) {
        FlowPane row = new FlowPane(buttons);
        row.getStyleClass().add("flow");
        return row;
    }
}
