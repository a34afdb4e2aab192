package holdfast.ui.present;

import holdfast.proving.ProofSystem;
import holdfast.text.NetworkText;
import holdfast.token.TokenException;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Pill;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Preview;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.WalletException;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What will be proven: who asks, what is checked, what the verifier learns and what stays; then the proof itself. */
final class PresentView {
    private static final double GAP = 1.1;

    /** Below this width, in times the size of the text, the lists stand under each other. */
    private static final double TWO_COLUMNS = 50;

    private final WindowServices services;
    private final PresentViewModel model;
    private final ProveViewModel proving;
    private final RemoteViewModel remote;
    private final ProverChoice choice;
    private final NetworkText network;
    private final ProofEnd end;
    private final Words words;
    private final PresentText text;

    @FXML
    private FlowPane name;

    @FXML
    private Label verifier;

    @FXML
    private Pill standing;

    @FXML
    private Label subtitle;

    @FXML
    private Button decline;

    @FXML
    private VBox warnings;

    @FXML
    private VBox waiting;

    @FXML
    private VBox obstacles;

    @FXML
    private VBox uses;

    @FXML
    private VBox usesRows;

    @FXML
    private GridPane columns;

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

    @FXML
    private VBox result;

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

    PresentView(
            WindowServices services,
            PresentViewModel model,
            ProveViewModel proving,
            RemoteViewModel remote,
            Consumer<HistoryEntry> showProof) {
        this.services = services;
        this.model = model;
        this.proving = proving;
        this.remote = remote;
        this.words = services.words(Presenting.ID);
        this.text = new PresentText(words, model.wallet());
        this.choice = new ProverChoice(words, model.wallet().provers());
        this.network = new NetworkText(words.language());
        this.end = new ProofEnd(services, text, network, showProof);
    }

    @FXML
    void initialize() {
        List.of(warnings, waiting, obstacles, uses, columns, result, evenNo, actions, running)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        note.maxWidthProperty().bind(actions.widthProperty());
        verifier.maxWidthProperty().bind(name.widthProperty());
        standing.maxWidthProperty().bind(name.widthProperty());
        columns.widthProperty().subscribe(this::arrange);
        reveal.textProperty().bind(model.revealedProperty().map(shown -> words.text(shown ? "conceal" : "reveal")));
        evenNo.selectedProperty().bindBidirectional(model.evenNoProperty());
        stage.textProperty()
                .bind(Bindings.createStringBinding(
                        this::stageWords,
                        proving.progress().stageProperty(),
                        proving.stepProperty(),
                        proving.stateProperty(),
                        remote.stateProperty()));
        left.textProperty()
                .bind(proving.progress()
                        .secondsLeftProperty()
                        .map(seconds -> ProofProgress.left(words, seconds.longValue())));
        provers.getChildren().setAll(choice.rows());
        head(null);
        model.stateProperty().subscribe(now -> show());
        proving.stateProperty().subscribe(now -> show());
        choice.onChange(this::show);
        remote.stateProperty().subscribe(now -> {
            show();
            asked(now);
        });
    }

    /** Two columns where there is room. */
    private void arrange() {
        double size = Theme.textSize(services.preferences().get());
        boolean wide = columns.getWidth() > TWO_COLUMNS * size;
        // An empty second column would still have its gap.
        columns.setHgap(wide ? GAP * size : 0);
        GridPane.setColumnIndex(outcome, wide ? 1 : 0);
        GridPane.setRowIndex(outcome, wide ? 0 : 1);
        List<ColumnConstraints> widths = columns.getColumnConstraints();
        widths.getFirst().setPercentWidth(wide ? 50 : 100);
        widths.getLast().setPercentWidth(wide ? 50 : 0);
    }

    private void head(@Nullable Preview preview) {
        KeyStanding key = model.wallet().verifier(model.request());
        verifier.setText(text.name(key, "unnamed.verifier"));
        boolean first = preview != null
                && preview.warnings().stream().anyMatch(Preview.Warning.UnknownVerifier.class::isInstance);
        PresentText.Standing shown = text.standing(key, first);
        standing.setText(shown.text());
        standing.setTone(shown.tone());
        subtitle.setText(text.received(model.request()));
    }

    private void show() {
        State state = model.stateProperty().get();
        ProveViewModel.State proof = proving.stateProperty().get();
        boolean ended = proof instanceof ProveViewModel.State.Ended || proof instanceof ProveViewModel.State.Broken;
        boolean asking = remote.isContacting();
        boolean busy = proving.isRunning() || asking;
        waiting.setVisible(state instanceof State.Looking);
        obstacles.setVisible(state instanceof State.Unanswerable || state instanceof State.Unusable);
        boolean answered = state instanceof State.Answered;
        uses.setVisible(answered);
        columns.setVisible(answered && !ended);
        warnings.setVisible(false);
        result.setVisible(ended);
        running.setVisible(busy);
        actions.setVisible(!busy && !ended);
        decline.setDisable(busy || ended);
        uses.setDisable(busy || ended);
        provers.setDisable(busy);
        boolean elsewhere = asking || proving.service() != null;
        left.setVisible(!elsewhere);
        if (elsewhere) {
            bar.progressProperty().unbind();
            bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        } else {
            bar.progressProperty().bind(proving.progress().doneProperty());
        }
        cancel.setDisable(proof instanceof ProveViewModel.State.Stopping);
        evenNo.setVisible(false);
        make.disableProperty().unbind();
        make.setDisable(true);
        switch (state) {
            case State.Looking ignored -> {}
            case State.Unusable(Exception why) ->
                obstacles.getChildren().setAll(Rows.title(words.text("unusable.title")), Rows.text(text.unusable(why)));
            case State.Unanswerable(var matching) ->
                obstacles.getChildren().setAll(new Obstacles(words, text).rows(matching));
            case State.Answered shown -> answered(shown, busy || ended);
        }
        if (ended) {
            boolean yes = state instanceof State.Answered(var matching, var answer, var preview) && answer.satisfied();
            result.getChildren().setAll(end.rows(proof, yes, proving.service()));
        }
    }

