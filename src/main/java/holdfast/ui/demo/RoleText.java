package holdfast.ui.demo;

import holdfast.demo.Samples;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProvingException;
import holdfast.text.Line;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.token.Es256PublicKey;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SampleWords;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.demo.Play.Choice;
import holdfast.ui.demo.Play.Step;
import holdfast.verification.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What each role has by now, in words. */
final class RoleText {
    private static final int KB = 1024;
    private static final double MILLIS = 1000;

    private final Words words;
    private final Samples samples;
    private final Phrases phrases;

    RoleText(Words words, Samples samples) {
        this.words = words;
        this.samples = samples;
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    private List<Samples.Credential> credentials(Choice choice) {
        return choice.answer().values().stream()
                .map(id -> Objects.requireNonNull(samples.credentials().get(id)))
                .toList();
    }

    /** The data of every credential. */
    List<JsonObject> data(Choice choice) {
        return credentials(choice).stream().map(Samples.Credential::data).toList();
    }

    private String titles(Choice choice) {
        return phrases.list(credentials(choice).stream()
                .map(each -> SampleWords.title(words, each))
                .toList());
    }

    String issuers(Choice choice) {
        return phrases.list(List.copyOf(new LinkedHashSet<>(
                credentials(choice).stream().map(this::issuer).toList())));
    }

    private String issuer(Samples.Credential credential) {
        return words.text("issuer." + credential.kind());
    }

    List<Node> issuerHas(Play play) {
        Choice choice = play.choice();
        List<Node> rows = new ArrayList<>();
        for (Samples.Credential each : credentials(choice)) {
            rows.add(Rows.text(words.text(
                    "issuer.has",
                    "person",
                    each.person(),
                    "title",
                    SampleWords.title(words, each),
                    "count",
                    Samples.privateValues(List.of(each.data())))));
        }
        var issued = play.credentials();
        if (issued != null) {
            rows.add(Rows.text(words.text("issuer.signed")));
            issued.forEach((tag, token) -> rows.add(key(
                    issued.size() == 1
                            ? words.text("key")
                            : words.text(
                                    "key.of",
                                    "whose",
                                    issuer(Objects.requireNonNull(samples.credentials()
                                            .get(Objects.requireNonNull(
                                                    choice.answer().get(tag)))))),
                    token.key())));
        }
        return rows;
    }

    List<Node> holderHas(Play play) {
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.text(
                play.did(Step.ISSUE)
                        ? words.text("holder.credential", "title", titles(play.choice()))
                        : words.text("holder.nothing")));
        if (play.did(Step.ASK)) {
            rows.add(Rows.text(words.text(
                    "holder.request",
                    "title",
                    SampleWords.title(words, play.choice().request()))));
        } else if (play.did(Step.ISSUE)) {
            rows.add(Rows.small(words.text("holder.waits")));
        }
        Play.Seen seen = play.seen();
        if (seen != null) {
            rows.add(Rows.title(words.text("holder.learns")));
            seen.answer().outputs().forEach(output -> rows.add(output(output.key(), phrases.value(output.value()))));
            rows.add(Rows.text(words.text("holder.stays", "count", Samples.privateValues(data(play.choice())))));
        }
        Play.Made made = play.made();
        if (made != null) {
            rows.add(Rows.text(words.text(
                    "holder.proof",
                    "size",
                    Math.ceilDiv(made.bytes(), KB),
                    "seconds",
                    String.format(Locale.ROOT, "%.1f", made.took().toMillis() / MILLIS))));
            boolean clean = made.searched().clean();
            Label searched = Rows.text(
                    clean ? words.text("holder.clean", "count", made.searched().values()) : words.text("holder.leak"));
            searched.getStyleClass().add(clean ? "good-text" : "bad-text");
            rows.add(searched);
        }
        return rows;
    }

    /** @param today the day that counts as today */
    List<Node> verifierHas(Play play, LocalDate today) {
        Samples.Request asks = play.choice().request();
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.text(words.text("verifier.wants")));
        question(asks, today).forEach(line -> rows.add(Rows.bullet(line, "muted", "small-text")));
        var request = play.request();
        if (request != null) {
            rows.add(Rows.text(words.text("verifier.asked")));
            rows.add(key(words.text("key"), request.key()));
        }
        if (play.did(Step.PROVE)) {
            rows.add(Rows.text(words.text("verifier.proof")));
        }
        Verdict verdict = play.verdict();
        if (verdict != null) {
            Pill pill = pill(verdict);
            pill.setId("demo-verdict");
            rows.add(pill);
            if (verdict.accepted()) {
                rows.add(Rows.title(words.text("verifier.learned")));
                verdict.outputs().forEach(output -> rows.add(output(output.key(), phrases.value(output.value()))));
            }
        }
        return rows;
    }

    Pill pill(Verdict verdict) {
        return new Pill(
                words.text(verdict.accepted() ? "verifier.accepted" : "verifier.refused"),
                verdict.accepted() ? Pill.Tone.GOOD : Pill.Tone.BAD);
    }

    private Node output(String key, String value) {
        return Rows.bullet(words.text("output", "key", Phrases.words(key), "value", value), "strong");
    }

    /** A sentence for each thing that is read from the data. */
    private List<String> question(Samples.Request asks, LocalDate today) {
        try {
            Query query = Query.parse(asks.query(), asks.kinds().keySet());
            List<String> reads = new ArrayList<>();
            new QueryText(words.language(), query, today).statements().forEach(line -> reads(line, reads));
            return reads;
        } catch (QueryException e) {
            throw new IllegalStateException("a sample request is no query", e);
        }
    }

    private static void reads(Line line, List<String> into) {
        if (line.parts().isEmpty() && !line.fields().isEmpty()) {
            into.add(line.text());
        }
        line.parts().forEach(part -> reads(part, into));
    }

    private static Node key(String whose, Es256PublicKey key) {
        Label fingerprint = Rows.small(key.fingerprint());
        fingerprint.getStyleClass().add("mono");
        return new VBox(new Pill(whose, Pill.Tone.WARN), fingerprint);
    }

    /** Why a step failed. */
    String failure(WindowServices services, Exception why) {
        if (why instanceof ProvingException proving && proving.problem() != null) {
            return new ProblemText(words.language()).problem(proving.problem());
        }
        return services.errors().of(why).text();
    }
}
