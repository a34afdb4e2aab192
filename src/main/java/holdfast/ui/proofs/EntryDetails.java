package holdfast.ui.proofs;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/** What the history says of one entry, and what can be done with it. */
final class EntryDetails {
    private final WindowServices services;
    private final ProofsViewModel model;
    private final Words words;
    private final EntryText text;
    private final ProofWaysOut out;

    EntryDetails(WindowServices services, ProofsViewModel model, EntryText text, ProofWaysOut out) {
        this.services = services;
        this.model = model;
        this.words = services.words(ProofsFeature.ID);
        this.text = text;
        this.out = out;
    }

    List<Node> rows(HistoryEntry entry) {
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(text.title(entry)));
        rows.add(new Pill(text.kind(entry), text.tone(entry)));
        rows.add(Rows.small(text.when(entry)));
        if (!(entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent kept))) {
            rows.add(Rows.text(words.text("deleted.text")));
            return rows;
        }
        text.facts(kept).forEach(fact -> rows.add(Rows.small(fact)));
        kept.outputs().members().forEach((key, value) -> rows.add(Rows.text(text.output(key, value), "strong")));
        FlowPane buttons = Buttons.flow();
        if (entry.hasProof()) {
            buttons.getChildren()
                    .addAll(
                            Buttons.accent("proof-save", words.text("save"), () -> out.save(entry)),
                            Buttons.button("proof-copy", words.text("copy"), () -> out.copy(entry)),
                            Buttons.button("proof-send", words.text("send"), () -> out.send(entry)));
            rows.add(dragNote());
        }
        buttons.getChildren().add(Buttons.button("entry-delete", words.text("delete"), () -> delete(entry)));
        rows.add(buttons);
        return rows;
    }

    /** Whether it can be dragged yet. */
    private Label dragNote() {
        Label note = Rows.small("");
        note.setId("proof-drag");
        note.textProperty()
                .bind(model.searchedProperty()
                        .map(searched -> words.text("drag"))
                        .orElse(words.text("drag.wait")));
        return note;
    }

    private void delete(HistoryEntry entry) {
        services.dialogs()
                .ask(
                        new Question(
                                words.text("delete.title"),
                                words.text("delete.text"),
                                words.text("delete.yes"),
                                words.text("cancel"),
                                true),
                        () -> model.delete(entry, out::failed));
    }
}
