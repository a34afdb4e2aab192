package holdfast.ui.present;

import holdfast.proving.ProvingException;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.token.TokenException;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill.Tone;
import holdfast.ui.common.When;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.PresentationException;
import holdfast.wallet.Preview;
import holdfast.wallet.Preview.Warning;
import holdfast.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The sentences of the view. */
final class PresentText {
    private final Words words;
    private final Wallet wallet;
    private final Phrases phrases;
    private final ProblemText problems;
    private final When when;
    private final KeyText keys;

    PresentText(Words words, Wallet wallet) {
        this.words = words;
        this.wallet = wallet;
        phrases = new Phrases(Messages.load("query", words.language()));
        problems = new ProblemText(words.language());
        when = new When(words.language());
        keys = new KeyText(words);
    }

    /** How well a key is known, in a pill. */
    record Standing(String text, Tone tone) {}

    Phrases phrases() {
        return phrases;
    }

    ProblemText problems() {
        return problems;
    }

    /** @param first whether nothing was ever proven to this verifier */
    Standing standing(KeyStanding key, boolean first) {
        boolean known = key instanceof KeyStanding.Known(var pin) && (pin.confirmed() || !first);
        return switch (key) {
            case KeyStanding.Changed ignored -> new Standing(keys.brief(key), Tone.BAD);
            case KeyStanding.FirstSeen ignored -> new Standing(keys.brief(key), Tone.WARN);
            case KeyStanding.Known ignored ->
                known
                        ? new Standing(keys.brief(key), Tone.GOOD)
                        : new Standing(words.text("standing.first"), Tone.WARN);
        };
    }

    /** The title is the verifier's own text: quoted, without control characters. */
    String received(HeldRequest request) {
        String title = phrases.quoted(request.title());
        return words.text(
                "received", "title", title.substring(1, title.length() - 1), "when", when.time(request.addedAt()));
    }

    String date(Instant instant) {
        return when.day(instant);
    }

    String date(LocalDate date) {
        return when.day(date);
    }

    String issuer(HeldCredential credential) {
        return name(wallet.issuer(credential), "unnamed.issuer");
    }

    /** What the holder calls a key's owner, or its address; a key without either is no name. */
    String name(KeyStanding standing, String unnamed) {
        return KeyText.name(words, standing, unnamed);
    }

    List<String> warnings(Preview preview) {
        return preview.warnings().stream()
                .map(warning -> warning(preview, warning))
                .toList();
    }

    private String warning(Preview preview, Warning warning) {
        return switch (warning) {
            case Warning.UnknownVerifier ignored ->
                words.text(
                        "warn.unknown", "fingerprint", preview.verifier().key().fingerprint());
            case Warning.ChangedVerifier(var before) ->
                words.text(
                        "warn.changed",
                        "before",
                        before.key().fingerprint(),
                        "now",
                        preview.verifier().key().fingerprint());
            case Warning.OldRequest(long days) -> words.text("warn.old", "days", days);
            case Warning.Expired ignored -> words.text("warn.expired");
            case Warning.AnsweredBefore ignored -> words.text("warn.answered");
            case Warning.RepeatedThreshold(String field, String title) ->
                words.text("warn.threshold", "field", FieldWords.of(field), "title", title);
        };
    }

    String unusable(Exception why) {
        return switch (why) {
            case PresentationException ignored -> words.text("unusable.query");
            case TokenException ignored -> words.text("unusable.token");
            default -> words.text("unusable.other");
        };
    }

    /** Why the prover refused. */
    String refused(ProvingException why) {
        var problem = why.problem();
        var field = why.field();
        return words.text(
                "refused." + why.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "problem",
                problem == null ? "" : problems.problem(problem),
                "field",
                field == null ? words.text("refused.a-field") : phrases.quoted(FieldWords.of(field.toString())));
    }
}
