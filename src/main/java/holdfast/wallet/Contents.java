package holdfast.wallet;

import holdfast.vault.StoredRecord;
import holdfast.vault.Vault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that an open wallet holds, read once. Changed by making a new one.
 *
 * @param unread records that could not be read, for whatever reason; they stay in the vault as they are
 */
record Contents(
        Map<EntryId, HeldCredential> credentials,
        Map<EntryId, HeldRequest> requests,
        Map<EntryId, PinnedKey> keys,
        Map<EntryId, RemoteProver> provers,
        Map<EntryId, AllowedAddress> addresses,
        Map<EntryId, HistoryEntry> history,
        HistoryHead head,
        PrivateSettings settings,
        List<UnreadRecord> unread) {

    Contents {
        credentials = Collections.unmodifiableMap(credentials);
        requests = Collections.unmodifiableMap(requests);
        keys = Collections.unmodifiableMap(keys);
        provers = Collections.unmodifiableMap(provers);
        addresses = Collections.unmodifiableMap(addresses);
        history = Collections.unmodifiableMap(history);
        unread = List.copyOf(unread);
    }

    static Contents empty() {
        return new Contents(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                HistoryHead.EMPTY,
                PrivateSettings.DEFAULT,
                List.of());
    }

    static Contents read(Vault vault) {
        Map<EntryId, HeldCredential> credentials = new LinkedHashMap<>();
        Map<EntryId, HeldRequest> requests = new LinkedHashMap<>();
        Map<EntryId, PinnedKey> keys = new LinkedHashMap<>();
        Map<EntryId, RemoteProver> provers = new LinkedHashMap<>();
        Map<EntryId, AllowedAddress> addresses = new LinkedHashMap<>();
        Map<EntryId, HistoryEntry> history = new LinkedHashMap<>();
        HistoryHead head = HistoryHead.EMPTY;
        PrivateSettings settings = PrivateSettings.DEFAULT;
        List<UnreadRecord> unread = new ArrayList<>();
        for (StoredRecord record : vault.records()) {
            if (RecordCodec.OPAQUE.contains(record.type())) {
                continue;
            }
            EntryId id = EntryId.of(record.id());
            try {
                switch (RecordCodec.read(record)) {
                    case RecordCodec.Entry.Credential(HeldCredential credential) -> credentials.put(id, credential);
                    case RecordCodec.Entry.Request(HeldRequest request) -> requests.put(id, request);
                    case RecordCodec.Entry.Key(PinnedKey key) -> keys.put(id, key);
                    case RecordCodec.Entry.Prover(RemoteProver prover) -> provers.put(id, prover);
                    case RecordCodec.Entry.Address(AllowedAddress address) -> addresses.put(id, address);
                    case RecordCodec.Entry.History(HistoryEntry entry) -> history.put(id, entry);
                    case RecordCodec.Entry.Head(HistoryHead found) -> head = found;
                    case RecordCodec.Entry.Settings(PrivateSettings found) -> settings = found;
                }
            } catch (RecordException e) {
                unread.add(new UnreadRecord(id, record.type(), String.valueOf(e.getMessage())));
            }
        }
        return new Contents(credentials, requests, keys, provers, addresses, history, head, settings, unread);
    }
}
