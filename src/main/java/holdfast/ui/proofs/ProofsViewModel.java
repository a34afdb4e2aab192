package holdfast.ui.proofs;

import holdfast.json.JsonWriter;
import holdfast.net.Cancellation;
import holdfast.net.NetException;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.HistoryExport;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.ProofExport;
import holdfast.wallet.ProofSending;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The history, newest first, and what can be done with an entry. */
public final class ProofsViewModel {
    private final WalletSession session;
    private final ObservableList<HistoryEntry> shown = FXCollections.observableArrayList();
    private final BooleanProperty onlyProofs = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable HistoryEntry> selected = new SimpleObjectProperty<>();

    public ProofsViewModel(WalletSession session) {
        this.session = session;
        session.walletProperty().addListener((property, before, after) -> refresh());
        session.revisionProperty().addListener((property, before, after) -> refresh());
        onlyProofs.addListener((property, before, after) -> refresh());
    }

    public ObservableList<HistoryEntry> shown() {
        return shown;
    }

    /** Whether entries without a proof are left out. */
    public BooleanProperty onlyProofsProperty() {
        return onlyProofs;
    }

    public ObjectProperty<@Nullable HistoryEntry> selectedProperty() {
        return selected;
    }

    void select(HistoryEntry entry) {
        onlyProofs.set(false);
        selected.set(entry);
    }

    private void refresh() {
        List<HistoryEntry> all = session.isOpen() ? session.wallet().history() : List.of();
        HistoryEntry before = selected.get();
        shown.setAll(all.reversed().stream()
                .filter(entry -> !onlyProofs.get() || entry.hasProof())
                .toList());
        selected.set(
                before == null
                        ? null
                        : shown.stream()
                                .filter(entry -> entry.number() == before.number())
                                .findFirst()
                                .orElse(null));
    }

    /** The event that an entry is about: a proof that was sent leads back to the proof. */
    Optional<HistoryEvent> event(HistoryEntry entry) {
        return entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event)
                ? Optional.of(event)
                : Optional.empty();
    }

    HistoryCheck check() {
        return session.wallet().checkHistory();
    }

    /** Searches the proof once more, and hands it out. */
    void check(HistoryEntry entry, Consumer<ProofExport.Outcome> then, Consumer<Exception> failed) {
        session.start((wallet, progress) -> new ProofExport(wallet).check(entry), session.ifOpen(then), failed);
    }

    /** The same at once, for a drag that cannot wait. */
    ProofExport.Outcome checkNow(HistoryEntry entry) throws WalletException {
        return new ProofExport(session.wallet()).check(entry);
    }

    /** Notes that a proof left. */
    void exported(HistoryEntry entry, Consumer<Exception> failed) {
        session.start((wallet, progress) -> new ProofExport(wallet).exported(entry), done -> session.changed(), failed);
    }

    /** Writes a proof to a file and notes that it left. */
    public void save(HistoryEntry entry, byte[] proof, Path file, Runnable done, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> {
                    Files.write(file, proof);
                    return new ProofExport(wallet).exported(entry);
                },
                exported -> {
                    session.changed();
                    done.run();
                },
                failed);
    }

    /** Where its verifier takes the proof; empty where it did not say. */
    Optional<Wanted> replyAddress(HistoryEntry entry) throws WalletException, NetException {
        return new ProofSending(session.wallet(), session.connections()).replyAddress(entry);
    }

    boolean isAllowed(Wanted wanted) {
        return session.connections().isAllowed(wanted);
    }

    /** Allows the address, which the holder confirmed, and sends the proof there. */
    Tasks.Job send(HistoryEntry entry, Wanted to, Consumer<ProofSending.Outcome> then, Consumer<Exception> failed) {
        var connections = session.connections();
        Cancellation cancellation = new Cancellation();
        return session.start(
                (wallet, progress) -> {
                    if (!connections.isAllowed(to)) {
                        connections.allow(to, false);
                    }
                    return new ProofSending(wallet, connections).send(entry, to.address(), cancellation);
                },
                outcome -> {
                    session.changed();
                    then.accept(outcome);
                },
                failed);
    }

    /** Deletes what an entry says; a tombstone stays. */
    void delete(HistoryEntry entry, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> new HistoryKeeping(wallet).delete(entry), done -> session.changed(), failed);
    }

    /** Writes the whole history, as a table for {@code .csv} and else as JSON. */
    void exportHistory(Path file, Runnable done, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> {
                    write(wallet, file);
                    return file;
                },
                written -> done.run(),
                failed);
    }

    private static void write(Wallet wallet, Path file) throws IOException {
        boolean table = String.valueOf(file.getFileName()).endsWith(".csv");
        String text = table ? HistoryExport.csv(wallet) : JsonWriter.pretty(HistoryExport.json(wallet));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
