package holdfast.ui.common;

import java.util.Arrays;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A field for a passphrase or recovery key, dots until it is revealed. JavaFX keeps what is typed as text that nobody can
 * wipe; this field lets go of it as soon as it is taken, and when it leaves the window, however its dialog was closed.
 */
public final class SecretField extends HBox {
    private final PasswordField dots = new PasswordField();
    private final TextField plain = new TextField();
    private final ToggleButton reveal = new ToggleButton();

    /**
     * @param id of the field; its button has it with {@code -reveal} behind
     * @param name what a screen reader calls it
     * @param revealName what a screen reader calls the button
     */
    public SecretField(String id, String name, String revealName) {
        getStyleClass().add("secret-field");
        dots.setId(id);
        dots.setAccessibleText(name);
        plain.setId(id + "-plain");
        plain.setAccessibleText(name);
        plain.getStyleClass().add("mono");
        plain.textProperty().bindBidirectional(dots.textProperty());
        plain.visibleProperty().bind(reveal.selectedProperty());
        dots.visibleProperty().bind(reveal.selectedProperty().not());
        plain.managedProperty().bind(plain.visibleProperty());
        dots.managedProperty().bind(dots.visibleProperty());
        reveal.setId(id + "-reveal");
        reveal.setGraphic(new FontIcon("mdomz-visibility"));
        reveal.setAccessibleText(revealName);
        reveal.getStyleClass().addAll("button-icon", "flat");
        reveal.selectedProperty()
                .addListener((property, before, shown) -> ((FontIcon) reveal.getGraphic())
                        .setIconLiteral(shown ? "mdomz-visibility_off" : "mdomz-visibility"));
        whenGone(this, this::clear);
        StackPane field = new StackPane(dots, plain);
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().setAll(field, reveal);
    }

    /** Has something wiped when what shows it leaves the window: its dialog was closed, the vault locked, the window closed. */
    public static void whenGone(Node node, Runnable wipe) {
        node.sceneProperty().addListener((property, before, now) -> {
            if (now == null) {
                wipe.run();
            }
        });
    }

    /** What was typed. */
    public StringProperty textProperty() {
        return dots.textProperty();
    }

    public boolean isBlank() {
        return dots.getText() == null || dots.getText().isEmpty();
    }

    /** What was typed, as characters that the caller wipes; the field is empty and hidden afterwards. */
    public char[] take() {
        char[] typed = dots.getText() == null ? new char[0] : dots.getText().toCharArray();
        clear();
        return typed;
    }

    /** Whether another field holds the same. */
    public boolean matches(SecretField other) {
        char[] mine = dots.getText().toCharArray();
        char[] theirs = other.dots.getText().toCharArray();
        boolean same = Arrays.equals(mine, theirs);
        Arrays.fill(mine, '\0');
        Arrays.fill(theirs, '\0');
        return same;
    }

    public void clear() {
        dots.clear();
        reveal.setSelected(false);
    }

    /** What happens on the Enter key. */
    public void onEnter(Runnable action) {
        dots.setOnAction(event -> action.run());
        plain.setOnAction(event -> action.run());
    }

    /** Puts the focus into the field. */
    public void focus() {
        (reveal.isSelected() ? plain : dots).requestFocus();
    }
}
