package holdfast.ui.proofs;

import holdfast.json.JsonWriter;
import holdfast.net.Cancellation;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.Latest;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryExport;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.ProofExport;
import holdfast.wallet.ProofSending;
import holdfast.wallet.Wallet;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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
    private final ReadOnlyObjectWrapper<@Nullable HistoryCheck> integrity = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Searched> searched = new ReadOnlyObjectWrapper<>();
    private final Latest checking = new Latest();
    private boolean watched;
    private final Latest searching = new Latest();

    /** A proof that was searched for private values. */
    record Searched(HistoryEntry entry, ProofExport.Outcome outcome) {}

    public ProofsViewModel(WalletSession session) {
        this.session = session;
        session.walletProperty().addListener((property, before, after) -> {
            watched = false;
            refresh();
        });
        session.revisionProperty().addListener((property, before, after) -> refresh());
        onlyProofs.addListener((property, before, after) -> list());
        selected.addListener((property, before, after) -> search());
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

    /** Whether the history is what was written; null while that is being found out, and without a vault. */
    ReadOnlyObjectProperty<@Nullable HistoryCheck> integrityProperty() {
        return integrity.getReadOnlyProperty();
    }

    /** The selected proof, searched for private values; null while that goes on, and where there is none. */
    ReadOnlyObjectProperty<@Nullable Searched> searchedProperty() {
        return searched.getReadOnlyProperty();
    }

    /** Shows from now on, until the vault is locked, whether the history is what was written. */
    void watch() {
        watched = true;
        checkHistory();
    }

    private void refresh() {
        HistoryEntry before = selected.get();
        list();
        if (Objects.equals(before, selected.get())) {
            search(); // Among values that may be others now.
        }
        checkHistory();
    }

    /** Each entry is hashed again, so only while somebody looks. */
    private void checkHistory() {
        integrity.set(null);
        checking.none();
        if (watched && session.isOpen()) {
            session.start((wallet, progress) -> wallet.checkHistory(), checking.of(integrity::set), Tasks::fault);
        }
    }

    /** A drag cannot wait for the search, so the selected proof is searched ahead. */
    private void search() {
        searched.set(null);
        searching.none();
        HistoryEntry entry = selected.get();
        if (entry != null && entry.hasProof() && session.isOpen()) {
            // What goes wrong is said when the proof is to leave.
            check(entry, searching.of(outcome -> searched.set(new Searched(entry, outcome))), failed -> {});
        }
    }

    private void list() {
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

    /** Searches the proof once more, and hands it out. */
    void check(HistoryEntry entry, Consumer<ProofExport.Outcome> then, Consumer<Exception> failed) {
        session.start((wallet, progress) -> new ProofExport(wallet).check(entry), session.ifOpen(then), failed);
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
    void replyAddress(HistoryEntry entry, Consumer<Optional<Wanted>> then, Consumer<Exception> failed) {
        var connections = session.connections();
        session.start(
                (wallet, progress) -> new ProofSending(wallet, connections).replyAddress(entry),
                session.ifOpen(then),
                failed);
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

    @InBackground
    private static void write(Wallet wallet, Path file) throws IOException {
        boolean table = String.valueOf(file.getFileName()).endsWith(".csv");
        String text = table ? HistoryExport.csv(wallet) : JsonWriter.pretty(HistoryExport.json(wallet));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
