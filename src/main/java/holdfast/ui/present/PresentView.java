package holdfast.ui.present;

import holdfast.text.NetworkText;
import holdfast.token.TokenException;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Preview;
import holdfast.wallet.WalletException;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What will be proven: who asks, which credentials are used, the cards of the answer, and what came of it. */
final class PresentView {
    private final WindowServices services;
    private final PresentModels models;
    private final PresentViewModel model;
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
    private VBox result;

    private PresentView(WindowServices services, PresentModels models, PresentText text, ProofEnd end) {
        this.services = services;
        this.models = models;
        this.model = models.request();
        this.words = services.words(Presenting.ID);
        this.text = text;
        this.end = end;
    }

    /**
     * The page.
     *
     * @param showProof leads to what the history says of the proof
     */
    static Parent load(WindowServices services, PresentModels models, Consumer<HistoryEntry> showProof) {
        Words words = services.words(Presenting.ID);
        PresentText text = new PresentText(words, models.request().wallet());
        NetworkText network = new NetworkText(words.language());
        ProofEnd end = new ProofEnd(services, text, network, showProof);
        ProverChoice choice = new ProverChoice(words, models.request().wallet().provers());
        return Fxml.load(
                words,
                new PresentView(services, models, text, end),
                new AnswerCards(services, models, text, choice),
                new PresentFoot(services, models, choice, network, end));
    }

    @FXML
    void initialize() {
        List.of(warnings, waiting, obstacles, uses, result)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        verifier.maxWidthProperty().bind(name.widthProperty());
        standing.maxWidthProperty().bind(name.widthProperty());
        head(null);
        models.subscribe(this::show);
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
        boolean decided = models.decided();
        waiting.setVisible(state instanceof State.Looking);
        obstacles.setVisible(state instanceof State.Unanswerable || state instanceof State.Unusable);
        uses.setVisible(state instanceof State.Answered);
        uses.setDisable(decided);
        warnings.setVisible(false);
        decline.setDisable(decided);
        switch (state) {
            case State.Looking ignored -> {}
            case State.Unusable(Exception why) ->
                obstacles.getChildren().setAll(Rows.title(words.text("unusable.title")), Rows.text(text.unusable(why)));
            case State.Unanswerable(var matching) ->
                obstacles.getChildren().setAll(new Obstacles(words, text).rows(matching));
            case State.Answered shown -> answered(shown);
        }
        result.setVisible(models.proving().hasEnded());
        if (result.isVisible()) {
            boolean yes = state instanceof State.Answered(var matching, var answer, var preview) && answer.satisfied();
            result.getChildren()
                    .setAll(end.rows(
                            models.proving().stateProperty().get(),
                            yes,
                            models.proving().service()));
        }
    }

    private void answered(State.Answered shown) {
        Preview preview = shown.preview();
        head(preview);
        List<Node> care = text.warnings(preview).stream().map(Rows::warning).toList();
        warnings.getChildren().setAll(care);
        warnings.setVisible(!care.isEmpty() && !models.decided());
        usesRows.getChildren().setAll(new UsesRows(services, words, text, model).rows(shown));
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
                        () -> model.decline(() -> services.navigator().back(), this::declineFailed));
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
