package holdfast.ui.demo;

import holdfast.ui.common.Columns;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.demo.DemoViewModel.Activity;
import holdfast.ui.demo.Play.Choice;
import holdfast.ui.demo.Play.Step;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Issuer, holder and verifier side by side: what each has by now, and its next step. */
final class RoleCards {
    /** In em: narrower, the roles stand one under the other. */
    private static final double THREE_COLUMNS = 46;

    private final WindowServices services;
    private final DemoViewModel model;
    private final RoleText roles;
    private final Runnable focusElsewhere;
    private final Words words;

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

    /** @param focusElsewhere gives the keyboard to what comes after the last step */
    RoleCards(WindowServices services, DemoViewModel model, RoleText roles, Runnable focusElsewhere) {
        this.services = services;
        this.model = model;
        this.roles = roles;
        this.focusElsewhere = focusElsewhere;
        this.words = services.words(DemoFeature.ID);
    }

    @FXML
    void initialize() {
        List.of(proving, look, prove, check, ask, issue)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        ProofProgress progress = model.progress();
        bar.progressProperty().bind(progress.doneProperty());
        progress.stageProperty().subscribe(now -> showStage());
        left.textProperty()
                .bind(progress.secondsLeftProperty().map(seconds -> ProofProgress.left(words, seconds.longValue())));
        Columns.arrange(services, columns, THREE_COLUMNS, List.of(issuer, holder, verifier));
        model.playProperty().subscribe(this::show);
        model.activityProperty().subscribe(now -> showActivity());
    }

    private void show(Play play) {
        Choice now = play.choice();
        issuerName.setText(roles.issuers(now));
        holderName.setText(words.text("holder.name", "person", now.person()));
        verifierName.setText(words.text("verifier.name", "name", now.request().verifier()));
        issuerHas.getChildren().setAll(roles.issuerHas(play));
        holderHas.getChildren().setAll(roles.holderHas(play));
        verifierHas.getChildren().setAll(roles.verifierHas(play, model.today()));
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
        boolean makes =
                now instanceof Activity.Stopping || (now instanceof Activity.Doing(Step step) && step == Step.PROVE);
        proving.setVisible(makes);
        prove.setVisible(!makes && !play.did(Step.PROVE));
        cancel.setDisable(now instanceof Activity.Stopping);
        showStage();
        if (onStep && focused != null && (focused.isDisabled() || !focused.isVisible())) {
            focusNext();
        }
    }

    /** The button that had the keyboard is gone: the next step gets it. */
    private void focusNext() {
        for (Step step : Step.values()) {
            Button next = steps().get(step);
            if (next != null && next.isVisible() && !next.isDisabled()) {
                next.requestFocus();
                return;
            }
        }
        if (proving.isVisible()) {
            cancel.requestFocus();
        } else {
            focusElsewhere.run();
        }
    }

    private void showStage() {
        stage.setText(words.text(
                model.activityProperty().get() instanceof Activity.Stopping
                        ? "stage.stopping"
                        : ProofProgress.key(model.progress().stageProperty().get())));
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
