package holdfast.ui.demo;

import holdfast.demo.Samples;
import holdfast.ui.common.CheckRow;
import holdfast.ui.common.Choices;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SampleWords;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.demo.DemoViewModel.Activity;
import holdfast.ui.demo.Play.Choice;
import holdfast.ui.demo.Play.Step;
import holdfast.verification.Verdict;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The demo: what is played, the roles, who knows what, ways to cheat, and the verifier's checks. */
final class DemoView {
    private final WindowServices services;
    private final DemoViewModel model;
    private final Words words;
    private final RoleText roles;

    @FXML
    private ChoiceBox<Choice> choice;

    @FXML
    private Button runAll;

    @FXML
    private Button again;

    @FXML
    private VBox failed;

    @FXML
    private GridPane knows;

    @FXML
    private VBox checks;

    private DemoView(WindowServices services, DemoViewModel model, RoleText roles) {
        this.services = services;
        this.model = model;
        this.words = services.words(DemoFeature.ID);
        this.roles = roles;
    }

    static Parent load(WindowServices services, DemoViewModel model) {
        Words words = services.words(DemoFeature.ID);
        RoleText roles = new RoleText(words, model.samples());
        DemoView view = new DemoView(services, model, roles);
        return Fxml.load(
                words,
                view,
                new RoleCards(services, model, roles, () -> view.again.requestFocus()),
                new TamperCard(services, model, roles));
    }

    @FXML
    void initialize() {
        Choices.fill(
                choice,
                model.choices(),
                one -> words.text(
                        "choice.entry", "title", SampleWords.title(words, one.request()), "person", one.person()));
        choice.setValue(model.playProperty().get().choice());
        choice.valueProperty().subscribe((before, now) -> model.choose(now));
        List.of(failed, checks).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        model.playProperty().subscribe(this::show);
        model.activityProperty().subscribe(this::showActivity);
    }

    private void show(Play play) {
        KnowsTable.fill(knows, play, words, Samples.privateValues(roles.data(play.choice())));
        showVerdict(play.verdict());
        showActivity(model.activityProperty().get());
    }

    private void showVerdict(@Nullable Verdict verdict) {
        checks.setVisible(verdict != null);
        checks.getChildren().clear();
        if (verdict != null) {
            VBox rows = new VBox();
            verdict.checks().forEach(each -> rows.getChildren().add(new CheckRow(words, each)));
            checks.getChildren()
                    .setAll(
                            Rows.title(words.text("checks")),
                            Rows.small(words.text(verdict.accepted() ? "checks.all" : "checks.not")),
                            rows);
        }
    }

    private void showActivity(Activity now) {
        runAll.setDisable(model.busy() || model.playProperty().get().did(Step.CHECK));
        again.setDisable(model.busy());
        choice.setDisable(model.busy());
        failed.getChildren().clear();
        failed.setVisible(now instanceof Activity.Failed);
        if (now instanceof Activity.Failed(var step, Exception why)) {
            failed.getChildren()
                    .setAll(Rows.title(words.text("step." + step.code())), Rows.text(roles.failure(services, why)));
        }
    }

    @FXML
    void onRunAll() {
        model.runAll();
    }

    @FXML
    void onAgain() {
        model.startAgain();
    }
}
