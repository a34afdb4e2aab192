package holdfast.ui.settings;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The settings, in the rail. */
public final class SettingsFeature implements Feature {
    private final SettingsViewModel model;
    private final Supplier<Path> folder;
    private final InstantSource clock;

    /** @param folder of the open vault */
    public SettingsFeature(SettingsViewModel model, Supplier<Path> folder, InstantSource clock) {
        this.model = model;
        this.folder = folder;
        this.clock = clock;
    }

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
        return Fxml.load(services.words(id()), new SettingsView(model, services, folder, clock));
    }
}
