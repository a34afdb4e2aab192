package holdfast.ui.requests;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import holdfast.ui.intake.IntakePages;
import holdfast.wallet.HeldRequest;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The requests, in the rail. */
public final class RequestsFeature implements Feature {
    private final RequestsViewModel model;
    private final IntakePages intake;
    private final BiConsumer<WindowServices, HeldRequest> open;

    /** @param open shows what would be proven */
    public RequestsFeature(RequestsViewModel model, IntakePages intake, BiConsumer<WindowServices, HeldRequest> open) {
        this.model = model;
        this.intake = intake;
        this.open = open;
    }

    @Override
    public String id() {
        return "requests";
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.INBOX;
    }

    @Override
    public boolean needsVault() {
        return true;
    }

    @Override
    public ObservableValue<? extends Number> count() {
        return model.openProperty();
    }

    @Override
    public Parent view(WindowServices services) {
        return Fxml.load(services.words(id()), new RequestsView(model, services, intake, open));
    }
}
