package holdfast.ui.credentials;

import holdfast.ui.common.DropTarget;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.Navigator.Page;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.intake.IntakePages;
import holdfast.wallet.HeldCredential;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/** The credentials as cards; only those on the screen are drawn. */
final class CredentialsView {
    private final CredentialsViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakePages intake;
    private final InvalidationListener changed = ignored -> showEmpty();

    @FXML
    private VBox root;

    @FXML
    private TextField search;

    @FXML
    private ListView<HeldCredential> list;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAdd;

    CredentialsView(CredentialsViewModel model, WindowServices services, IntakePages intake) {
        this.model = model;
        this.services = services;
        this.words = services.words("credentials");
        this.intake = intake;
    }

    @FXML
    void initialize() {
        search.textProperty().bindBidirectional(model.searchProperty());
        list.setItems(model.found());
        list.setCellFactory(ignored -> new CredentialCell(model, services, words));
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                openSelected();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        model.found().addListener(new WeakInvalidationListener(changed));
        model.countProperty().addListener(new WeakInvalidationListener(changed));
        DropTarget.install(root, dropped -> intake.dropped(services, dropped));
        showEmpty();
    }

    private void showEmpty() {
        boolean none = model.countProperty().get() == 0;
        empty.setVisible(model.found().isEmpty());
        empty.setMouseTransparent(!empty.isVisible());
        list.setVisible(!model.found().isEmpty());
        search.setVisible(!none);
        search.setManaged(!none);
        emptyAdd.setVisible(none);
        emptyText.setText(words.text(none ? "empty" : "empty.search"));
    }

    private void openSelected() {
        HeldCredential selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            CredentialView view = new CredentialView(model, services, selected, intake);
            services.navigator().open(new Page(Fxml.load(words, view), () -> {}));
        }
    }

    @FXML
    void files() {
        intake.openFiles(services);
    }

    @FXML
    void paste() {
        intake.paste(services);
    }

    @FXML
    void address() {
        intake.address(services);
    }
}
