package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.ui.common.Tasks;
import holdfast.verification.RequestAuthor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/** A request in the making: its text, what is wrong with it, what it would give on a sample, and the signed token. */
final class AuthorViewModel {
    private final Tasks tasks;
    private final Clock clock;
    private final SecureRandom random;
    private final Samples samples;
    private final SequencedSet<String> paths = new LinkedHashSet<>();
    private final Remember remember;
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty tags = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Blank());
    private final ReadOnlyObjectWrapper<@Nullable DryRun> dryRun = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Es256PrivateKey> key = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> token = new ReadOnlyObjectWrapper<>();
    private final ObservableMap<Tag, Es256PublicKey> issuers = FXCollections.observableMap(new TreeMap<>());
    private int round;

    /** Is told of each signed request. */
    @FunctionalInterface
    interface Remember {
        void accept(String token) throws TokenException;
    }

    AuthorViewModel(Tasks tasks, Clock clock, SecureRandom random, Samples samples, Remember remember) {
        this.tasks = tasks;
        this.clock = clock;
        this.random = random;
        this.samples = samples;
        this.remember = remember;
        text.subscribe(this::read);
        tags.subscribe(names -> read(text.get()));
    }

    /** What the text is. */
    sealed interface State {
        record Blank() implements State {}

        /** @param problem what the reader said, in English */
        record NotJson(String problem) implements State {}

        record NotAQuery(QueryException why) implements State {}

        /**
         * A query.
         *
         * @param compact as it would be signed
         */
        record Parsed(Query query, String compact, List<Finding> findings) implements State {
            public Parsed {
                findings = List.copyOf(findings);
            }
        }
    }

    /** What the query gives on a sample. */
    record DryRun(String person, Query query, Evaluation evaluation, LocalDate reference) {}

    StringProperty titleProperty() {
        return title;
    }

    /** Names of the credentials that it reads, with commas between them; empty for one without a name. */
    StringProperty tagsProperty() {
        return tags;
    }

    StringProperty textProperty() {
        return text;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable DryRun> dryRunProperty() {
        return dryRun.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Es256PrivateKey> keyProperty() {
        return key.getReadOnlyProperty();
    }

    /** The signed request; null until it is signed, and again after a change. */
    ReadOnlyObjectProperty<@Nullable String> tokenProperty() {
        return token.getReadOnlyProperty();
    }

    /** The issuers' keys, by tag. */
    ObservableMap<Tag, Es256PublicKey> issuers() {
        return issuers;
    }

    List<Samples.Request> templates() {
        return List.copyOf(samples.requests().values());
    }

    /** @param called its title for the holder */
    void useTemplate(Samples.Request template, String called) {
        title.set(called);
        learnPaths(template);
        tags.set(template.kinds().keySet().stream().map(Tag::name).collect(Collectors.joining(", ")));
        try {
            text.set(JsonWriter.pretty(JsonReader.read(template.query(), JsonLimits.STANDARD)));
        } catch (JsonException e) {
            throw new IllegalStateException("a sample is no JSON: " + template.id(), e);
        }
    }

    /** The fields of the sample that the chosen template asks about; none before one was chosen. */
    SequencedSet<String> samplePaths() {
        return paths;
    }

    private void learnPaths(Samples.Request template) {
        paths.clear();
        template.answers().getFirst().forEach((tag, id) -> {
            Samples.Credential credential = samples.credentials().get(id);
            if (credential != null) {
                Completion.paths(tag.name(), credential.data(), paths);
            }
        });
    }

    private void read(String now) {
        int mine = ++round;
        String names = tags.get();
        token.set(null);
        if (now.isBlank()) {
            state.set(new State.Blank());
            return;
        }
        tasks.start(
                progress -> understand(now, named(names)),
                found -> {
                    if (mine == round) {
                        state.set(found);
                    }
                },
                failed -> {
                    if (mine == round) {
                        state.set(new State.NotJson(String.valueOf(failed.getMessage())));
                    }
                });
    }

    private static State understand(String now, SortedSet<Tag> tags) {
        String compact;
        try {
            compact = JsonWriter.compact(JsonReader.read(now, JsonLimits.STANDARD));
        } catch (JsonException e) {
            return new State.NotJson(String.valueOf(e.getMessage()));
        }
        try {
            Query query = Query.parse(compact, tags);
            return new State.Parsed(query, compact, Lint.check(query, DayCount.of(ProofSystem.LIBZK)));
        } catch (QueryException e) {
            return new State.NotAQuery(e);
        }
    }

    /** The names in {@link #tagsProperty}; what is none is left out, and the query's own error then says so. */
    private static SortedSet<Tag> named(String names) {
        SortedSet<Tag> tags = new TreeSet<>();
        for (String name : names.split("[,\\s]+", -1)) {
            if (!name.isEmpty() && Tag.isValid(name)) {
                tags.add(new Tag(name));
            }
        }
        return tags.isEmpty() ? new TreeSet<>(Set.of(Tag.NONE)) : tags;
    }

    /** Runs the query on a sample person, whose data fits it best. */
    void dryRun() {
        if (!(state.get() instanceof State.Parsed readable)) {
            return;
        }
        tasks.start(progress -> run(readable.query()), run -> dryRun.set(run.orElse(null)), failed -> dryRun.set(null));
    }

    private Optional<DryRun> run(Query query) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<DryRun> runs = new ArrayList<>();
        for (Samples.Request template : samples.requests().values()) {
            for (SortedMap<Tag, String> answer : template.answers()) {
                if (!answer.keySet().equals(query.tags())) {
                    continue;
                }
                Map<Tag, JsonObject> data = new HashMap<>();
                answer.forEach((tag, id) -> {
                    Samples.Credential credential = samples.credentials().get(id);
                    if (credential != null) {
                        data.put(tag, credential.data());
                    }
                });
                Evaluation evaluation = Evaluator.evaluate(query, data, today, DayCount.of(ProofSystem.LIBZK));
                runs.add(new DryRun(samples.person(answer), query, evaluation, today));
            }
        }
        return runs.stream()
                .filter(run -> run.evaluation() instanceof Evaluation.Evaluated)
                .findFirst()
                .or(() -> runs.stream().findFirst());
    }

    /** Signs with this key from now on. */
    void useKey(@Nullable Es256PrivateKey newKey) {
        key.set(newKey);
        token.set(null);
    }

    /** Makes a new signing key. */
    void newKey() {
        useKey(Es256PrivateKey.generate(random));
    }

    /**
     * Signs the request.
     *
     * @throws TokenException when it would be too large
     * @throws IllegalStateException when something is missing that {@link #ready} would have said
     */
    void sign() throws TokenException {
        Es256PrivateKey signing = key.get();
        if (signing == null || !(state.get() instanceof State.Parsed readable)) {
            throw new IllegalStateException("not ready to sign");
        }
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        for (Tag tag : readable.query().tags()) {
            Es256PublicKey issuer = issuers.get(tag);
            if (issuer == null) {
                throw new IllegalStateException("not ready to sign");
            }
            userData.put(tag, new UserDataRequest(null, issuer.twoLines()));
        }
        String compact = new RequestAuthor(signing.publicKey(), new TokenSigner(signing, null, random))
                .sign(new RequestAuthor.Draft(
                        ProofSystem.LIBZK, title.get().strip(), newId(), readable.compact(), userData))
                .compact();
        remember.accept(compact);
        token.set(compact);
    }

    /** A version 4 UUID from the injected source. */
    private String newId() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether all that a request needs is there. */
    boolean ready() {
        return key.get() != null
                && !title.get().isBlank()
                && state.get() instanceof State.Parsed readable
                && issuers.keySet().containsAll(readable.query().tags());
    }
}
