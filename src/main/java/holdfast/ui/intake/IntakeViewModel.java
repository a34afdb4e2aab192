package holdfast.ui.intake;

import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.RequestLink;
import holdfast.token.KeyResolver;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.StatusModel;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
        session.beforeLock(this::forget);
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

    /** Locking forgets what was read: it is personal data outside the vault. Files can be given again. */
    private void forget() {
        items.clear();
        replaced.set(null);
        problem.set(null);
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
        return dot > 0 ? origin.substring(0, dot) : origin;
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
                needing.forEach(each -> giveKey(each, key.text()));
                return;
            }
        }
    }

    /** Verifies with a key that the holder gave, as the text of its file. */
    public void giveKey(IntakeItem item, String keyText) {
        if (item.foundProperty().get() instanceof Found.NeedsKey needs) {
            IntakeReader reader = reader();
            look(item, new DataFlow.Nowhere(), () -> reader.withKey(needs, keyText));
        }
    }

    /** What an item wants to be reached; empty where it wants nothing. */
    public Optional<Wanted> wanted(IntakeItem item, boolean credential) {
        return switch (item.foundProperty().get()) {
            case Found.NeedsKey needs -> Optional.ofNullable(needs.keys());
            case Found.NeedsRequest(var link, Wanted wanted) -> Optional.of(wanted);
            case Found.NeedsAddress(String address) -> {
                try {
                    yield Optional.of(IntakeReader.wanted(address, credential));
                } catch (NetException e) {
                    yield Optional.empty();
                }
            }
            case null, default -> Optional.empty();
        };
    }

    /** Allows what the item wants to be reached, since the holder said so, and fetches it. */
    public void fetch(IntakeItem item, boolean credential) {
        Found needs = item.foundProperty().get();
        Wanted wanted = wanted(item, credential).orElse(null);
        if (wanted == null || needs == null) {
            return;
        }
        IntakeReader reader = reader();
        Function<Found, Found> fetched = found -> switch (found) {
            case Found.NeedsKey key -> reader.token(key.token(), key.delivery(), null, KeyResolver.none());
            case Found.NeedsRequest(var link, var ignored) -> reader.link(link);
            case Found.NeedsAddress(String address) ->
                credential ? reader.credentialAt(address) : requestAt(reader, address);
            default -> found;
        };
        var connections = session.connections();
        look(item, new DataFlow.Fetches(wanted.address().host()), () -> {
            try {
                connections.allow(wanted, false);
                return fetched.apply(needs);
            } catch (WalletException e) {
                return Found.refused(e);
            }
        });
    }

    private static Found requestAt(IntakeReader reader, String address) {
        try {
            return reader.link(new RequestLink(HttpAddress.parse(address), null, null, null, null));
        } catch (NetException e) {
            return Found.refused(e);
        }
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
        Wallet wallet = session.wallet();
        HeldCredential old = replaced.get();
        List<CredentialImport.Named> credentials = new ArrayList<>();
        List<RequestImport.Checked> requests = new ArrayList<>();
        for (IntakeItem item : ready) {
            switch (item.foundProperty().get()) {
                case Found.Credential(var checked) ->
                    credentials.add(new CredentialImport.Named(
                            checked, item.nameProperty().getValueSafe().strip(), List.of()));
                case Found.Request(var checked) -> requests.add(checked);
                case null, default -> {}
            }
        }
        // Those with a changed key are ready only because the holder agreed to that very key.
        boolean agreed = ready.stream().anyMatch(item -> item.standing() instanceof KeyStanding.Changed);
        working(1);
        session.start(
                (open, progress) -> store(open, old, credentials, requests, agreed),
                stored -> {
                    working(-1);
                    problem.set(null);
                    session.changed();
                    if (stored.isEmpty()) {
                        if (session.isOpen()) {
                            lookAgain(wallet, ready);
                        }
                        return;
                    }
                    items.removeAll(ready);
                    replaced.set(null);
                    done.accept(stored.get());
                },
                error -> {
                    working(-1);
                    problem.set(error);
                });
    }

    /** Shows how the keys stand now, those of the credentials one beside the other. */
    private static void lookAgain(Wallet wallet, List<IntakeItem> ready) {
        List<IntakeItem> items = new ArrayList<>();
        List<CredentialImport.Checked> credentials = new ArrayList<>();
        for (IntakeItem item : ready) {
            switch (item.foundProperty().get()) {
                case Found.Credential(var checked) -> {
                    items.add(item);
                    credentials.add(checked);
                }
                case Found.Request(var checked) ->
                    item.set(new Found.Request(new RequestImport(wallet, KeyResolver.none()).again(checked)));
                case null, default -> {}
            }
        }
        List<CredentialImport.Checked> now = new CredentialImport(wallet, KeyResolver.none()).again(credentials);
        for (int i = 0; i < items.size(); i++) {
            items.get(i).set(new Found.Credential(now.get(i)));
        }
    }

    /** Empty when a key was pinned since these were looked at, so that there is an alarm that nobody answered. */
    private static Optional<Stored> store(
            Wallet wallet,
            @Nullable HeldCredential old,
            List<CredentialImport.Named> credentials,
            List<RequestImport.Checked> requests,
            boolean agreed)
            throws WalletException {
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        List<HeldCredential> added = new ArrayList<>();
        int present = 0;
        if (!credentials.isEmpty()) {
            CredentialImport.Outcome outcome = old != null && credentials.size() == 1
                    ? imports.replace(old, credentials.getFirst().credential(), agreed)
                    : imports.store(credentials, agreed);
            switch (outcome) {
                case CredentialImport.Outcome.Stored(var fresh, var there) -> {
                    added.addAll(fresh);
                    present += there.size();
                }
                case CredentialImport.Outcome.KeyChanged ignored -> {
                    return Optional.empty();
                }
            }
        }
        List<HeldRequest> asked = new ArrayList<>();
        RequestImport requestImport = new RequestImport(wallet, KeyResolver.none());
        for (RequestImport.Checked request : requests) {
            switch (requestImport.store(request, agreed)) {
                case RequestImport.Outcome.Stored(HeldRequest held) -> asked.add(held);
                case RequestImport.Outcome.Present ignored -> present++;
                case RequestImport.Outcome.KeyChanged ignored -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Stored(added, asked, present));
    }
}
