package holdfast.ui.demo;

import holdfast.demo.Samples;
import holdfast.ui.common.CheckRow;
import holdfast.ui.common.Pill;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SampleWords;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.demo.DemoViewModel.Activity;
import holdfast.ui.demo.DemoViewModel.Tampered;
import holdfast.ui.demo.Play.Choice;
import holdfast.ui.demo.Play.Step;
import holdfast.verification.Check;
import holdfast.verification.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Issuer, holder and verifier side by side, who knows what, and ways to cheat. */
final class DemoView {
    /** In em: narrower, the roles stand one under the other. */
    private static final double THREE_COLUMNS = 46;

    private static final double GAP = 1.1;
    private static final double WHOLE = 100;

    private final WindowServices services;
    private final DemoViewModel model;
    private final Words words;
    private final RoleText roles;
    private final Map<Tamper, Button> cheats = new LinkedHashMap<>();

    @FXML
    private ChoiceBox<Choice> choice;

    @FXML
    private Button runAll;

    @FXML
    private Button again;

    @FXML
    private VBox failed;

    @FXML
    private GridPane columns;

    @FXML
    private VBox issuer;

    @FXML
    private VBox holder;

    @FXML
    private VBox verifier;

    @FXML
    private Label issuerName;

    @FXML
    private Label holderName;

    @FXML
    private Label verifierName;

    @FXML
    private VBox issuerHas;

    @FXML
    private VBox holderHas;

    @FXML
    private VBox verifierHas;

    @FXML
    private Button issue;

    @FXML
    private Button ask;

    @FXML
    private Button look;

    @FXML
    private Button prove;

    @FXML
    private Button check;

    @FXML
    private VBox proving;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label stage;

    @FXML
    private Label left;

    @FXML
    private Button cancel;

    @FXML
    private GridPane knows;

    @FXML
    private VBox tampering;

    @FXML
    private FlowPane tampers;

    @FXML
    private VBox tampered;

    @FXML
    private VBox checks;

    DemoView(WindowServices services, DemoViewModel model) {
        this.services = services;
        this.model = model;
        this.words = services.words(DemoFeature.ID);
        this.roles = new RoleText(words, model.samples());
    }

    @FXML
    void initialize() {
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice one) {
                return one == null
                        ? ""
                        : words.text(
                                "choice.entry",
                                "title",
                                SampleWords.title(words, one.request()),
                                "person",
                                one.person());
            }

