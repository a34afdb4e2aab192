package holdfast.ui.settings;

import holdfast.text.Language;
import holdfast.ui.common.Choices;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.PreferencesModel;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.VBox;

/** How the program looks, and how the open vault behaves. */
final class SettingsView {
    private static final List<Integer> SCALES = List.of(100, 125, 150, 175, 200);

    private final PreferencesModel preferences;
    private final SettingsViewModel model;
    private final WindowServices services;
    private final Words words;
    private final Supplier<Path> folder;
    private final InstantSource clock;
    private final InvalidationListener changed = ignored -> showVault();
    private final ChangeListener<Preferences> looks = (property, before, after) -> showLooks(after);

    @FXML
    private VBox vault;

    @FXML
    private ChoiceBox<Preferences.Scheme> scheme;

    @FXML
    private ChoiceBox<Integer> scale;

    @FXML
    private ChoiceBox<Optional<Language>> language;

    @FXML
    private CheckBox stillness;

    SettingsView(SettingsViewModel model, WindowServices services, Supplier<Path> folder, InstantSource clock) {
        this.preferences = services.preferences();
        this.model = model;
        this.services = services;
        this.words = services.words("settings");
        this.folder = folder;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        Choices.fill(scheme, List.of(Preferences.Scheme.values()), value -> words.text("scheme." + key(value)));
        Choices.fill(scale, SCALES, value -> words.text("scale.value", "percent", value));
        List<Optional<Language>> languages = new ArrayList<>();
        languages.add(Optional.empty());
        Arrays.stream(Language.values()).map(Optional::of).forEach(languages::add);
        Choices.fill(
                language,
                languages,
                value -> words.text("language." + value.map(Language::tag).orElse("system")));
        showLooks(preferences.get());
        preferences.valueProperty().addListener(new WeakChangeListener<>(looks));
        scheme.valueProperty()
                .addListener((property, before, after) ->
                        preferences.set(preferences.get().with(after)));
        scale.valueProperty()
                .addListener((property, before, after) ->
                        preferences.set(preferences.get().with(after.intValue())));
        language.valueProperty()
                .addListener((property, before, after) ->
                        preferences.set(preferences.get().with(after.orElse(null))));
        stillness
                .selectedProperty()
                .addListener((property, before, after) ->
                        preferences.set(preferences.get().withStillness(after)));
        services.session().walletProperty().addListener(new WeakInvalidationListener(changed));
        services.session().revisionProperty().addListener(new WeakInvalidationListener(changed));
        showVault();
    }

    private void showLooks(Preferences now) {
        scheme.setValue(now.scheme());
        if (!scale.getItems().contains(now.scalePercent())) {
            scale.getItems().add(now.scalePercent());
        }
        scale.setValue(now.scalePercent());
        language.setValue(Optional.ofNullable(now.language()));
        stillness.setSelected(now.stillness());
    }

    private void showVault() {
        Controls controls = new Controls(services, words);
        if (!model.isOpen()) {
            vault.getChildren().setAll(Rows.text(words.text("locked"), "muted"));
            return;
        }
        TrustPane trust = new TrustPane(model, controls);
        vault.getChildren()
                .setAll(
                        new SecurityPane(model, controls).pane(),
                        new StoragePane(model, controls, folder, clock).pane(),
                        trust.keys(),
                        trust.addresses(),
                        new ProversPane(model, controls).pane(),
                        trust.connections());
    }

    private static String key(Preferences.Scheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }
}
