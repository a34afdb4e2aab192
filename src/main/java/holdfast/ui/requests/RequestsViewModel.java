package holdfast.ui.requests;

import holdfast.ui.common.WalletSession;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.KeyStanding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The requests: new ones first, then the newest. */
public final class RequestsViewModel {
    private final WalletSession session;
    private final InstantSource clock;
    private final ObjectProperty<HeldRequest.@Nullable State> filter = new SimpleObjectProperty<>();
    private final ObservableList<HeldRequest> shown = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();

    public RequestsViewModel(WalletSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        session.walletProperty().addListener((property, before, after) -> refresh());
        session.revisionProperty().addListener((property, before, after) -> refresh());
        filter.addListener((property, before, after) -> refresh());
    }

    /** Which state is shown; null for all. */
    public ObjectProperty<HeldRequest.@Nullable State> filterProperty() {
        return filter;
    }

    public ObservableList<HeldRequest> shown() {
        return shown;
    }

    /** How many wait for a decision. */
    public ReadOnlyIntegerProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** How many there are, shown or not. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    private void refresh() {
        List<HeldRequest> all = session.isOpen() ? session.wallet().requests() : List.of();
        HeldRequest.State only = filter.get();
        shown.setAll(all.stream()
                .filter(request -> only == null || state(request) == only)
                .sorted(Comparator.comparing((HeldRequest request) -> state(request) != HeldRequest.State.NEW)
                        .thenComparing(HeldRequest::addedAt, Comparator.reverseOrder()))
                .toList());
        count.set(all.size());
        open.set((int) all.stream()
                .filter(request -> state(request) == HeldRequest.State.NEW)
                .count());
    }

    public HeldRequest.State state(HeldRequest request) {
        return request.state(now());
    }

    public Instant now() {
        return clock.instant();
    }

    public KeyStanding verifier(HeldRequest request) {
        return session.wallet().verifier(request);
    }

    /** Declines it; nobody is told. */
    public void decline(HeldRequest request, Runnable done, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> new HistoryKeeping(wallet).decline(request, null),
                ignored -> {
                    session.changed();
                    done.run();
                },
                failed);
    }

    /** Takes it off the list; history about it stays. */
    public void remove(HeldRequest request, Runnable done, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> {
                    wallet.remove(request.id());
                    return request;
                },
                ignored -> {
                    session.changed();
                    done.run();
                },
                failed);
    }
}