    private void answered(State.Answered shown, boolean decided) {
        Preview preview = shown.preview();
        head(preview);
        choice.allowHere(ProofSystem.LIBZK.equals(
                shown.answer().presentation().request().content().zkvm()));
        List<Node> care = text.warnings(preview).stream().map(Rows::warning).toList();
        warnings.getChildren().setAll(care);
        warnings.setVisible(!care.isEmpty() && !decided);
        usesRows.getChildren().setAll(new UsesRows(services, words, text, model).rows(shown));
        conditions
                .getChildren()
                .setAll(new ConditionRows(words, text, model.revealedProperty())
                        .rows(shown.answer(), preview, model.reference()));
        Outcomes outcomes = new Outcomes(words, text, shown.answer(), model.reference());
        learns.getChildren().setAll(outcomes.learns());
        stays.setText(outcomes.stays());
        boolean yes = shown.answer().satisfied();
        evenNo.setVisible(!yes && !decided);
        RemoteProver prover = choice.prover();
        note.setText(words.text(choice.isHere() ? "nothing-sent" : "nothing-sent.remote"));
        make.setText(
                choice.isHere()
                        ? words.text(yes ? "make" : "make.no")
                        : prover == null
                                ? words.text("prover.ask-none")
                                : words.text("prover.ask", "name", Shown.line(prover.name())));
        boolean someone = choice.isHere() || prover != null;
        make.setDisable(!yes || !someone);
        if (!yes && someone) {
            make.disableProperty().bind(evenNo.selectedProperty().not());
        }
    }

    private String stageWords() {
        if (remote.stateProperty().get() instanceof RemoteViewModel.State.Contacting(RemoteProver prover)) {
            return words.text("prover.asking", "name", Shown.line(prover.name()));
        }
        var step = proving.stepProperty().get();
        if (step != null && !(proving.stateProperty().get() instanceof ProveViewModel.State.Stopping)) {
            return network.step(step);
        }
        return words.text(
                proving.stateProperty().get() instanceof ProveViewModel.State.Stopping
                        ? "stage.stopping"
                        : ProofProgress.key(proving.progress().stageProperty().get()));
    }

    @FXML
    void onReveal() {
        model.revealedProperty().set(!model.revealedProperty().get());
    }

    @FXML
    void onNotNow() {
        services.navigator().back();
    }

    @FXML
    void onCancel() {
        proving.cancel();
        remote.cancel();
    }

    /** Shows what a service would read; nothing is sent before the holder agrees to it. */
    private void asked(RemoteViewModel.State now) {
        switch (now) {
            case RemoteViewModel.State.Idle ignored -> {}
            case RemoteViewModel.State.Contacting ignored -> {}
            case RemoteViewModel.State.Asking(RemoteConsent consent) ->
                new ConsentDialog(services, words, network)
                        .show(
                                consent,
                                model.request().title(),
                                newKeys -> remote.take()
                                        .ifPresent(agreed -> proving.start(remote.proving(), agreed, newKeys)),
                                remote::cancel);
            case RemoteViewModel.State.Refused(Exception why) ->
                services.dialogs().tell(words.text("prover.refused"), end.notUsed(why), words.text("ok"));
        }
    }

    @FXML
    void onMake() {
        if (model.stateProperty().get() instanceof State.Answered shown) {
            model.revealedProperty().set(false);
            RemoteProver prover = choice.prover();
            if (!choice.isHere()) {
                if (prover != null) {
                    remote.contact(prover, model.request(), shown.answer(), model.reference());
                }
                return;
            }
            proving.start(model.request(), shown.answer(), model.reference());
        }
    }

    @FXML
    void onDecline() {
        services.dialogs()
                .ask(
                        new Question(
                                words.text("decline.title"),
                                words.text("decline.text"),
                                words.text("decline.yes"),
                                words.text("cancel"),
                                false),
                        () -> services.session()
                                .start(
                                        (wallet, progress) -> {
                                            model.decline();
                                            return true;
                                        },
                                        services.session().ifOpen(done -> {
                                            services.session().changed();
                                            services.navigator().back();
                                        }),
                                        this::declineFailed));
    }

    private void declineFailed(Exception why) {
        switch (why) {
            case WalletException error ->
                services.dialogs().tell(services.errors().of(error), words.text("ok"));
            case TokenException error ->
                services.dialogs().tell(words.text("unusable.title"), text.unusable(error), words.text("ok"));
            default -> services.dialogs().tell(services.errors().unexpected(), words.text("ok"));
        }
    }
}
