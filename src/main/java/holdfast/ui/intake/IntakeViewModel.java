package holdfast.ui.intake;

import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Shown;
import holdfast.ui.common.StatusModel;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.WalletException;
import holdfast.wallet.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What comes in and is not in the vault yet. What comes while the vault is locked waits. */
public final class IntakeViewModel {
    private final WalletSession session;
    private final StatusModel status;
    private final ObservableList<IntakeItem> items = FXCollections.observableArrayList();
    private final ObservableList<Source> waiting = FXCollections.observableArrayList();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Exception> problem = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable HeldCredential> replaced = new SimpleObjectProperty<>();
    private int working;

    /** What was stored. */
    public record Stored(List<HeldCredential> credentials, List<HeldRequest> requests, int present) {
        public Stored {
            credentials = List.copyOf(credentials);
            requests = List.copyOf(requests);
        }
    }

    public IntakeViewModel(WalletSession session, StatusModel status) {
        this.session = session;
        this.status = status;
        // What was read is personal data outside the vault. Files can be given again.
        session.beforeLock(this::clear);
    }

    public ObservableList<IntakeItem> items() {
        return items;
    }

    /** What came while no vault was open. */
    public ObservableList<Source> waiting() {
        return waiting;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy;
    }

    /** Why nothing was stored; null when nothing is wrong. */
    public ObjectProperty<@Nullable Exception> problemProperty() {
        return problem;
    }

    /** The credential in whose place the next one goes; null to add. */
    public ObjectProperty<@Nullable HeldCredential> replacedProperty() {
        return replaced;
    }

    /** Looks at things that come in, or keeps them until a vault is open. */
    public void take(List<Source> sources) {
        if (!session.isOpen()) {
            waiting.addAll(sources);
            return;
        }
        problem.set(null);
        IntakeReader reader = reader();
        for (Source source : sources) {
            IntakeItem item = new IntakeItem(origin(source), name(source));
            items.add(item);
            look(item, new DataFlow.Nowhere(), () -> reader.read(source));
        }
    }

    /** Takes what waited; true when there was something. */
    public boolean takeWaiting() {
        if (waiting.isEmpty() || !session.isOpen()) {
            return false;
        }
        List<Source> all = List.copyOf(waiting);
        waiting.clear();
        take(all);
        return true;
    }

    private static String origin(Source source) {
        return source instanceof Source.File(Path path) ? String.valueOf(path.getFileName()) : "";
    }

    private static String name(Source source) {
        String origin = origin(source);
        int dot = origin.indexOf('.');
        return Shown.line(dot > 0 ? origin.substring(0, dot) : origin);
    }

    private IntakeReader reader() {
        return new IntakeReader(session.wallet(), session.connections());
    }

    private interface Look {
        Found look();
    }

    private void look(IntakeItem item, DataFlow flow, Look look) {
        item.set(null);
        working(1);
        status.flowProperty().set(flow);
        Consumer<Found> end = found -> {
            working(-1);
            status.flowProperty().set(new DataFlow.Nowhere());
            item.set(found);
            if (working == 0) {
                giveKeys();
            }
        };
        session.start((wallet, progress) -> look.look(), end, error -> end.accept(Found.refused(error)));
    }

    private void working(int more) {
        working += more;
        busy.set(working > 0);
    }

    /** A key that came along with credentials is what they need; whichever was read first. */
    private void giveKeys() {
        List<IntakeItem> needing = items.stream()
                .filter(item -> item.foundProperty().get() instanceof Found.NeedsKey)
                .toList();
        for (IntakeItem item : List.copyOf(items)) {
            if (!needing.isEmpty() && item.foundProperty().get() instanceof Found.Key key) {
                items.remove(item);
                needing.forEach(each -> verify(each, key.text()));
                return;
            }
        }
    }

    /**
     * Verifies with a key that the holder gives.
     *
     * @param refused is told why it is none; the item goes on waiting for one
     */
    public void giveKey(IntakeItem item, Source key, Consumer<Found.Refusal> refused) {
        session.start(
                (wallet, progress) -> IntakeReader.givenKey(key),
                session.ifOpen(given -> {
                    switch (given) {
                        case Found.Key usable -> verify(item, usable.text());
                        case Found.Refused(Found.Refusal why) -> refused.accept(why);
                        default -> throw new IllegalStateException("neither a key nor refused: " + given);
                    }
                }),
                error -> refused.accept(new Found.Refusal.Failure(error)));
    }

    private void verify(IntakeItem item, String keyText) {
        if (item.foundProperty().get() instanceof Found.NeedsKey needs) {
            IntakeReader reader = reader();
            look(item, new DataFlow.Nowhere(), () -> reader.withKey(needs, keyText));
        }
    }

    /** What an item wants to be reached; empty where it wants nothing. */
    public Optional<Wanted> wanted(IntakeItem item, boolean credential) {
        Found found = item.foundProperty().get();
        return found == null ? Optional.empty() : found.wanted(credential);
    }

    /** Allows what the item wants to be reached, since the holder said so, and fetches it. */
    public void fetch(IntakeItem item, boolean credential) {
        Found needs = item.foundProperty().get();
        Wanted wanted = wanted(item, credential).orElse(null);
        if (wanted == null || needs == null) {
            return;
        }
        IntakeReader reader = reader();
        var connections = session.connections();
        look(item, new DataFlow.Fetches(wanted.address().host()), () -> {
            try {
                connections.allow(wanted, false);
                return reader.fetch(needs, credential);
            } catch (WalletException e) {
                return Found.refused(e);
            }
        });
    }

    public void remove(IntakeItem item) {
        items.remove(item);
    }

    /** Forgets everything that is not stored. */
    public void clear() {
        items.clear();
        replaced.set(null);
        problem.set(null);
    }

    /** Stores what is ready: the credentials all or none, then the requests. */
    public void store(Consumer<Stored> done) {
        List<IntakeItem> ready = items.stream().filter(IntakeItem::isReady).toList();
        if (ready.isEmpty() || busy.get()) {
            return;
        }
        Storing storing = Storing.of(ready, replaced.get());
        working(1);
        session.start(
                (wallet, progress) -> storing.run(wallet),
                end -> {
                    working(-1);
                    problem.set(null);
                    session.changed();
                    if (end.stored().isPresent()) {
                        items.removeAll(ready);
                        replaced.set(null);
                        done.accept(end.stored().get());
                    } else if (session.isOpen()) {
                        for (int i = 0; i < ready.size(); i++) {
                            ready.get(i).set(end.again().get(i));
                        }
                    }
                },
                error -> {
                    working(-1);
                    problem.set(error);
                });
    }
}
