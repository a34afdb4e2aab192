package holdfast.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Subscription;

/**
 * The colours and sizes of a scene. AtlantaFX draws the controls; the tokens of {@code light.css} and {@code dark.css}
 * give its colours; {@code theme.css} has what is Holdfast's own. All sizes follow the size of the text.
 */
public final class Theme {
    private static final int BASE_PIXELS = 14;
    private static final double ICON = 1.35;
    private static final double SMALL_ICON = 1.1;
    private static final double LARGE_ICON = 3;

    private final Scene scene;
    private final Subscription system;
    private Preferences preferences;

    private Theme(Scene scene, Preferences preferences) {
        this.scene = scene;
        this.preferences = preferences;
        this.system = Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    }

    /**
     * Sets the style of all controls. To be called before the first is made, which would load JavaFX's own style
     * otherwise, only for it to be replaced.
     */
    public static void prepare(PreferencesModel model) {
        setControls(isDark(model.get()));
    }

    /** Keeps a scene as the user, and the system where the user says so, want it. */
    public static Theme install(Scene scene, PreferencesModel model) {
        Theme theme = new Theme(scene, model.get());
        theme.apply();
        model.valueProperty().addListener((property, before, after) -> {
            theme.preferences = after;
            theme.apply();
        });
        return theme;
    }

    /** Follows the system no more, which would hold on to the scene for ever. */
    public void uninstall() {
        system.unsubscribe();
    }

    /** The size of the text, in pixels: what every other size follows. */
    public static double textSize(Preferences preferences) {
        return BASE_PIXELS * preferences.scalePercent() / 100.0;
    }

    private static boolean isDark(Preferences preferences) {
        return switch (preferences.scheme()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static void setControls(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    private void apply() {
        boolean dark = isDark(preferences);
        setControls(dark);
        scene.getPreferences().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
        double text = textSize(preferences);
        scene.getStylesheets()
                .setAll(
                        "/holdfast/ui/common/" + (dark ? "dark.css" : "light.css"),
                        "/holdfast/ui/common/theme.css",
                        iconSizes(text));
        scene.getRoot().setStyle("-fx-font-size: " + text + "px");
    }

    /** An icon's size cannot be in em: its own font has that size, and would grow with each pass. */
    private static String iconSizes(double text) {
        String css = ".ikonli-font-icon { -fx-icon-size: " + Math.round(text * ICON) + "px; }"
                + ".small-icon, .status .ikonli-font-icon { -fx-icon-size: " + Math.round(text * SMALL_ICON) + "px; }"
                + ".large-icon { -fx-icon-size: " + Math.round(text * LARGE_ICON) + "px; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
