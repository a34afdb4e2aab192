package holdfast.ui.demo;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.CheckRow;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.demo.DemoViewModel.Activity;
import holdfast.ui.demo.DemoViewModel.Tampered;
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
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The ways to cheat with a proof, and what the verifier said to the last. */
final class TamperCard {
    private final DemoViewModel model;
    private final RoleText roles;
    private final Words words;
    private final Map<Tamper, Button> cheats = new LinkedHashMap<>();

    @FXML
    private VBox tampering;

    @FXML
    private FlowPane tampers;

    @FXML
    private VBox tampered;

    TamperCard(WindowServices services, DemoViewModel model, RoleText roles) {
        this.model = model;
        this.roles = roles;
        this.words = services.words(DemoFeature.ID);
    }

    @FXML
    void initialize() {
        for (Tamper how : Tamper.values()) {
            cheats.put(
                    how,
                    Buttons.button(
                            "demo-tamper-" + how.code(), words.text("tamper." + how.code()), () -> model.tamper(how)));
        }
        tampers.getChildren().setAll(cheats.values());
        List.of(tampering, tampered).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        model.playProperty().subscribe(play -> showCheats());
        model.tamperedProperty().subscribe(this::showVerdict);
        model.activityProperty().subscribe(this::showActivity);
    }

    private void showCheats() {
        Play play = model.playProperty().get();
        tampering.setVisible(play.did(Step.PROVE));
        cheats.forEach((how, button) -> button.setDisable(model.busy() || !play.can(how)));
    }

    private void showActivity(Activity now) {
        showCheats();
        if (now instanceof Activity.Tampering) {
            tampered.getChildren().setAll(Rows.small(words.text("tamper.checking")));
            tampered.setVisible(true);
        } else {
            showVerdict(model.tamperedProperty().get());
        }
    }

    private void showVerdict(@Nullable Tampered last) {
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
}