            @Override
            public Choice fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        choice.getItems().setAll(model.choices());
        choice.setValue(model.playProperty().get().choice());
        choice.valueProperty().subscribe((before, now) -> model.choose(now));
        for (Tamper how : Tamper.values()) {
            Button button = new Button(words.text("tamper." + how.code()));
            button.setId("demo-tamper-" + how.code());
            button.setOnAction(event -> model.tamper(how));
            cheats.put(how, button);
        }
        tampers.getChildren().setAll(cheats.values());
        List.of(failed, proving, look, prove, check, ask, issue, tampering, tampered, checks)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        ProofProgress progress = model.progress();
        bar.progressProperty().bind(progress.doneProperty());
        progress.stageProperty().subscribe(now -> showStage());
        left.textProperty()
                .bind(progress.secondsLeftProperty().map(seconds -> ProofProgress.left(words, seconds.longValue())));
        columns.widthProperty().subscribe(this::arrange);
        model.playProperty().subscribe(this::show);
        model.activityProperty().subscribe(now -> showActivity());
        model.tamperedProperty().subscribe(now -> showTampered());
    }

    private void arrange() {
        double size = Theme.textSize(services.preferences().get());
        boolean wide = columns.getWidth() > THREE_COLUMNS * size;
        columns.setHgap(wide ? GAP * size : 0);
        List<VBox> cards = List.of(issuer, holder, verifier);
        for (int i = 0; i < cards.size(); i++) {
            GridPane.setColumnIndex(cards.get(i), wide ? i : 0);
            GridPane.setRowIndex(cards.get(i), wide ? 0 : i);
            ColumnConstraints width = columns.getColumnConstraints().get(i);
            width.setPercentWidth(wide ? WHOLE / cards.size() : i == 0 ? WHOLE : 0);
        }
    }

    private void show(Play play) {
        Choice now = play.choice();
        issuerName.setText(roles.issuers(now));
        holderName.setText(words.text("holder.name", "person", now.person()));
        verifierName.setText(words.text("verifier.name", "name", now.request().verifier()));
        issuerHas.getChildren().setAll(roles.issuerHas(play));
        holderHas.getChildren().setAll(roles.holderHas(play));
        verifierHas.getChildren().setAll(roles.verifierHas(play, model.today()));
        KnowsTable.fill(knows, play, words, Samples.privateValues(roles.data(now)));
        tampering.setVisible(play.did(Step.PROVE));
        Verdict verdict = play.verdict();
        checks.setVisible(verdict != null);
        checks.getChildren().clear();
        if (verdict != null) {
            checks.getChildren()
                    .addAll(
                            Rows.title(words.text("checks")),
                            Rows.small(words.text(verdict.accepted() ? "checks.all" : "checks.not")));
            VBox rows = new VBox();
            verdict.checks().forEach(each -> rows.getChildren().add(new CheckRow(words, each)));
            checks.getChildren().add(rows);
        }
        showActivity();
    }

    private Map<Step, Button> steps() {
        return Map.of(
                Step.ISSUE, issue,
                Step.ASK, ask,
                Step.LOOK, look,
                Step.PROVE, prove,
                Step.CHECK, check);
    }

    private void showActivity() {
        Play play = model.playProperty().get();
        Activity now = model.activityProperty().get();
        boolean busy = model.busy();
        Node focused = columns.getScene() == null ? null : columns.getScene().getFocusOwner();
        boolean onStep = focused instanceof Button button && steps().containsValue(button);
        steps().forEach((step, button) -> {
            button.setVisible(!play.did(step));
            button.setDisable(busy || !play.can(step));
        });
        boolean finished = play.did(Step.CHECK);
        runAll.setDisable(busy || finished);
        again.setDisable(busy);
        choice.setDisable(busy);
        cheats.forEach((how, button) -> button.setDisable(busy || !play.can(how)));
        boolean makes =
                now instanceof Activity.Stopping || (now instanceof Activity.Doing(Step step) && step == Step.PROVE);
        proving.setVisible(makes);
        prove.setVisible(!makes && !play.did(Step.PROVE));
        cancel.setDisable(now instanceof Activity.Stopping);
        showStage();
        failed.getChildren().clear();
        failed.setVisible(now instanceof Activity.Failed);
        if (now instanceof Activity.Failed(var step, Exception why)) {
            failed.getChildren()
                    .setAll(Rows.title(words.text("step." + step.code())), Rows.text(roles.failure(services, why)));
        }
        if (now instanceof Activity.Tampering) {
            tampered.getChildren().setAll(Rows.small(words.text("tamper.checking")));
            tampered.setVisible(true);
        }
        // The button that had the keyboard is gone: the next step gets it.
        if (onStep && focused != null && (focused.isDisabled() || !focused.isVisible())) {
            for (Step step : Step.values()) {
                Button next = steps().get(step);
                if (next != null && next.isVisible() && !next.isDisabled()) {
                    next.requestFocus();
                    return;
                }
            }
            (makes ? cancel : again).requestFocus();
        }
    }

    private void showStage() {
        stage.setText(words.text(
                model.activityProperty().get() instanceof Activity.Stopping
                        ? "stage.stopping"
                        : ProofProgress.key(model.progress().stageProperty().get())));
    }

    private void showTampered() {
        Tampered last = model.tamperedProperty().get();
        tampered.setVisible(last != null);
        tampered.getChildren().clear();
        if (last == null) {
            return;
        }
        Verdict verdict = last.verdict();
        Pill pill = roles.pill(verdict);
        pill.setId("demo-tamper-verdict");
        HBox head = new HBox(pill, Rows.text(words.text("tamper." + last.how().code() + ".done")));
        head.getStyleClass().add("row-head");
        List<Node> rows = new ArrayList<>();
        rows.add(head);
        List<Check> refusing =
                verdict.checks().stream().filter(each -> !each.passed()).toList();
        refusing.stream()
                // What was not even looked at is no reason.
                .filter(each -> refusing.size() == 1 || each.name() != Check.Name.PROOF)
                .forEach(each -> rows.add(new CheckRow(words, each)));
        rows.add(Rows.small(words.text("tamper.rest", "count", verdict.checks().size() - refusing.size())));
        tampered.getChildren().setAll(rows);
    }

    @FXML
    void onRunAll() {
        model.runAll();
    }

    @FXML
    void onAgain() {
        model.startAgain();
    }

    @FXML
    void onIssue() {
        model.step(Step.ISSUE);
    }

    @FXML
    void onAsk() {
        model.step(Step.ASK);
    }

    @FXML
    void onLook() {
        model.step(Step.LOOK);
    }

    @FXML
    void onProve() {
        model.step(Step.PROVE);
    }

    @FXML
    void onCheck() {
        model.step(Step.CHECK);
    }

    @FXML
    void onCancel() {
        model.cancel();
    }
}
