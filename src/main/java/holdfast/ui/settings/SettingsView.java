package holdfast.ui.settings;

import holdfast.text.Language;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;

/** How the program looks. */
final class SettingsView {
    private static final List<Integer> SCALES = List.of(100, 125, 150, 175, 200);

    private final PreferencesModel model;
    private final Words words;

    @FXML
    private ChoiceBox<Preferences.Scheme> scheme;

    @FXML
    private ChoiceBox<Integer> scale;

    @FXML
    private ChoiceBox<Optional<Language>> language;

    SettingsView(PreferencesModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        Preferences now = model.get();
        fill(scheme, List.of(Preferences.Scheme.values()), value -> words.text("scheme." + key(value)));
        scheme.setValue(now.scheme());
        scheme.valueProperty()
                .addListener((property, before, after) -> model.set(model.get().with(after)));
        fill(scale, SCALES, value -> words.text("scale.value", "percent", value));
        scale.setValue(now.scalePercent());
        scale.valueProperty()
                .addListener((property, before, after) -> model.set(model.get().with(after.intValue())));
        List<Optional<Language>> languages = new ArrayList<>();
        languages.add(Optional.empty());
        Arrays.stream(Language.values()).map(Optional::of).forEach(languages::add);
        fill(
                language,
                languages,
                value -> words.text("language." + value.map(Language::tag).orElse("system")));
        language.setValue(Optional.ofNullable(now.language()));
        language.valueProperty()
                .addListener((property, before, after) -> model.set(model.get().with(after.orElse(null))));
    }

    private static String key(Preferences.Scheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }

    private static <T> void fill(ChoiceBox<T> box, List<T> values, Function<T, String> name) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        box.getItems().setAll(values);
    }
}
