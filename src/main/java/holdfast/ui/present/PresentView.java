package holdfast.ui.present;

import holdfast.token.TokenException;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Pill;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Preview;
import holdfast.wallet.Proving;
import holdfast.wallet.WalletException;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
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
    private final Consumer<HistoryEntry> showProof;
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
            WindowServices services, PresentViewModel model, ProveViewModel proving, Consumer<HistoryEntry> showProof) {
        this.services = services;
        this.model = model;
        this.proving = proving;
        this.showProof = showProof;
        this.words = services.words(Presenting.ID);
        this.text = new PresentText(words, model.wallet());
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
        bar.progressProperty().bind(proving.progress().doneProperty());
        stage.textProperty().bind(proving.progress().stageProperty().map(now -> stageWords()));
        left.textProperty()
                .bind(proving.progress()
                        .secondsLeftProperty()
                        .map(seconds -> ProofProgress.left(words, seconds.longValue())));
        RadioButton here = new RadioButton(words.text("prover.here"));
        here.setId("present-here");
        here.setSelected(true);
        provers.getChildren().setAll(here, Rows.small(words.text("prover.here.note")));
        head(null);
        model.stateProperty().subscribe(now -> show());
        proving.stateProperty().subscribe(now -> show());
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
        boolean busy = proving.isRunning();
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
            result.getChildren().setAll(ended(proof));
        }
    }

    private void answered(State.Answered shown, boolean decided) {
        Preview preview = shown.preview();
        head(preview);
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
        make.setText(words.text(yes ? "make" : "make.no"));
        make.setDisable(!yes);
        if (!yes) {
            make.disableProperty().bind(evenNo.selectedProperty().not());
        }
    }

    private List<Node> ended(ProveViewModel.State proof) {
        if (proof instanceof ProveViewModel.State.Broken(Exception why)) {
            return List.of(Rows.title(words.text("failed.title")), Rows.text(broken(why)));
        }
        Proving.Outcome what = ((ProveViewModel.State.Ended) proof).outcome();
        return switch (what) {
            case Proving.Outcome.Proven(HistoryEntry entry, var file) -> {
                boolean yes = model.stateProperty().get() instanceof State.Answered answered
                        && answered.answer().satisfied();
                yield made(entry, yes ? "done.text" : "done.text-no");
            }
            case Proving.Outcome.Attested(HistoryEntry entry, var token) -> made(entry, "done.attested");
            case Proving.Outcome.Failed(var entry, var why) ->
                List.of(
                        Rows.title(words.text("failed.title")),
                        Rows.text(words.text("failed.text", "why", text.refused(why))));
            case Proving.Outcome.Differs(var entry, String member) ->
                List.of(
                        Rows.title(words.text("failed.title")),
                        Rows.text(words.text("failed.differs", "member", member)));
            case Proving.Outcome.Leaks(var entry, var hits) ->
                List.of(Rows.title(words.text("failed.title")), Rows.text(words.text("failed.leaks")));
            case Proving.Outcome.Cancelled(var entry) -> List.of(Rows.text(words.text("cancelled")));
        };
    }

    private String broken(Exception why) {
        return why instanceof WalletException error
                ? services.errors().of(error).text()
                : services.errors().unexpected().text();
    }

    private List<Node> made(HistoryEntry entry, String sentence) {
        Button open = new Button(words.text("done.show"));
        open.setId("present-show-proof");
        open.getStyleClass().add("accent");
        open.setOnAction(event -> {
            services.navigator().back();
            showProof.accept(entry);
        });
        HBox row = new HBox(open);
        row.getStyleClass().add("buttons");
        services.session().changed();
        return List.of(
                Rows.title(words.text("done.title")), Rows.text(words.text(sentence, "number", entry.number())), row);
    }

    private String stageWords() {
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
    }

    @FXML
    void onMake() {
        if (model.stateProperty().get() instanceof State.Answered shown) {
            model.revealedProperty().set(false);
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
                        () -> services.tasks()
                                .start(
                                        progress -> {
                                            model.decline();
                                            return true;
                                        },
                                        done -> {
                                            services.session().changed();
                                            services.navigator().back();
                                        },
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
