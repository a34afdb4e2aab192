package holdfast.ui.present;

import holdfast.text.NetworkText;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProver;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** The foot of the page: the buttons that decide, and how far the proof is. */
final class PresentFoot {
    private final WindowServices services;
    private final PresentModels models;
    private final ProverChoice choice;
    private final ProofEnd end;
    private final NetworkText network;
    private final Words words;

    @FXML
    private CheckBox evenNo;

    @FXML
    private FlowPane actions;

    @FXML
    private Label note;

    @FXML
    private Button make;

    @FXML
    private HBox running;

    @FXML
    private Label stage;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label left;

    @FXML
    private Button cancel;

    PresentFoot(WindowServices services, PresentModels models, ProverChoice choice, NetworkText network, ProofEnd end) {
        this.services = services;
        this.models = models;
        this.choice = choice;
        this.network = network;
        this.end = end;
        this.words = services.words(Presenting.ID);
    }

    @FXML
    void initialize() {
        List.of(evenNo, actions, running).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        note.maxWidthProperty().bind(actions.widthProperty());
        evenNo.selectedProperty().bindBidirectional(models.request().evenNoProperty());
        ProveViewModel proving = models.proving();
        stage.textProperty()
                .bind(Bindings.createStringBinding(
                        this::stageWords,
                        proving.progress().stageProperty(),
                        proving.stepProperty(),
                        proving.stateProperty(),
                        models.remote().stateProperty()));
        left.textProperty()
                .bind(proving.progress()
                        .secondsLeftProperty()
                        .map(seconds -> ProofProgress.left(words, seconds.longValue())));
        choice.onChange(this::show);
        models.subscribe(this::show);
        models.remote().stateProperty().subscribe(this::asked);
    }

    private void show() {
        ProveViewModel proving = models.proving();
        boolean elsewhere = models.remote().isContacting() || proving.service() != null;
        running.setVisible(models.busy());
        actions.setVisible(!models.decided());
        left.setVisible(!elsewhere);
        if (elsewhere) {
            bar.progressProperty().unbind();
            bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        } else {
            bar.progressProperty().bind(proving.progress().doneProperty());
        }
        cancel.setDisable(isStopping());
        evenNo.setVisible(false);
        make.disableProperty().unbind();
        make.setDisable(true);
        if (models.request().stateProperty().get() instanceof State.Answered(var matching, var answer, var preview)) {
            offer(answer.satisfied());
        }
    }

    /** @param yes whether the answer is one */
    private void offer(boolean yes) {
        RemoteProver prover = choice.prover();
        boolean someone = choice.isHere() || prover != null;
        evenNo.setVisible(!yes && !models.decided());
        note.setText(words.text(choice.isHere() ? "nothing-sent" : "nothing-sent.remote"));
        make.setText(
                choice.isHere()
                        ? words.text(yes ? "make" : "make.no")
                        : prover == null
                                ? words.text("prover.ask-none")
                                : words.text("prover.ask", "name", Shown.line(prover.name())));
        make.setDisable(!yes || !someone);
        if (!yes && someone) {
            make.disableProperty().bind(evenNo.selectedProperty().not());
        }
    }

    private boolean isStopping() {
        return models.proving().stateProperty().get() instanceof ProveViewModel.State.Stopping;
    }

    private String stageWords() {
        if (models.remote().stateProperty().get() instanceof RemoteViewModel.State.Contacting(RemoteProver prover)) {
            return words.text("prover.asking", "name", Shown.line(prover.name()));
        }
        if (isStopping()) {
            return words.text("stage.stopping");
        }
        var step = models.proving().stepProperty().get();
        return step != null
                ? network.step(step)
                : words.text(ProofProgress.key(
                        models.proving().progress().stageProperty().get()));
    }

    /** Shows what a service would read; nothing is sent before the holder agrees to it. */
    private void asked(RemoteViewModel.State now) {
        RemoteViewModel remote = models.remote();
        switch (now) {
            case RemoteViewModel.State.Idle ignored -> {}
            case RemoteViewModel.State.Contacting ignored -> {}
            case RemoteViewModel.State.Asking(RemoteConsent consent) ->
                new ConsentDialog(services, words, network)
                        .show(
                                consent,
                                models.request().request().title(),
                                newKeys -> remote.take()
                                        .ifPresent(agreed -> models.proving().start(remote.proving(), agreed, newKeys)),
                                remote::cancel);
            case RemoteViewModel.State.Refused(Exception why) ->
                services.dialogs().tell(words.text("prover.refused"), end.notUsed(why), words.text("ok"));
        }
    }

    @FXML
    void onNotNow() {
        services.navigator().back();
    }

    @FXML
    void onCancel() {
        models.proving().cancel();
        models.remote().cancel();
    }

    @FXML
    void onMake() {
        PresentViewModel model = models.request();
        if (model.stateProperty().get() instanceof State.Answered(var matching, var answer, var preview)) {
            model.revealedProperty().set(false);
            RemoteProver prover = choice.prover();
            if (choice.isHere()) {
                models.proving().start(model.request(), answer, model.reference());
            } else if (prover != null) {
                models.remote().contact(prover, model.request(), answer, model.reference());
            }
        }
    }
}
