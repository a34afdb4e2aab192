package holdfast.ui.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.ui.common.Latest;
import holdfast.ui.common.Tasks;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.ReplayCache;
import holdfast.verification.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Proofs checked against the verifier's own requests. A request that was opened or made here is found again by the digest
 * that a proof names.
 */
final class CheckViewModel {
    private final Tasks tasks;
    private final Clock clock;
    private final Supplier<StatementVerifier> verifier;
    private final Map<String, Opened.Request> requests = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Empty());
    private final StringProperty nonce = new SimpleStringProperty("");
    private final StringProperty audience = new SimpleStringProperty("");
    private final ObjectProperty<Duration> maxAge = new SimpleObjectProperty<>(Duration.ofHours(24));
    private final ObjectProperty<@Nullable Es256PublicKey> serviceKey = new SimpleObjectProperty<>();
    private final ReplayCache session;
    private volatile @Nullable ReplayCache store;
    private final Latest latest = new Latest();
    private Opened.@Nullable Proof waiting;
    private Tasks.@Nullable Job checking;

    CheckViewModel(Tasks tasks, Clock clock, Supplier<StatementVerifier> verifier) {
        this.tasks = tasks;
        this.clock = clock;
        this.verifier = verifier;
        var seen = ConcurrentHashMap.<String>newKeySet();
        this.session = (id, until) -> seen.add(id);
    }

    /** How it stands. */
    sealed interface State {
        record Empty() implements State {}

        /** A request, and no proof for it yet. */
        record RequestOnly(String title, String digest) implements State {}

        /** A proof whose request is not known here. */
        record NeedsRequest(String name) implements State {}

        record Checking(String name) implements State {}

        record Checked(String name, String title, Verdict verdict, Duration took) implements State {}

        /** Neither a request nor a proof. */
        record Unreadable(String name, String why) implements State {}
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    StringProperty nonceProperty() {
        return nonce;
    }

    StringProperty audienceProperty() {
        return audience;
    }

    ObjectProperty<Duration> maxAgeProperty() {
        return maxAge;
    }

    /** The service whose proof tokens are accepted; null when none is. */
    ObjectProperty<@Nullable Es256PublicKey> serviceKeyProperty() {
        return serviceKey;
    }

    /** Remembers accepted proofs there from now on; null for this window's memory alone. */
    void useStore(@Nullable ReplayCache newStore) {
        store = newStore;
    }

    /** Knows a request from now on. */
    void know(Opened.Request request) {
        requests.put(request.content().digest(), request);
    }

    /** Takes files: requests, and a proof. */
    void openFiles(List<Path> files) {
        open(progress -> files.stream().map(Opened::file).toList());
    }

    /** Takes text, for example from the clipboard. */
    void openText(String name, String text) {
        open(progress -> List.of(Opened.read(name, text.strip().getBytes(UTF_8))));
    }

    private void open(Tasks.Work<List<Opened>> work) {
        tasks.start(work, read -> read.forEach(this::take), Tasks::fault);
    }

    private void take(Opened opened) {
        switch (opened) {
            case Opened.Request request -> {
                know(request);
                state.set(new State.RequestOnly(
                        request.content().title(), request.content().digest()));
                again();
            }
            case Opened.Proof proof -> check(proof);
            case Opened.Unreadable(String name, String why) -> state.set(new State.Unreadable(name, why));
        }
    }

    /** Checks the last proof once more, as after a change of what is expected. */
    void again() {
        if (waiting != null) {
            check(waiting);
        }
    }

    private void check(Opened.Proof proof) {
        waiting = proof;
        state.set(new State.Checking(proof.name()));
        Checker checker = checker();
        if (checking != null) {
            checking.cancel(); // What comes of it would be shown in the place of this one.
        }
        checking = tasks.start(
                progress -> {
                    long start = System.nanoTime();
                    Opened.Request request = checker.request(proof.given(), true);
                    if (request == null) {
                        return new State.NeedsRequest(proof.name());
                    }
                    Verdict verdict = checker.check(request, proof.given(), progress::cancelled);
                    return new State.Checked(
                            proof.name(),
                            request.content().title(),
                            verdict,
                            Duration.ofNanos(System.nanoTime() - start));
                },
                latest.of(state::set),
                failed -> state.set(new State.Unreadable(proof.name(), String.valueOf(failed.getMessage()))));
    }

    /** Checks every proof in a folder against the requests that are known here. */
    Tasks.Job checkFolder(Path folder, Consumer<ProofTable> then) {
        Checker checker = checker();
        return tasks.start(
                progress -> checker.folder(folder, progress),
                then,
                failed -> state.set(new State.Unreadable(Opened.name(folder), String.valueOf(failed.getMessage()))));
    }

    /** With what is expected, known and remembered now. */
    private Checker checker() {
        ReplayCache kept = store;
        return new Checker(
                () -> new ProofChecker(KeyResolver.none(), verifier.get(), kept == null ? session : kept),
                Map.copyOf(requests),
                new Expectations(clock.instant(), maxAge.get(), blank(nonce.get()), blank(audience.get())),
                serviceKey.get());
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
