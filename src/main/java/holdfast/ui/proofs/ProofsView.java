package holdfast.ui.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.NetException;
import holdfast.proving.LeakScanner;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.ProofExport;
import holdfast.wallet.ProofSending;
import holdfast.wallet.WalletException;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The history as a list, the selected entry beside it, and the ways out for its proof. */
final class ProofsView {
    private final WindowServices services;
    private final ProofsViewModel model;
    private final Words words;
    private final EntryText text;
    private @Nullable Path dragged;

    @FXML
    private CheckBox onlyProofs;

    @FXML
    private Label integrity;

    @FXML
    private ListView<HistoryEntry> list;

    @FXML
    private VBox empty;

    @FXML
    private Button export;

    @FXML
    private ScrollPane side;

    @FXML
    private VBox details;

    ProofsView(WindowServices services, ProofsViewModel model) {
        this.services = services;
        this.model = model;
        this.words = services.words(ProofsFeature.ID);
        this.text = new EntryText(words);
    }

    @FXML
    void initialize() {
        onlyProofs.selectedProperty().bindBidirectional(model.onlyProofsProperty());
        list.setItems(model.shown());
        list.setCellFactory(ignored -> new EntryCell(text));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, after) -> {
            if (after != null) {
                model.selectedProperty().set(after);
            }
        });
        list.addEventHandler(MouseEvent.DRAG_DETECTED, this::drag);
        list.setOnDragDone(event -> dropDragged());
        List.of(empty, side, onlyProofs, export)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        model.selectedProperty().subscribe(this::select);
        model.shown().subscribe(this::refreshed);
        refreshed();
    }

    private void refreshed() {
        boolean none = model.shown().isEmpty();
        empty.setVisible(none);
        onlyProofs.setVisible(!none || onlyProofs.isSelected());
        export.setVisible(!none);
        list.setVisible(!none);
        if (services.session().isOpen()) {
            integrity.setText(
                    switch (model.check()) {
                        case HistoryCheck.Intact(long entries, var deleted, var head) ->
                            words.text("intact", "count", entries);
                        case HistoryCheck.Broken(long number, var reason) -> words.text("broken", "number", number);
                    });
        }
        // The list itself hears of the change after this: it must not be told to select what it does not show yet.
        Platform.runLater(this::selectAgain);
    }

    private void selectAgain() {
        HistoryEntry selected = model.selectedProperty().get();
        if (selected != null && list.getItems().contains(selected)) {
            list.getSelectionModel().select(selected);
        } else if (!list.getItems().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void select(@Nullable HistoryEntry entry) {
        side.setVisible(entry != null);
        if (entry == null) {
            return;
        }
        if (!entry.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(entry);
            list.scrollTo(entry);
        }
        details.getChildren().setAll(rows(entry));
    }

    private List<Node> rows(HistoryEntry entry) {
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(text.title(entry)));
        rows.add(new Pill(text.kind(entry), text.tone(entry)));
        Optional<HistoryEvent> event = model.event(entry);
        rows.add(Rows.small(text.when(entry)));
        if (event.isEmpty()) {
            rows.add(Rows.text(words.text("deleted.text")));
            return rows;
        }
        HistoryEvent kept = event.get();
        text.facts(kept).forEach(fact -> rows.add(Rows.small(fact)));
        kept.outputs().members().forEach((key, value) -> {
            Label output = Rows.text(text.output(key, value));
            output.getStyleClass().add("strong");
            rows.add(output);
        });
        FlowPane buttons = new FlowPane();
        buttons.setMinWidth(0);
        buttons.setHgap(10);
        buttons.setVgap(8);
        if (entry.hasProof()) {
            buttons.getChildren().add(button("proof-save", "save", () -> out(entry, this::save)));
            buttons.getChildren().add(button("proof-copy", "copy", () -> out(entry, this::copy)));
            buttons.getChildren().add(button("proof-send", "send", () -> send(entry)));
            buttons.getChildren().getFirst().getStyleClass().add("accent");
            rows.add(Rows.small(words.text("drag")));
        }
        buttons.getChildren().add(button("entry-delete", "delete", () -> delete(entry)));
        rows.add(buttons);
        return rows;
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(words.text(key));
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Searches the proof for private values; lets it out only when none is in it. */
    private void out(HistoryEntry entry, BiConsumer<HistoryEntry, byte[]> way) {
        model.check(
                entry,
                outcome -> {
                    switch (outcome) {
                        case ProofExport.Outcome.Ready ready -> way.accept(entry, ready.file());
                        case ProofExport.Outcome.Attested attested -> way.accept(entry, attested.file());
                        case ProofExport.Outcome.Blocked(var hits) -> blocked(hits);
                        case ProofExport.Outcome.NoProof ignored -> failed(new IllegalStateException("no proof"));
                    }
                },
                this::failed);
    }

    private void blocked(List<LeakScanner.Hit> hits) {
        services.dialogs()
                .tell(words.text("blocked"), words.text("blocked.text", "count", hits.size()), words.text("ok"));
    }

    private void save(HistoryEntry entry, byte[] proof) {
        services.files()
                .save(words.text("save"), text.fileName(entry))
                .ifPresent(file -> model.save(entry, proof, file, () -> {}, error -> notWritten(file, error)));
    }

    private void notWritten(Path file, Exception error) {
        if (error instanceof IOException) {
            services.dialogs()
                    .tell(
                            words.text("not-written"),
                            words.text("not-written.advice", "name", String.valueOf(file.getFileName())),
                            words.text("ok"));
        } else {
            failed(error);
        }
    }

    private void copy(HistoryEntry entry, byte[] proof) {
        services.clipboard().copy(new String(proof, UTF_8));
        model.exported(entry, this::failed);
    }

    private void send(HistoryEntry entry) {
        try {
            Optional<Wanted> to = model.replyAddress(entry);
            if (to.isEmpty()) {
                services.dialogs().tell(words.text("no-reply"), words.text("no-reply.text"), words.text("ok"));
                return;
            }
            String host = to.get().address().shown();
            services.dialogs()
                    .ask(
                            new Question(
                                    words.text("send.title"),
                                    words.text("send.text", "address", host),
                                    words.text("send.yes"),
                                    words.text("cancel"),
                                    false),
                            () -> sendTo(entry, to.get(), host));
        } catch (WalletException | NetException e) {
            failed(e);
        }
    }

    private void sendTo(HistoryEntry entry, Wanted to, String host) {
        services.status().flowProperty().set(new DataFlow.Sends(host));
        model.send(
                entry,
                to,
                outcome -> {
                    services.status().flowProperty().set(new DataFlow.Nowhere());
                    sent(outcome, host);
                },
                error -> {
                    services.status().flowProperty().set(new DataFlow.Nowhere());
                    if (error instanceof NetException) {
                        services.dialogs()
                                .tell(
                                        words.text("not-sent"),
                                        words.text("not-sent.text", "host", host),
                                        words.text("ok"));
                    } else {
                        failed(error);
                    }
                });
    }

    private void sent(ProofSending.Outcome outcome, String host) {
        String key = switch (outcome) {
            case ProofSending.Outcome.Accepted ignored -> "sent.accepted";
            case ProofSending.Outcome.Refused ignored -> "sent.refused";
            case ProofSending.Outcome.Unanswered ignored -> "sent.unanswered";
            case ProofSending.Outcome.NotAllowed ignored -> "not-sent.text";
            case ProofSending.Outcome.NoProof ignored -> "not-sent.text";
            case ProofSending.Outcome.Blocked(var hits) -> {
                blocked(hits);
                yield "";
            }
        };
        if (!key.isEmpty()) {
            services.dialogs().tell(words.text("send.title"), words.text(key, "host", host), words.text("ok"));
        }
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
                        () -> model.delete(entry, this::failed));
    }

    /** A proof can be dragged to a folder or a message: it is put into a file for as long as that takes. */
    private void drag(MouseEvent event) {
        HistoryEntry entry = list.getSelectionModel().getSelectedItem();
        if (entry == null || !entry.hasProof()) {
            return;
        }
        try {
            byte[] proof = switch (model.checkNow(entry)) {
                case ProofExport.Outcome.Ready ready -> ready.file();
                case ProofExport.Outcome.Attested attested -> attested.file();
                case ProofExport.Outcome.Blocked(var hits) -> {
                    blocked(hits);
                    yield new byte[0];
                }
                case ProofExport.Outcome.NoProof ignored -> new byte[0];
            };
            if (proof.length == 0) {
                return;
            }
            Path file = Files.createTempDirectory("holdfast").resolve(text.fileName(entry));
            Files.write(file, proof);
            dragged = file;
            Dragboard board = list.startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(file.toFile()));
            board.setContent(content);
            event.consume();
        } catch (WalletException | IOException e) {
            failed(e);
        }
    }

    private void dropDragged() {
        Path file = dragged;
        dragged = null;
        HistoryEntry entry = list.getSelectionModel().getSelectedItem();
        if (file != null && entry != null) {
            model.exported(entry, this::failed);
            // Whoever took it may still be reading; the system clears its folder for temporary files.
            file.toFile().deleteOnExit();
        }
    }

    private void failed(Exception error) {
        services.dialogs().tell(services.errors().of(error), words.text("ok"));
    }

    @FXML
    void onExport() {
        services.files()
                .save(words.text("export"), "holdfast-history.csv")
                .ifPresent(file -> model.exportHistory(file, () -> {}, error -> notWritten(file, error)));
    }
}
