package holdfast.ui.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.NetException;
import holdfast.proving.LeakScanner;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.ProofExport;
import holdfast.wallet.ProofSending;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/** The ways in which a proof leaves: into a file, by the clipboard, to its verifier, by dragging. */
final class ProofWaysOut {
    private final WindowServices services;
    private final ProofsViewModel model;
    private final Words words;
    private final EntryText text;
    private @Nullable HistoryEntry dragged;
    private @Nullable Path draggedFile;

    ProofWaysOut(WindowServices services, ProofsViewModel model, EntryText text) {
        this.services = services;
        this.model = model;
        this.words = services.words(ProofsFeature.ID);
        this.text = text;
    }

    void save(HistoryEntry entry) {
        searched(
                entry,
                proof -> services.files()
                        .save(words.text("save"), text.fileName(entry))
                        .ifPresent(file -> model.save(entry, proof, file, () -> {}, error -> notWritten(file, error))));
    }

    void copy(HistoryEntry entry) {
        searched(entry, proof -> {
            services.clipboard().copy(new String(proof, UTF_8));
            model.exported(entry, this::failed);
        });
    }

    /** Searches the proof for private values; lets it out only when none is in it. */
    private void searched(HistoryEntry entry, Consumer<byte[]> out) {
        model.check(
                entry,
                outcome -> {
                    byte[] proof = allowed(outcome);
                    if (proof != null) {
                        out.accept(proof);
                    }
                },
                this::failed);
    }

    /** The proof that may leave; null where it may not, and why was said. */
    private byte @Nullable [] allowed(ProofExport.Outcome outcome) {
        return switch (outcome) {
            case ProofExport.Outcome.Ready ready -> ready.file();
            case ProofExport.Outcome.Attested attested -> attested.file();
            case ProofExport.Outcome.Blocked(var hits) -> {
                blocked(hits);
                yield null;
            }
            case ProofExport.Outcome.NoProof ignored -> {
                failed(new IllegalStateException("no proof"));
                yield null;
            }
        };
    }

    private void blocked(List<LeakScanner.Hit> hits) {
        services.dialogs()
                .tell(words.text("blocked"), words.text("blocked.text", "count", hits.size()), words.text("ok"));
    }

    /** Says that a file could not be written. */
    void notWritten(Path file, Exception error) {
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

    void send(HistoryEntry entry) {
        model.replyAddress(
                entry,
                to -> to.ifPresentOrElse(
                        wanted -> ask(entry, wanted),
                        () -> services.dialogs()
                                .tell(words.text("no-reply"), words.text("no-reply.text"), words.text("ok"))),
                this::failed);
    }

    private void ask(HistoryEntry entry, Wanted to) {
        String host = to.address().shown();
        services.dialogs()
                .ask(
                        new Question(
                                words.text("send.title"),
                                words.text("send.text", "address", host),
                                words.text("send.yes"),
                                words.text("cancel"),
                                false),
                        () -> sendTo(entry, to, host));
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

    /**
     * Drags the selected proof to a folder or a message: it is put into a file for as long as that takes. A drag cannot
     * wait, so the proof was searched when it was selected; before that has ended nothing is dragged.
     *
     * @return whether it is dragged
     */
    boolean drag(Node from) {
        ProofsViewModel.Searched searched = model.searchedProperty().get();
        if (searched == null) {
            return false;
        }
        byte[] proof = allowed(searched.outcome());
        if (proof == null) {
            return false;
        }
        try {
            Path file = Files.createTempDirectory("holdfast").resolve(text.fileName(searched.entry()));
            Files.write(file, proof);
            Dragboard board = from.startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(file.toFile()));
            board.setContent(content);
            dragged = searched.entry();
            draggedFile = file;
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    void dragDone() {
        HistoryEntry entry = dragged;
        Path file = draggedFile;
        dragged = null;
        draggedFile = null;
        if (entry != null && file != null) {
            model.exported(entry, this::failed);
            // Whoever took it may still be reading; the system clears its folder for temporary files.
            file.toFile().deleteOnExit();
        }
    }

    void failed(Exception error) {
        services.dialogs().tell(services.errors().of(error), words.text("ok"));
    }
}
