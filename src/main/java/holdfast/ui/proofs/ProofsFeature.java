package holdfast.ui.proofs;

import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import holdfast.wallet.HistoryEntry;
import javafx.scene.Parent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The history, in the rail. */
public final class ProofsFeature implements Feature {
    public static final String ID = "proofs";

    private final ProofsViewModel model;

    public ProofsFeature(ProofsViewModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedMZ.VERIFIED_USER;
    }

    @Override
    public boolean needsVault() {
        return true;
    }

    /** Shows one entry the next time the view is shown. */
    public void select(HistoryEntry entry) {
        model.select(entry);
    }

    @Override
    public Parent view(WindowServices services) {
        return Fxml.load(services.words(ID), new ProofsView(services, model));
    }
}
