package holdfast.ui.verify;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The proofs of a folder: a row for each, and the way to keep them as a table. */
final class FolderRows {
    private final WindowServices services;
    private final Words words;

    FolderRows(WindowServices services) {
        this.services = services;
        this.words = services.words(VerifyFeature.ID);
    }

    List<Node> of(ProofTable table) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Rows.title(words.text("folder.title")));
        if (table.rows().isEmpty()) {
            nodes.add(Rows.text(words.text("folder.empty")));
        }
        table.rows().forEach(row -> nodes.add(row(row)));
        Button csv = Buttons.button(
                "folder-save",
                words.text("folder.save"),
                () -> services.files()
                        .save(words.text("folder.save"), "proofs.csv")
                        .ifPresent(file -> SavedText.write(services, words, file, table.csv())));
        csv.setDisable(table.rows().isEmpty());
        nodes.add(Buttons.flow(csv));
        return nodes;
    }

    private HBox row(ProofTable.Row row) {
        Label file = Rows.text(row.file());
        HBox.setHgrow(file, Priority.ALWAYS);
        file.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(
                file,
                Rows.small(because(row)),
                new Pill(
                        words.text(row.accepted() ? "accepted" : "refused"),
                        row.accepted() ? Pill.Tone.GOOD : Pill.Tone.BAD));
        line.getStyleClass().add("row");
        return line;
    }

    private String because(ProofTable.Row row) {
        if (row.verdict() == null) {
            return words.text("folder." + row.why());
        }
        return row.failed().isEmpty()
                ? ""
                : words.text("check." + row.failed().getFirst().name().code());
    }
}
