package holdfast.ui.settings;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import javafx.scene.Parent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The settings, in the rail. */
public final class SettingsFeature implements Feature {
    @Override
    public String id() {
        return "settings";
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedMZ.SETTINGS;
    }

    @Override
    public Parent view(WindowServices services) {
        return Fxml.load(services.words(id()), new SettingsView(services.preferences(), services.words(id())));
    }
}
