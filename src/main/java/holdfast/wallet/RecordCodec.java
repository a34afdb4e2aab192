package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.vault.StoredRecord;
import java.util.Arrays;
import java.util.Set;

/**
 * Entries as the bytes of vault records: compact JSON with the member {@code v}, the version of the record's form. There
 * is one text for each content; another spelling is refused, as are unknown members and versions.
 */
final class RecordCodec {
    /** Bytes; a longer record would not be read again. */
    static final int LONGEST = 1 << 20;

    private static final JsonLimits LIMITS = JsonLimits.upTo(LONGEST);
    private static final long VERSION = 1;

    /** Records that are bytes and not JSON; they are read where they are used and nowhere else. */
    static final Set<String> OPAQUE = Set.of(RemoteProver.SECRET_TYPE, VaultLedger.KEY_TYPE);

    private RecordCodec() {}

    /** An entry of one of the kinds that a wallet keeps. */
    sealed interface Entry {
        record Credential(HeldCredential credential) implements Entry {}

        record Request(HeldRequest request) implements Entry {}

        record Key(PinnedKey key) implements Entry {}

        record Prover(RemoteProver prover) implements Entry {}

        record Address(AllowedAddress address) implements Entry {}

        record History(HistoryEntry entry) implements Entry {}

        record Head(HistoryHead head) implements Entry {}

        record Settings(PrivateSettings settings) implements Entry {}
    }

    static byte[] write(JsonObject json) {
        return JsonWriter.compact(json).getBytes(UTF_8);
    }

    static Entry read(StoredRecord record) throws RecordException {
        byte[] payload = record.exposePayload();
        try {
            return read(EntryId.of(record.id()), record.type(), payload);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    static Entry read(EntryId id, String type, byte[] payload) throws RecordException {
        JsonObject json;
        try {
            json = JsonReader.readObject(payload, LIMITS);
        } catch (JsonException e) {
            throw new RecordException("not JSON as it is written here");
        }
        Fields fields = new Fields(json);
        if (!(fields.value("v") instanceof JsonNumber version)
                || version.asLong().orElse(0) != VERSION) {
            throw new RecordException("written by another version of the program");
        }
        Entry entry = read(id, type, fields);
        fields.end();
        byte[] canonical = write(toJson(entry));
        boolean same = Arrays.equals(canonical, payload);
        Arrays.fill(canonical, (byte) 0);
        if (!same) {
            throw new RecordException("spelled in another way than it is written here");
        }
        return entry;
    }

    private static Entry read(EntryId id, String type, Fields fields) throws RecordException {
        return switch (type) {
            case HeldCredential.TYPE -> new Entry.Credential(HeldCredential.read(id, fields));
            case HeldRequest.TYPE -> new Entry.Request(HeldRequest.read(id, fields));
            case PinnedKey.TYPE -> new Entry.Key(PinnedKey.read(id, fields));
            case RemoteProver.TYPE -> new Entry.Prover(RemoteProver.read(id, fields));
            case AllowedAddress.TYPE -> new Entry.Address(AllowedAddress.read(id, fields));
            case HistoryEntry.TYPE -> new Entry.History(HistoryEntry.read(id, fields));
            case HistoryHead.TYPE -> new Entry.Head(HistoryHead.read(fields));
            case PrivateSettings.TYPE -> new Entry.Settings(PrivateSettings.read(fields));
            default -> throw new RecordException("a kind of record that this version does not know");
        };
    }

    private static JsonObject toJson(Entry entry) {
        return switch (entry) {
            case Entry.Credential(HeldCredential credential) -> credential.toJson();
            case Entry.Request(HeldRequest request) -> request.toJson();
            case Entry.Key(PinnedKey key) -> key.toJson();
            case Entry.Prover(RemoteProver prover) -> prover.toJson();
            case Entry.Address(AllowedAddress address) -> address.toJson();
            case Entry.History(HistoryEntry history) -> history.toJson();
            case Entry.Head(HistoryHead head) -> head.toJson();
            case Entry.Settings(PrivateSettings settings) -> settings.toJson();
        };
    }
}
