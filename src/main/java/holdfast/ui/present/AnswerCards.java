package holdfast.ui.present;

import holdfast.proving.ProofSystem;
import holdfast.ui.common.Columns;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** The answer, card by card: what is checked, what the verifier will learn, what stays, and who makes the proof. */
final class AnswerCards {
    /** Below this width, in times the size of the text, the lists stand under each other. */
    private static final double TWO_COLUMNS = 50;

    private final WindowServices services;
    private final PresentModels models;
    private final PresentText text;
    private final ProverChoice choice;
    private final Words words;

    @FXML
    private GridPane columns;

    @FXML
    private VBox checked;

    @FXML
    private VBox outcome;

    @FXML
    private VBox conditions;

    @FXML
    private Hyperlink reveal;

    @FXML
    private VBox learns;

    @FXML
    private Label stays;

    @FXML
    private VBox provers;

    AnswerCards(WindowServices services, PresentModels models, PresentText text, ProverChoice choice) {
        this.services = services;
        this.models = models;
        this.text = text;
        this.choice = choice;
        this.words = services.words(Presenting.ID);
    }

    @FXML
    void initialize() {
        columns.managedProperty().bind(columns.visibleProperty());
        Columns.arrange(services, columns, TWO_COLUMNS, List.of(checked, outcome));
        reveal.textProperty()
                .bind(models.request().revealedProperty().map(shown -> words.text(shown ? "conceal" : "reveal")));
        provers.getChildren().setAll(choice.rows());
        models.subscribe(this::show);
    }

    private void show() {
        PresentViewModel model = models.request();
        provers.setDisable(models.busy());
        if (!(model.stateProperty().get() instanceof State.Answered(var matching, var answer, var preview))) {
            columns.setVisible(false);
            return;
        }
        columns.setVisible(!models.proving().hasEnded());
        choice.allowHere(ProofSystem.LIBZK.equals(
                answer.presentation().request().content().zkvm()));
        conditions
                .getChildren()
                .setAll(new ConditionRows(words, text, model.revealedProperty())
                        .rows(answer, preview, model.reference()));
        Outcomes outcomes = new Outcomes(words, text, answer, model.reference());
        learns.getChildren().setAll(outcomes.learns());
        stays.setText(outcomes.stays());
    }

    @FXML
    void onReveal() {
        models.request()
                .revealedProperty()
                .set(!models.request().revealedProperty().get());
    }
}
