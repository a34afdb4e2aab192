package holdfast.ui.common;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;

/** A few words in a coloured capsule: how a key is known, what state a request is in. */
public final class Pill extends Label {
    /** What the colour means; never the only sign of it. */
    public enum Tone {
        NEUTRAL,
        GOOD,
        WARN,
        BAD
    }

    private final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(this, "tone", Tone.NEUTRAL);

    public Pill() {
        this("", Tone.NEUTRAL);
    }

    public Pill(String text, Tone tone) {
        super(text);
        getStyleClass().addAll("pill", style(Tone.NEUTRAL));
        setMinWidth(USE_PREF_SIZE);
        this.tone.addListener((property, before, after) -> {
            getStyleClass().remove(style(before));
            getStyleClass().add(style(after));
        });
        setTone(tone);
    }

    private static String style(Tone tone) {
        return "pill-" + tone.name().toLowerCase(Locale.ROOT);
    }

    public ObjectProperty<Tone> toneProperty() {
        return tone;
    }

    public Tone getTone() {
        return tone.get();
    }

    public void setTone(Tone value) {
        tone.set(value);
    }
}
