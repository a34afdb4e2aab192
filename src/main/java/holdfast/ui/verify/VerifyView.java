package holdfast.ui.verify;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** Checking, asking, and the store, one at a time. */
final class VerifyView {
    private final Parent check;
    private final Parent author;
    private final Parent store;

    @FXML
    private ToggleButton toCheck;

    @FXML
    private ToggleButton toAuthor;

    @FXML
    private ToggleButton toStore;

    @FXML
    private VBox content;

    VerifyView(Parent check, Parent author, Parent store) {
        this.check = check;
        this.author = author;
        this.store = store;
    }

    @FXML
    void initialize() {
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(toCheck, toAuthor, toStore);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
                return;
            }
            content.getChildren().setAll(toCheck.isSelected() ? check : toAuthor.isSelected() ? author : store);
        });
        group.selectToggle(toCheck);
    }
}
