package holdfast.ui.present;

import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Words;
import holdfast.wallet.RemoteProver;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the proof is made: on this computer, unless the holder chooses a service, each time anew. */
final class ProverChoice {
    private final Words words;
    private final List<RemoteProver> provers;
    private final ToggleGroup places = new ToggleGroup();
    private final ToggleGroup services = new ToggleGroup();
    private final RadioButton here;
    private final Label hereNote;

    ProverChoice(Words words, List<RemoteProver> provers) {
        this.words = words;
        this.provers = List.copyOf(provers);
        this.here = radio("present-here", words.text("prover.here"), places);
        here.setSelected(true);
        this.hereNote = Rows.small(words.text("prover.here.note"));
        hereNote.getStyleClass().add("under-choice");
    }

    private static RadioButton radio(String id, String text, ToggleGroup group) {
        RadioButton radio = new RadioButton(text);
        radio.setId(id);
        radio.setWrapText(true);
        radio.setToggleGroup(group);
        return radio;
    }

    List<Node> rows() {
        List<Node> rows = new ArrayList<>();
        rows.add(here);
        rows.add(hereNote);
        RadioButton remote = radio("present-remote", words.text("prover.remote"), places);
        VBox listed = new VBox();
        listed.getStyleClass().addAll("present-facts", "under-choice");
        listed.visibleProperty().bind(remote.selectedProperty());
        listed.managedProperty().bind(listed.visibleProperty());
        listed.getChildren().add(Rows.small(words.text("prover.remote.note")));
        for (int i = 0; i < provers.size(); i++) {
            RemoteProver prover = provers.get(i);
            RadioButton one = radio(
                    "present-prover-" + i,
                    words.text(
                            "prover.entry", "name", Shown.line(prover.name()), "address", RemoteViewModel.host(prover)),
                    services);
            one.setUserData(prover);
            listed.getChildren().add(one);
        }
        if (provers.isEmpty()) {
            listed.getChildren().add(Rows.text(words.text("prover.remote.none")));
        }
        rows.add(remote);
        rows.add(listed);
        return rows;
    }

    /**
     * Where the request asks for another kind of proof than this computer makes, only a service can answer it; none is
     * chosen for the holder.
     */
    void allowHere(boolean can) {
        here.setVisible(can);
        here.setManaged(can);
        if (!can) {
            here.setSelected(false);
        }
        hereNote.setText(words.text(can ? "prover.here.note" : "prover.here.cannot"));
    }

    void onChange(Runnable action) {
        places.selectedToggleProperty().subscribe(chosen -> action.run());
        services.selectedToggleProperty().subscribe(chosen -> action.run());
    }

    boolean isHere() {
        return here.isSelected();
    }

    /** The service that was chosen; null for this computer, and where none was chosen yet. */
    @Nullable
    RemoteProver prover() {
        return !isHere() && services.getSelectedToggle() != null
                ? (RemoteProver) services.getSelectedToggle().getUserData()
                : null;
    }
}
