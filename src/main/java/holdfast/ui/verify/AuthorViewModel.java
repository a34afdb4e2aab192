package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenSigner;
import holdfast.ui.common.Latest;
import holdfast.ui.common.Tasks;
import holdfast.verification.RequestAuthor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
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
    private final Consumer<Opened.Request> remember;
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty tags = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>(new Draft.Blank());
    private final ReadOnlyObjectWrapper<@Nullable DryRun> dryRun = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Es256PrivateKey> key = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> token = new ReadOnlyObjectWrapper<>();
    private final ObservableMap<Tag, Es256PublicKey> issuers = FXCollections.observableMap(new TreeMap<>());
    private final Latest reads = new Latest();
    private final Latest signings = new Latest();
    private boolean isRead = true;

    /** @param remember is told of each signed request */
    AuthorViewModel(Tasks tasks, Clock clock, SecureRandom random, Samples samples, Consumer<Opened.Request> remember) {
        this.tasks = tasks;
        this.clock = clock;
        this.random = random;
        this.samples = samples;
        this.remember = remember;
        title.subscribe(called -> unsign());
        issuers.addListener((InvalidationListener) changed -> unsign());
        text.subscribe(this::read);
        tags.subscribe(names -> read(text.get()));
    }

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

    /** What the text is. */
    ReadOnlyObjectProperty<Draft> draftProperty() {
        return draft.getReadOnlyProperty();
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
        String names = tags.get();
        unsign();
        reads.none();
        isRead = false;
        if (now.isBlank()) {
            read(new Draft.Blank());
        } else {
            tasks.start(progress -> Draft.read(now, names), reads.of(this::read), Tasks::fault);
        }
    }

    private void read(Draft now) {
        isRead = true;
        draft.set(now);
    }

    /** Runs the query on a sample person, whose data fits it best. */
    void dryRun() {
        if (draft.get() instanceof Draft.Parsed readable) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            tasks.start(
                    progress -> DryRun.of(readable.query(), samples, today),
                    run -> dryRun.set(run.orElse(null)),
                    Tasks::fault);
        }
    }

    /** Signs with this key from now on. */
    void useKey(@Nullable Es256PrivateKey newKey) {
        key.set(newKey);
        unsign();
    }

    /** What was signed is not what is written any more. */
    private void unsign() {
        signings.none();
        token.set(null);
    }

    /** Makes a new signing key. */
    void newKey() {
        tasks.start(progress -> Es256PrivateKey.generate(random), this::useKey, Tasks::fault);
    }

    /** Signs the request; does nothing while it is not {@link #ready}. */
    void sign(Consumer<Exception> failed) {
        Es256PrivateKey signing = key.get();
        if (signing == null || !ready() || !(draft.get() instanceof Draft.Parsed readable)) {
            return;
        }
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        for (Tag tag : readable.query().tags()) {
            Es256PublicKey issuer = issuers.get(tag);
            if (issuer == null) {
                return;
            }
            userData.put(tag, new UserDataRequest(null, issuer.twoLines()));
        }
        RequestAuthor.Draft asked =
                new RequestAuthor.Draft(ProofSystem.LIBZK, title.get().strip(), newId(), readable.compact(), userData);
        tasks.start(
                progress ->
                        Opened.request(new RequestAuthor(signing.publicKey(), new TokenSigner(signing, null, random))
                                .sign(asked)
                                .compact()),
                signings.of(request -> {
                    remember.accept(request);
                    token.set(request.token().compact());
                }),
                failed);
    }

    /** A version 4 UUID from the injected source. */
    private String newId() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether all that a request needs is there. */
    boolean ready() {
        return isRead
                && key.get() != null
                && !title.get().isBlank()
                && draft.get() instanceof Draft.Parsed readable
                && issuers.keySet().containsAll(readable.query().tags());
    }
}
