package holdfast.ui.common;

import atlantafx.base.controls.ModalPane;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Questions and messages inside the window: nothing floats, and what is behind stays as it is. */
public final class Dialogs {
    private final ModalPane pane = new ModalPane();
    private @Nullable Node focusBefore;

    public Dialogs() {
        pane.setId("dialogs");
        pane.setFocusTraversable(false); // Its buttons are.
        // A dialog goes at once: fading out it could still be answered, and the end of its fading hid the next.
        pane.setOutTransitionFactory(null);
        pane.displayProperty().addListener((property, before, shown) -> {
            if (!shown) {
                pane.setContent(null);
                Node last = focusBefore;
                focusBefore = null;
                if (last != null) {
                    Platform.runLater(last::requestFocus);
                }
            }
        });
    }

    /** From now on dialogs come without moving. */
    public void still() {
        pane.setInTransitionFactory(null);
    }

    /** To be put over the window's content. */
    public ModalPane pane() {
        return pane;
    }

    /**
     * A question.
     *
     * @param danger whether a yes cannot be undone
     */
    public record Question(String title, String text, String yes, String no, boolean danger) {}

    /** Asks; nothing happens on a no. */
    public void ask(Question question, Runnable onYes) {
        Button yes = Buttons.button("dialog-yes", question.yes(), () -> {
            close();
            onYes.run();
        });
        yes.getStyleClass().add(question.danger() ? "danger" : "accent");
        Button no = cancelButton("dialog-no", question.no());
        if (!question.danger()) {
            yes.setDefaultButton(true);
        }
        show(box(question.title(), question.text(), no, yes));
        Platform.runLater(question.danger() ? no::requestFocus : yes::requestFocus);
    }

    /** Tells something that needs no decision. */
    public void tell(String title, String text, String ok) {
        Button button = cancelButton("dialog-ok", ok);
        button.setDefaultButton(true);
        show(box(title, text, button));
        Platform.runLater(button::requestFocus);
    }

    /** Shows what went wrong. */
    public void tell(ErrorText.Sentence error, String ok) {
        tell(error.what(), error.advice(), ok);
    }

    /** Closes the dialog; what the Escape key does. */
    public Button cancelButton(String id, String text) {
        Button button = Buttons.button(id, text, this::close);
        button.setCancelButton(true);
        return button;
    }

    /** Shows a dialog with a title over its content. */
    public void show(String title, Node... content) {
        VBox box = new VBox(Rows.heading(title));
        box.getChildren().addAll(content);
        show(box);
    }

    /** Shows a dialog of its own making; it gets the style of a dialog. */
    public void show(Region content) {
        if (pane.getScene() != null && !pane.isDisplay()) {
            focusBefore = pane.getScene().getFocusOwner();
        }
        content.getStyleClass().add("dialog");
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        pane.show(content);
    }

    public void close() {
        pane.hide();
    }

    /** Does what the dialog's cancel button does; closes it where it has none. */
    public void cancel() {
        Button button = cancelButton(pane.getContent());
        if (button == null) {
            close();
        } else {
            button.fire();
        }
    }

    private static @Nullable Button cancelButton(@Nullable Node node) {
        if (node instanceof Button button && button.isCancelButton()) {
            return button;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Button found = cancelButton(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static VBox box(String title, String text, Button... buttons) {
        Label body = Rows.text(text);
        body.setId("dialog-text");
        body.setMinHeight(Region.USE_PREF_SIZE);
        return new VBox(Rows.heading(title), body, Buttons.atEnd(buttons));
    }
}
