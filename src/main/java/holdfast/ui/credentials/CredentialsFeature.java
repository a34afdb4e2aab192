package holdfast.ui.credentials;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import holdfast.ui.intake.IntakePages;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The credentials, in the rail. */
public final class CredentialsFeature implements Feature {
    private final CredentialsViewModel model;
    private final IntakePages intake;

    public CredentialsFeature(CredentialsViewModel model, IntakePages intake) {
        this.model = model;
        this.intake = intake;
    }

    @Override
    public String id() {
        return "credentials";
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.ASSIGNMENT_IND;
    }

    @Override
    public boolean needsVault() {
        return true;
    }

    @Override
    public ObservableValue<? extends Number> count() {
        return model.countProperty();
    }

    @Override
    public Parent view(WindowServices services) {
        return Fxml.load(services.words(id()), new CredentialsView(model, services, intake));
    }
}
