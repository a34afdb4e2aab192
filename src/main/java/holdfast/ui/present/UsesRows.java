package holdfast.ui.present;

import holdfast.credential.Tag;
import holdfast.text.Phrases;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.Matching;
import holdfast.wallet.Matching.Candidate;
import holdfast.wallet.Matching.Fit;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Which credential answers, and the choice of another one, with the reasons why others cannot. */
final class UsesRows {
    /** Of the dialog, in times the size of the text. */
    private static final double WIDTH = 36;

    private static final double HEIGHT = 30;

    private final WindowServices services;
    private final Words words;
    private final PresentText text;
    private final PresentViewModel model;

    UsesRows(WindowServices services, Words words, PresentText text, PresentViewModel model) {
        this.services = services;
        this.words = words;
        this.text = text;
        this.model = model;
    }

    List<Node> rows(State.Answered shown) {
        List<Node> rows = new ArrayList<>();
        boolean yes = shown.answer().satisfied();
        shown.answer().credentials().forEach((tag, credential) -> {
            HBox row = new HBox();
            row.getStyleClass().addAll("row", "uses-row");
            String name = tag.name().isEmpty()
                    ? words.text("uses.from", "name", Shown.line(credential.name()), "issuer", text.issuer(credential))
                    : words.text(
                            "uses.tagged",
                            "tag",
                            Phrases.words(tag.name()),
                            "name",
                            Shown.line(credential.name()),
                            "issuer",
                            text.issuer(credential));
            Pill pill = new Pill(words.text(yes ? "uses.yes" : "uses.no"), yes ? Pill.Tone.GOOD : Pill.Tone.WARN);
            pill.setId("present-answer");
            VBox what = new VBox(
                    rows.isEmpty() ? Rows.beside(name, "plain", pill) : Rows.text(name),
                    Rows.small(words.text("uses.added", "date", text.date(credential.addedAt()))));
            HBox.setHgrow(what, Priority.ALWAYS);
            Button other = Buttons.button(
                    "present-choose" + (tag.name().isEmpty() ? "" : "-" + tag.name()),
                    words.text("uses.choose"),
                    () -> model.candidates(tag, matching -> choose(tag, credential, matching)));
            other.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().addAll(what, other);
            rows.add(row);
        });
        rows.getLast().getStyleClass().add("last");
        return rows;
    }

    private void choose(Tag tag, HeldCredential now, Matching matching) {
        VBox list = new VBox();
        for (Candidate candidate : matching.candidates().getOrDefault(tag, List.of())) {
            list.getChildren().add(candidate(tag, now, matching, candidate));
        }
        double size = Theme.textSize(services.preferences().get());
        ScrollPane scroll = Rows.scrolled(list, HEIGHT * size);
        VBox content = new VBox(
                Rows.heading(words.text("choose.title")),
                scroll,
                Buttons.atEnd(services.dialogs().cancelButton("choose-close", words.text("close"))));
        content.setPrefWidth(WIDTH * size);
        services.dialogs().show(content);
    }

    private Node candidate(Tag tag, HeldCredential now, Matching matching, Candidate candidate) {
        HeldCredential credential = candidate.credential();
        VBox what = new VBox(Rows.beside(
                words.text("uses.from", "name", Shown.line(credential.name()), "issuer", text.issuer(credential)),
                "plain",
                Rows.run(words.text("uses.added", "date", text.date(credential.addedAt())), "muted", "small-text")));
        boolean possible = false;
        switch (candidate.fit()) {
            case Fit.Usable ignored -> {
                what.getChildren().add(Rows.small(words.text("choose.usable")));
                possible = true;
            }
            case Fit.FieldsUnfit(var token, var problems) -> {
                what.getChildren().add(Rows.small(words.text("choose.fields-unfit")));
                problems.forEach(problem ->
                        what.getChildren().add(Rows.bullet(text.problems().problem(problem), "muted", "small-text")));
                possible = matching.answers().stream()
                        .anyMatch(
                                answer -> credential.equals(answer.credentials().get(tag)));
                if (possible) {
                    what.getChildren().add(Rows.small(words.text("choose.fallback")));
                }
            }
            case Fit.OtherIssuer ignored -> what.getChildren().add(Rows.small(words.text("choose.other-issuer")));
            case Fit.KeyUnknown ignored -> what.getChildren().add(Rows.small(words.text("choose.key-unknown")));
            case Fit.Damaged ignored -> what.getChildren().add(Rows.small(words.text("choose.damaged")));
        }
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox row = new HBox(what);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("row");
        boolean used = credential.id().equals(now.id());
        if (possible || used) {
            Button use = Buttons.button(
                    "use-" + credential.id().hex(), words.text(used ? "choose.used" : "choose.use"), () -> {
                        services.dialogs().close();
                        model.choose(tag, credential);
                    });
            use.setMinWidth(Region.USE_PREF_SIZE);
            use.setDisable(used);
            row.getChildren().add(use);
        }
        return row;
    }
}
