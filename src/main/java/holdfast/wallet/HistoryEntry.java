package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.Hashes;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One link of the history's chain. Its hash covers its number, the digest of its event and the hash before it, so that
 * an event can be deleted and leave its digest, but none can be changed, left out or put elsewhere unseen.
 *
 * @param number from 1, without gaps
 * @param previous hash of the entry before; of the first one 64 zeros
 * @param digest SHA-256 of the event's JSON text
 */
public record HistoryEntry(EntryId id, long number, String previous, String digest, Content content) {
    static final String TYPE = "history";

    /** What the first entry has before it. */
    static final String START = "0".repeat(64);

    private static final byte[] DOMAIN = "holdfast-history-1".getBytes(UTF_8);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** What a link holds. */
    public sealed interface Content {
        /** The event. */
        record Kept(HistoryEvent event) implements Content {}

        /** The event was deleted; when is all that is left of it. */
        record Tombstone(Instant deletedAt) implements Content {}
    }

    static HistoryEntry of(EntryId id, long number, String previous, HistoryEvent event) {
        return new HistoryEntry(id, number, previous, digestOf(event), new Content.Kept(event));
    }

    static String digestOf(HistoryEvent event) {
        return Hashes.sha256Hex(JsonWriter.compact(event.toJson()).getBytes(UTF_8));
    }

    /** SHA-256 over a fixed text, the previous hash, the number as eight bytes, and the digest. */
    public String hash() {
        return Hashes.sha256Hex(
                DOMAIN,
                HexFormat.of().parseHex(previous),
                ByteBuffer.allocate(Long.BYTES).putLong(number).array(),
                HexFormat.of().parseHex(digest));
    }

    /** Whether it has a proof that can be taken out. */
    public boolean hasProof() {
        return content instanceof Content.Kept(HistoryEvent event) && event.proof() != null;
    }

    /** Whether the event, where it is still there, is the one that the digest names. */
    boolean isWhole() {
        return switch (content) {
            case Content.Kept(HistoryEvent event) -> digestOf(event).equals(digest);
            case Content.Tombstone ignored -> true;
        };
    }

    HistoryEntry deleted(Instant when) {
        return new HistoryEntry(id, number, previous, digest, new Content.Tombstone(when));
    }

    JsonObject toJson() {
        JsonValue.Builder json = JsonObject.builder()
                .put("v", 1)
                .put("n", number)
                .put("previous", previous)
                .put("digest", digest);
        return switch (content) {
            case Content.Kept(HistoryEvent event) ->
                json.put("event", event.toJson()).build();
            case Content.Tombstone(Instant when) ->
                json.put("deleted", when.toString()).build();
        };
    }

    static HistoryEntry read(EntryId id, Fields fields) throws RecordException {
        long number = fields.number("n");
        String previous = hash(fields, "previous");
        String digest = hash(fields, "digest");
        if (!fields.has("event")) {
            return new HistoryEntry(id, number, previous, digest, new Content.Tombstone(fields.instant("deleted")));
        }
        Fields event = new Fields(fields.object("event"));
        HistoryEntry entry = new HistoryEntry(id, number, previous, digest, new Content.Kept(HistoryEvent.read(event)));
        event.end();
        return entry;
    }

    private static String hash(Fields fields, String name) throws RecordException {
        String text = fields.text(name);
        if (!HASH.matcher(text).matches()) {
            throw fields.invalid(name);
        }
        return text;
    }
}
