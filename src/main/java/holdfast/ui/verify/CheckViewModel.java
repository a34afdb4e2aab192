package holdfast.ui.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.ui.common.Tasks;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.ReplayCache;
import holdfast.verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    /** Larger files are no requests. */
    private static final long MOST_TOKEN = 1 << 20;

    private final Tasks tasks;
    private final Clock clock;
    private final Supplier<StatementVerifier> verifier;
    private final Map<String, Known> requests = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Empty());
    private final StringProperty nonce = new SimpleStringProperty("");
    private final StringProperty audience = new SimpleStringProperty("");
    private final ObjectProperty<Duration> maxAge = new SimpleObjectProperty<>(Duration.ofHours(24));
    private final ObjectProperty<@Nullable Es256PublicKey> serviceKey = new SimpleObjectProperty<>();
    private final ReplayCache session;
    private volatile @Nullable ReplayCache store;
    private @Nullable Given waiting;
    private Tasks.@Nullable Job checking;

    CheckViewModel(Tasks tasks, Clock clock, Supplier<StatementVerifier> verifier) {
        this.tasks = tasks;
        this.clock = clock;
        this.verifier = verifier;
        var seen = ConcurrentHashMap.<String>newKeySet();
        this.session = (id, until) -> seen.add(id);
    }

    /** A request of this verifier, with its own signature verified. */
    private record Known(UnverifiedToken<DvrRequest> token, DvrRequest content) {}

    /** What was given to be checked. */
    private sealed interface Given {
        /** @param name of its file */
        record Proven(String name, ProofFile proof) implements Given {}

        record Attested(String name, UnverifiedToken<ProofToken> token) implements Given {}
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

    /** One proof of a folder. */
    record Row(String file, @Nullable Verdict verdict, String why) {}

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
    void remember(String token) throws TokenException {
        know(TokenReader.request(token));
    }

    private Known know(UnverifiedToken<DvrRequest> token) throws TokenException {
        Known known = new Known(
                token,
                new TokenVerifier(KeyResolver.none()).verifyRequest(token).content());
        requests.put(known.content().digest(), known);
        return known;
    }

    /** Takes files: requests first, then a proof. */
    void openFiles(List<Path> files) {
        tasks.start(
                progress -> {
                    List<Map.Entry<String, byte[]>> read = new ArrayList<>();
                    for (Path file : files) {
                        read.add(Map.entry(name(file), read(file)));
                    }
                    return read;
                },
                read -> read.forEach(entry -> take(entry.getKey(), entry.getValue())),
                failed -> state.set(new State.Unreadable("", String.valueOf(failed.getMessage()))));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > ProofFileCodec.MAX_BYTES) {
            throw new IOException(name(file));
        }
        return Files.readAllBytes(file);
    }

    /** Takes text, for example from the clipboard. */
    void openText(String name, String text) {
        take(name, text.strip().getBytes(UTF_8));
    }

    private void take(String name, byte[] bytes) {
        try {
            if (bytes.length > 0 && bytes[0] == '{') {
                given(new Given.Proven(name, ProofFileCodec.read(bytes)));
                return;
            }
            String text = new String(bytes, UTF_8).strip();
            if (bytes.length <= MOST_TOKEN && isRequest(text)) {
                DvrRequest request = know(TokenReader.request(text)).content();
                state.set(new State.RequestOnly(request.title(), request.digest()));
                if (waiting != null) {
                    given(waiting);
                }
                return;
            }
            given(new Given.Attested(name, TokenReader.proof(text)));
        } catch (ProofFileException | TokenException e) {
            state.set(new State.Unreadable(name, String.valueOf(e.getMessage())));
        }
    }

    private static boolean isRequest(String text) {
        try {
            TokenReader.request(text);
            return true;
        } catch (TokenException e) {
            return false;
        }
    }

    private void given(Given given) {
        waiting = given;
        String name = nameOf(given);
        Known request = requests.get(digest(given, serviceKey.get()));
        if (request == null) {
            // The only request there is: the row of its digest will say that the proof is for another one.
            if (requests.size() == 1) {
                request = requests.values().iterator().next();
            } else {
                state.set(new State.NeedsRequest(name));
                return;
            }
        }
        check(given, request);
    }

    /** Checks the last proof once more, as after a change of what is expected. */
    void again() {
        if (waiting != null) {
            given(waiting);
        }
    }

    private static String nameOf(Given given) {
        return switch (given) {
            case Given.Proven(String name, var proof) -> name;
            case Given.Attested(String name, var token) -> name;
        };
    }

    /** By which request a proof names; empty for a token that no trusted service signed. */
    private static String digest(Given given, @Nullable Es256PublicKey service) {
        return switch (given) {
            case Given.Proven(var name, ProofFile proof) -> proof.dvrDigest();
            case Given.Attested(var name, UnverifiedToken<ProofToken> token) -> {
                try {
                    yield service == null
                            ? ""
                            : new TokenVerifier(KeyResolver.none())
                                    .verify(token, service)
                                    .content()
                                    .dvrDigest();
                } catch (TokenException e) {
                    yield "";
                }
            }
        };
    }

    private void check(Given given, Known request) {
        String name = nameOf(given);
        String title = request.content().title();
        state.set(new State.Checking(name));
        Expectations expected = expected();
        Es256PublicKey service = serviceKey.get();
        if (checking != null) {
            checking.cancel(); // What comes of it would be shown in the place of this one.
        }
        checking = tasks.start(
                progress -> {
                    long start = System.nanoTime();
                    Verdict verdict = verdict(given, request.token(), expected, service, progress::cancelled);
                    return new State.Checked(name, title, verdict, Duration.ofNanos(System.nanoTime() - start));
                },
                state::set,
                failed -> state.set(new State.Unreadable(name, String.valueOf(failed.getMessage()))));
    }

    private Expectations expected() {
        return new Expectations(clock.instant(), maxAge.get(), blank(nonce.get()), blank(audience.get()));
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Verdict verdict(
            Given given,
            UnverifiedToken<DvrRequest> request,
            Expectations expected,
            @Nullable Es256PublicKey service,
            BooleanSupplier cancelled) {
        ReplayCache kept = store;
        ProofChecker checker = new ProofChecker(KeyResolver.none(), verifier.get(), kept == null ? session : kept);
        return switch (given) {
            case Given.Proven(var name, ProofFile proof) -> checker.check(request, proof, expected, cancelled);
            case Given.Attested(var name, UnverifiedToken<ProofToken> token) ->
                checker.checkAttested(request, token, service, expected);
        };
    }

    /** Checks every proof in a folder against the requests that are known here. */
    Tasks.Job checkFolder(Path folder, Consumer<List<Row>> then) {
        Expectations expected = expected();
        Es256PublicKey service = serviceKey.get();
        Map<String, Known> known = new LinkedHashMap<>(requests);
        return tasks.start(
                progress -> {
                    List<Path> files;
                    try (Stream<Path> all = Files.list(folder)) {
                        files = all.filter(Files::isRegularFile).sorted().toList();
                    }
                    List<Row> rows = new ArrayList<>();
                    for (Path file : files) {
                        if (progress.cancelled()) {
                            break;
                        }
                        progress.at(name(file), (double) rows.size() / files.size());
                        row(file, known, expected, service, progress::cancelled, rows);
                    }
                    return rows;
                },
                then,
                failed -> state.set(new State.Unreadable(name(folder), String.valueOf(failed.getMessage()))));
    }

    private void row(
            Path file,
            Map<String, Known> known,
            Expectations expected,
            @Nullable Es256PublicKey service,
            BooleanSupplier cancelled,
            List<Row> rows)
            throws IOException {
        byte[] bytes = read(file);
        String text = new String(bytes, UTF_8).strip();
        if (isRequest(text)) {
            return;
        }
        try {
            Given given = bytes.length > 0 && bytes[0] == '{'
                    ? new Given.Proven(name(file), ProofFileCodec.read(bytes))
                    : new Given.Attested(name(file), TokenReader.proof(text));
            Known request = known.get(digest(given, service));
            rows.add(
                    request == null
                            ? new Row(name(file), null, "request-unknown")
                            : new Row(name(file), verdict(given, request.token(), expected, service, cancelled), ""));
        } catch (ProofFileException | TokenException e) {
            rows.add(new Row(name(file), null, "unreadable"));
        } catch (CancellationException e) {
            return; // What was checked before stays.
        }
    }
}
