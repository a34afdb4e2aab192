package holdfast.ui.common;

import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two fields for a new passphrase, and how strong it is. */
public final class NewPassphrase extends VBox {
    private final Words words;
    private final SecretField first;
    private final SecretField again;
    private final ProgressBar meter = new ProgressBar(0);
    private final Label strength = new Label();
    private final Label match = new Label();
    private final ReadOnlyBooleanWrapper usable = new ReadOnlyBooleanWrapper();

    public NewPassphrase(Words words) {
        this.words = words;
        getStyleClass().add("fields");
        first = new SecretField("new-passphrase", words.text("secret.new"), words.text("secret.reveal"));
        again = new SecretField("new-passphrase-again", words.text("secret.again"), words.text("secret.reveal"));
        meter.setMaxWidth(Double.MAX_VALUE);
        meter.setAccessibleText(words.text("strength.title"));
        meter.getStyleClass().add("small");
        strength.setId("strength");
        strength.getStyleClass().add("small-text");
        match.setId("passphrase-match");
        match.getStyleClass().addAll("small-text", "warn-text");
        HBox.setHgrow(meter, Priority.ALWAYS);
        HBox bar = new HBox(meter, strength);
        bar.getStyleClass().add("strength");
        Label firstName = new Label(words.text("secret.new"));
        Label againName = new Label(words.text("secret.again"));
        match.managedProperty().bind(match.textProperty().isNotEmpty());
        getChildren().setAll(firstName, first, bar, againName, again, match);
        first.textProperty().addListener((property, before, after) -> show());
        again.textProperty().addListener((property, before, after) -> show());
        show();
    }

    private void show() {
        PassphraseStrength now = strength();
        meter.setProgress(
                switch (now) {
                    case EMPTY -> 0;
                    case WEAK -> 1 / 3.0;
                    case FAIR -> 2 / 3.0;
                    case STRONG -> 1;
                });
        meter.getStyleClass().removeIf(style -> style.startsWith("strength-"));
        meter.getStyleClass().add("strength-" + now.name().toLowerCase(Locale.ROOT));
        strength.setText(words.text("strength." + now.name().toLowerCase(Locale.ROOT)));
        boolean same = first.matches(again);
        match.setText(again.isBlank() || same ? "" : words.text("secret.differ"));
        usable.set(!first.isBlank() && same);
    }

    /** Whether something was typed, twice the same. */
    public ReadOnlyBooleanProperty usableProperty() {
        return usable.getReadOnlyProperty();
    }

    public PassphraseStrength strength() {
        return PassphraseStrength.of(first.textProperty().getValueSafe());
    }

    /** The passphrase, which the caller wipes. */
    public char[] take() {
        again.clear();
        return first.take();
    }

    /** Goes to the next field, or does it. */
    public void onEnter(Runnable action) {
        first.onEnter(again::focus);
        again.onEnter(action);
    }

    public void focus() {
        first.focus();
    }
}
