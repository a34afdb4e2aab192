package holdfast.wallet;

import holdfast.crypto.Hashes;
import holdfast.json.JsonValue.JsonObject;
import holdfast.vault.BodyId;
import holdfast.vault.RecordId;
import holdfast.vault.Vault;
import holdfast.vault.VaultEdit;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes to a wallet that are saved together: the vault's records, and what the wallet will hold after the save. */
final class Changes {
    private static final int SALT = 16;

    private final SecureRandom random;
    private final VaultEdit edit;
    private final Map<EntryId, HeldCredential> credentials;
    private final Map<EntryId, HeldRequest> requests;
    private final Map<EntryId, PinnedKey> keys;
    private final Map<EntryId, RemoteProver> provers;
    private final Map<EntryId, AllowedAddress> addresses;
    private final Map<EntryId, HistoryEntry> history;
    private final Contents before;
    private HistoryHead head;
    private PrivateSettings settings;
    private int longest;

    Changes(Vault vault, Contents before, SecureRandom random) {
        this.random = random;
        this.edit = vault.edit();
        this.before = before;
        this.credentials = new LinkedHashMap<>(before.credentials());
        this.requests = new LinkedHashMap<>(before.requests());
        this.keys = new LinkedHashMap<>(before.keys());
        this.provers = new LinkedHashMap<>(before.provers());
        this.addresses = new LinkedHashMap<>(before.addresses());
        this.history = new LinkedHashMap<>(before.history());
        this.head = before.head();
        this.settings = before.settings();
    }

    EntryId newId() {
        return EntryId.of(RecordId.random(random));
    }

    String newSalt() {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    void put(HeldCredential credential) {
        credentials.put(credential.id(), credential);
        put(credential.id(), HeldCredential.TYPE, credential.toJson());
    }

    void put(HeldRequest request) {
        requests.put(request.id(), request);
        put(request.id(), HeldRequest.TYPE, request.toJson());
    }

    void put(PinnedKey key) {
        keys.put(key.id(), key);
        put(key.id(), PinnedKey.TYPE, key.toJson());
    }

    /** As they will be pinned after these changes. */
    Collection<PinnedKey> keys() {
        return keys.values();
    }

    void put(RemoteProver prover) {
        provers.put(prover.id(), prover);
        put(prover.id(), RemoteProver.TYPE, prover.toJson());
    }

    void put(AllowedAddress address) {
        addresses.put(address.id(), address);
        put(address.id(), AllowedAddress.TYPE, address.toJson());
    }

    /** Stores bytes that only their own reader looks at. Copied; the caller wipes its own. */
    void putOpaque(EntryId id, String type, byte[] payload) {
        edit.put(id.toRecord(), type, payload);
    }

    void put(PrivateSettings newSettings) {
        settings = newSettings;
        put(PrivateSettings.ID, PrivateSettings.TYPE, newSettings.toJson());
    }

    void remove(EntryId id) {
        credentials.remove(id);
        requests.remove(id);
        keys.remove(id);
        addresses.remove(id);
        RemoteProver prover = provers.remove(id);
        if (prover != null) {
            edit.remove(prover.secret().toRecord());
        }
        edit.remove(id.toRecord());
    }

    /** Adds to the end of the history. */
    HistoryEntry append(HistoryEvent event) {
        HistoryEntry entry = HistoryEntry.of(newId(), head.count() + 1, head.hash(), event);
        replace(entry);
        head = new HistoryHead(entry.number(), entry.hash());
        put(HistoryHead.ID, HistoryHead.TYPE, head.toJson());
        return entry;
    }

    /** Puts an entry in the place of the one with its id. */
    void replace(HistoryEntry entry) {
        history.put(entry.id(), entry);
        put(entry.id(), HistoryEntry.TYPE, entry.toJson());
    }

    /** Stores a proof in a file of its own. */
    HistoryEvent.ProofBody attach(byte[] proof, @Nullable String attestedBy) {
        String sha256 = Hashes.sha256Hex(proof);
        return new HistoryEvent.ProofBody(edit.attach(proof).hex(), sha256, proof.length, attestedBy);
    }

    void detach(HistoryEvent.ProofBody proof) {
        edit.detach(new BodyId(proof.body()));
    }

    /** Notes where the holder took a changed key. */
    void acceptKey(PinnedKey pin, Instant when) {
        put(pin);
        append(new HistoryEvent(
                HistoryEvent.Kind.KEY_ACCEPTED,
                when,
                newSalt(),
                null,
                new TreeMap<>(),
                JsonObject.builder().build(),
                null,
                null,
                pin.key().fingerprint(),
                null,
                null));
    }

    private void put(EntryId id, String type, JsonObject json) {
        byte[] payload = RecordCodec.write(json);
        longest = Math.max(longest, payload.length);
        edit.put(id.toRecord(), type, payload);
        Arrays.fill(payload, (byte) 0);
    }

    /** Bytes of the longest record among them. */
    int longest() {
        return longest;
    }

    VaultEdit edit() {
        return edit;
    }

    Contents after() {
        return new Contents(credentials, requests, keys, provers, addresses, history, head, settings, before.unread());
    }
}
