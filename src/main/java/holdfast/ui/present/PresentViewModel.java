package holdfast.ui.present;

import holdfast.credential.Tag;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.Latest;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Matching;
import holdfast.wallet.PresentationException;
import holdfast.wallet.Preview;
import holdfast.wallet.Wallet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** A request looked at with the holder's credentials. Nothing leaves. */
final class PresentViewModel {
    private final Wallet wallet;
    private final HeldRequest request;
    private final Clock clock;
    private final WalletSession session;
    private final Map<Tag, HeldCredential> chosen = new TreeMap<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Looking());
    private final BooleanProperty revealed = new SimpleBooleanProperty();
    private final BooleanProperty evenNo = new SimpleBooleanProperty();
    private final Latest looks = new Latest();

    PresentViewModel(WalletSession session, HeldRequest request, Clock clock) {
        this.session = session;
        this.wallet = session.wallet();
        this.request = request;
        this.clock = clock;
    }

    /** How far the look has come. */
    sealed interface State {
        record Looking() implements State {}

        /** There is an answer, yes or no. */
        record Answered(Matching matching, Matching.Answer answer, Preview preview) implements State {}

        /** No choice of credentials gives one. */
        record Unanswerable(Matching matching) implements State {}

        /** The request itself cannot be used. */
        record Unusable(Exception why) implements State {}
    }

    HeldRequest request() {
        return request;
    }

    /** The date that counts as today in the proof. */
    LocalDate reference() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether private values are shown. */
    BooleanProperty revealedProperty() {
        return revealed;
    }

    /** Whether the holder wants to prove an answer that is no. Never set by the program. */
    BooleanProperty evenNoProperty() {
        return evenNo;
    }

    /** Looks, in the background. */
    void look() {
        Map<Tag, HeldCredential> choice = new TreeMap<>(chosen);
        session.start(
                (open, progress) -> find(choice),
                looks.of(found -> {
                    evenNo.set(false);
                    state.set(found);
                }),
                failed -> state.set(new State.Unusable(failed)));
    }

    @InBackground
    private State find(Map<Tag, HeldCredential> choice) throws TokenException, PresentationException {
        LocalDate reference = reference();
        Matching matching = Matching.of(wallet, request, KeyResolver.none(), reference, choice);
        Optional<Matching.Answer> answer =
                matching.suggested().or(() -> matching.answers().stream().findFirst());
        return answer.<State>map(found -> new State.Answered(
                        matching, found, Preview.of(wallet, request, found.presentation(), reference)))
                .orElseGet(() -> new State.Unanswerable(matching));
    }

    /** Every credential of the wallet under a tag, whatever was chosen; those that can be used first. */
    void candidates(Tag tag, Consumer<Matching> then) {
        Map<Tag, HeldCredential> others = new TreeMap<>(chosen);
        others.remove(tag);
        LocalDate reference = reference();
        session.start(
                (open, progress) -> Matching.of(wallet, request, KeyResolver.none(), reference, others),
                session.ifOpen(then),
                failed -> state.set(new State.Unusable(failed)));
    }

    void choose(Tag tag, HeldCredential credential) {
        chosen.put(tag, credential);
        look();
    }

    /** Says no to the request; the history keeps it, and nobody is told. */
    void decline(Runnable done, Consumer<Exception> failed) {
        session.start(
                (open, progress) -> new HistoryKeeping(open).decline(request, null),
                session.ifOpen(declined -> {
                    session.changed();
                    done.run();
                }),
                failed);
    }

    Wallet wallet() {
        return wallet;
    }
}
