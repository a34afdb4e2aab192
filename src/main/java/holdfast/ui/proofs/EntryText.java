package holdfast.ui.proofs;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill.Tone;
import holdfast.ui.common.When;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Proving;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the history says of an entry, in words. */
final class EntryText {
    private static final int LONGEST_NAME = 40;

    private final Words words;
    private final When when;
    private final Phrases phrases;

    EntryText(Words words) {
        this.words = words;
        this.when = new When(words.language());
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    /** The request's title; it is the verifier's text, so quoted and without control characters. */
    String title(HistoryEntry entry) {
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone ignored -> words.text("deleted", "number", entry.number());
            case HistoryEntry.Content.Kept(HistoryEvent event) -> {
                var request = event.request();
                Long about = event.about();
                yield request != null
                        ? phrases.quoted(request.title())
                        : about != null ? words.text("about", "number", about) : kind(entry);
            }
        };
    }

    /** Who asked, and when. */
    String subtitle(HistoryEntry entry) {
        if (entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event) && event.request() != null) {
            return words.text("by", "verifier", verifier(event.request()), "when", when.time(event.at()));
        }
        return when(entry);
    }

    /** What the holder called the verifier then; a fingerprint is no name. */
    private String verifier(HistoryEvent.RequestSummary request) {
        return request.verifier().equals(request.verifierKey())
                ? words.text("unnamed.verifier", "key", KeyText.brief(request.verifierKey()))
                : request.verifier();
    }

    String when(HistoryEntry entry) {
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone(var at) -> when.time(at);
            case HistoryEntry.Content.Kept(HistoryEvent event) ->
                words.text("entry", "number", entry.number(), "when", when.time(event.at()));
        };
    }

    String kind(HistoryEntry entry) {
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone ignored -> words.text("kind.tombstone");
            case HistoryEntry.Content.Kept(HistoryEvent event) ->
                words.text("kind." + event.kind().code()
                        + (event.kind() == HistoryEvent.Kind.SENT && event.reason() != null ? ".refused" : ""));
        };
    }

    Tone tone(HistoryEntry entry) {
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone ignored -> Tone.NEUTRAL;
            case HistoryEntry.Content.Kept(HistoryEvent event) ->
                switch (event.kind()) {
                    case PROVEN -> Tone.GOOD;
                    case SENT -> event.reason() == null ? Tone.GOOD : Tone.BAD;
                    case FAILED -> Tone.BAD;
                    case KEY_ACCEPTED -> Tone.WARN;
                    case DECLINED, CANCELLED, EXPORTED, DELETED -> Tone.NEUTRAL;
                };
        };
    }

    /** What else is known: who made the proof, its size, where it went. */
    List<String> facts(HistoryEvent event) {
        List<String> facts = new ArrayList<>();
        if (event.request() != null) {
            facts.add(words.text(
                    "asked-by",
                    "verifier",
                    verifier(event.request()),
                    "key",
                    event.request().verifierKey()));
        }
        if (event.prover() != null) {
            facts.add(
                    event.prover().equals(Proving.EMBEDDED)
                            ? words.text("prover.here")
                            : words.text("prover.remote", "address", event.prover()));
        }
        var proof = event.proof();
        if (proof != null) {
            facts.add(words.text(proof.attestedBy() == null ? "proven-by.issuer" : "proven-by.service"));
            facts.add(words.text("size", "kilobytes", Math.max(1, Math.round(proof.bytes() / 1000.0))));
        }
        if (event.to() != null) {
            facts.add(words.text("to", "address", event.to()));
        }
        return facts;
    }

    /** An output of a proof. */
    String output(String key, JsonValue value) {
        String name = Phrases.words(key);
        return words.text(
                "output",
                "key",
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                "value",
                value(value));
    }

    private String value(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> phrases.quoted(text);
            case JsonBoolean(boolean yes) -> words.text(yes ? "yes" : "no");
            case JsonNumber number -> JsonWriter.compact(number);
            case JsonArray(List<JsonValue> items) ->
                phrases.list(items.stream().map(this::value).toList());
            default -> JsonWriter.compact(value);
        };
    }

    /** A name for the file of a proof, of letters and digits of the title alone. */
    String fileName(HistoryEntry entry) {
        String title =
                entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event) && event.request() != null
                        ? event.request().title()
                        : "";
        String plain =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "proof" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return name + "-" + entry.number() + ".hfproof";
    }
}
