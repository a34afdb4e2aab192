package holdfast.ui.proofs;

import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.HistoryEntry;
import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The history as a list, the selected entry beside it, and whether the whole of it is what was written. */
final class ProofsView {
    private final WindowServices services;
    private final ProofsViewModel model;
    private final Words words;
    private final EntryText text;
    private final ProofWaysOut out;
    private final EntryDetails entryDetails;

    @FXML
    private CheckBox onlyProofs;

    @FXML
    private Label integrity;

    @FXML
    private ListView<HistoryEntry> list;

    @FXML
    private VBox empty;

    @FXML
    private Button export;

    @FXML
    private ScrollPane side;

    @FXML
    private VBox details;

    ProofsView(WindowServices services, ProofsViewModel model) {
        this.services = services;
        this.model = model;
        this.words = services.words(ProofsFeature.ID);
        this.text = new EntryText(words);
        this.out = new ProofWaysOut(services, model, text);
        this.entryDetails = new EntryDetails(services, model, text, out);
    }

    @FXML
    void initialize() {
        onlyProofs.selectedProperty().bindBidirectional(model.onlyProofsProperty());
        list.setItems(model.shown());
        list.setCellFactory(ignored -> new EntryCell(text));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, after) -> {
            if (after != null) {
                model.selectedProperty().set(after);
            }
        });
        list.addEventHandler(MouseEvent.DRAG_DETECTED, event -> {
            if (out.drag(list)) {
                event.consume();
            }
        });
        list.setOnDragDone(event -> out.dragDone());
        List.of(empty, side, onlyProofs, export)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        model.selectedProperty().subscribe(this::select);
        model.shown().subscribe(this::refreshed);
        model.integrityProperty().subscribe(this::showIntegrity);
        model.watch();
        refreshed();
    }

    private void refreshed() {
        boolean none = model.shown().isEmpty();
        empty.setVisible(none);
        onlyProofs.setVisible(!none || onlyProofs.isSelected());
        export.setVisible(!none);
        list.setVisible(!none);
        integrity.setVisible(!none || onlyProofs.isSelected());
        // The list itself hears of the change after this: it must not be told to select what it does not show yet.
        Platform.runLater(this::selectAgain);
    }

    private void showIntegrity(@Nullable HistoryCheck checked) {
        integrity.setText(
                switch (checked) {
                    case null -> words.text("integrity.wait");
                    case HistoryCheck.Intact(long entries, var deleted, var head) ->
                        words.text("intact", "count", entries);
                    case HistoryCheck.Broken(long number, var reason) -> words.text("broken", "number", number);
                });
    }

    private void selectAgain() {
        HistoryEntry selected = model.selectedProperty().get();
        if (selected != null && list.getItems().contains(selected)) {
            list.getSelectionModel().select(selected);
        } else if (!list.getItems().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void select(@Nullable HistoryEntry entry) {
        side.setVisible(entry != null);
        if (entry == null) {
            return;
        }
        if (!entry.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(entry);
            list.scrollTo(entry);
        }
        details.getChildren().setAll(entryDetails.rows(entry));
    }

    @FXML
    void onExport() {
        services.files()
                .save(words.text("export"), "holdfast-history.csv")
                .ifPresent(file -> model.exportHistory(file, () -> {}, error -> out.notWritten(file, error)));
    }
}
