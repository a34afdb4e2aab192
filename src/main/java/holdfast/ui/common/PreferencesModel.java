package holdfast.ui.common;

import holdfast.text.Language;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How the window looks now. Each change is kept for the next start. */
public final class PreferencesModel {
    private final ObjectProperty<Preferences> value;
    private final Language system;

    /**
     * @param system the system's language
     * @param keep writes a change down
     */
    public PreferencesModel(Preferences start, Language system, Consumer<Preferences> keep) {
        this.value = new SimpleObjectProperty<>(start);
        this.system = system;
        value.addListener((property, before, after) -> keep.accept(after));
    }

    public ObjectProperty<Preferences> valueProperty() {
        return value;
    }

    public Preferences get() {
        return value.get();
    }

    public void set(Preferences preferences) {
        value.set(preferences);
    }

    public Language language() {
        Language chosen = get().language();
        return chosen == null ? system : chosen;
    }
}
