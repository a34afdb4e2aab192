package holdfast.verification.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.vault.RecordId;
import holdfast.vault.SaveOutcome;
import holdfast.vault.StoredRecord;
import holdfast.vault.Vault;
import holdfast.vault.VaultEdit;
import holdfast.verification.ReplayCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A verifier's own vault. A proof counts as noted only when the note is on disk: where it cannot be saved, the proof is
 * not accepted, since it could be shown again after the program was started anew.
 */
public final class VerifierStore implements ReplayCache, AutoCloseable {
    private static final String KIND = "verifier.kind";
    private static final String KEY = "verifier.key";
    private static final String SEEN = "verifier.seen";
    private static final RecordId KEY_ID = new RecordId("00000000000000000000000000000001");
    private static final RecordId KIND_ID = new RecordId("00000000000000000000000000000002");

    private final Vault vault;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(RecordId record, Instant until) {}

    /**
     * Makes a verifier's store of a vault that was just created, and marks it as one.
     *
     * @param vault closed with this store
     * @throws IOException when the mark cannot be saved; the vault is of no use then
     */
    public static VerifierStore begin(Vault vault, SecureRandom random, Clock clock) throws IOException {
        save(
                vault,
                put(
                        vault.edit(),
                        KIND_ID,
                        KIND,
                        JsonObject.builder().put("v", 1).build()));
        return new VerifierStore(vault, random, clock);
    }

    /**
     * Reads what an open vault holds.
     *
     * @param vault closed with this store
     * @throws IOException when it is no verifier's store: it holds something that a verifier does not keep, or nothing
     *     at all, as a new wallet does
     */
    public VerifierStore(Vault vault, SecureRandom random, Clock clock) throws IOException {
        this.vault = vault;
        this.random = random;
        this.clock = clock;
        if (vault.records().isEmpty()) {
            throw new IOException("not a verifier's store: it is an empty vault, as a new wallet is");
        }
        for (StoredRecord record : vault.records()) {
            switch (record.type()) {
                case KIND -> read(record, Set.of("v"));
                case KEY -> {}
                case SEEN -> {
                    JsonObject json = read(record, Set.of("v", "id", "until"));
                    seen.put(text(json, "id"), new Seen(record.id(), instant(json)));
                }
                default -> throw new IOException("not a verifier's store: it holds a record of type " + record.type());
            }
        }
    }

    /** The signing key, if one was stored. The caller destroys it. */
    public Optional<Es256PrivateKey> signingKey() throws IOException {
        Optional<StoredRecord> record = vault.find(KEY_ID);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyReader.readPrivate(text(read(record.get(), Set.of("v", "pem")), "pem")));
        } catch (TokenException e) {
            throw new IOException("the stored signing key cannot be read: " + e.getMessage(), e);
        }
    }

    /** Stores the signing key, in the place of the one that was there. */
    public synchronized void storeSigningKey(Es256PrivateKey key) throws IOException, TokenException {
        save(
                vault,
                put(
                        vault.edit(),
                        KEY_ID,
                        KEY,
                        JsonObject.builder().put("v", 1).put("pem", key.pem()).build()));
    }

    /** @throws UncheckedIOException when the note cannot be saved; then the proof must not be accepted */
    @Override
    public synchronized boolean add(String id, Instant until) {
        Instant now = clock.instant();
        Seen known = seen.get(id);
        if (known != null && known.until().isAfter(now)) {
            return false;
        }
        VaultEdit edit = vault.edit();
        Map<String, Seen> kept = new HashMap<>();
        seen.forEach((other, entry) -> {
            if (entry.until().isAfter(now)) {
                kept.put(other, entry);
            } else {
                edit.remove(entry.record());
            }
        });
        RecordId record = RecordId.random(random);
        kept.put(id, new Seen(record, until));
        try {
            save(
                    vault,
                    put(
                            edit,
                            record,
                            SEEN,
                            JsonObject.builder()
                                    .put("v", 1)
                                    .put("id", id)
                                    .put("until", until.toString())
                                    .build()));
        } catch (IOException e) {
            throw new UncheckedIOException("it could not be noted that this proof was seen: " + e.getMessage(), e);
        }
        seen.clear();
        seen.putAll(kept);
        return true;
    }

    /** How many proofs are remembered. */
    public synchronized int remembered() {
        return seen.size();
    }

    private static VaultEdit put(VaultEdit edit, RecordId id, String type, JsonObject json) {
        byte[] payload = JsonWriter.compact(json).getBytes(UTF_8);
        edit.put(id, type, payload);
        Arrays.fill(payload, (byte) 0);
        return edit;
    }

    private static void save(Vault vault, VaultEdit edit) throws IOException {
        switch (vault.save(edit)) {
            case SaveOutcome.Saved ignored -> {}
            case SaveOutcome.Unconfirmed(var generation, var earlier, String reason) -> throw new IOException(reason);
            case SaveOutcome.NotSaved problem -> throw new IOException(reason(problem));
            case SaveOutcome.Unknown(String reason) -> throw new IOException(reason);
        }
    }

    private static String reason(SaveOutcome.NotSaved problem) {
        return switch (problem) {
            case SaveOutcome.ChangedOnDisk ignored -> "another program changed the store since it was opened";
            case SaveOutcome.TooLarge(long bytes, long limit) ->
                "the store would have " + bytes + " bytes and may have " + limit;
            case SaveOutcome.ReadOnly ignored -> "the store is open for reading only";
            case SaveOutcome.StorageFailed(String reason) -> reason;
            case SaveOutcome.NotEnoughMemory ignored -> "there is not enough memory";
            // Answers to changes of the store's own secrets, which this class never asks for.
            case SaveOutcome.WrongSecret ignored -> throw new IllegalStateException("no secret was given");
            case SaveOutcome.NoChange(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private static JsonObject read(StoredRecord record, Set<String> members) throws IOException {
        byte[] payload = record.exposePayload();
        try {
            JsonObject json = JsonReader.readObject(payload, JsonLimits.STANDARD);
            if (!json.members().keySet().equals(members) || !JsonValue.of(1).equals(json.get("v"))) {
                throw new IOException("a record of another version of the program: " + record.type());
            }
            return json;
        } catch (JsonException e) {
            throw new IOException("a damaged record: " + record.type(), e);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    private static String text(JsonObject json, String name) throws IOException {
        if (json.get(name) instanceof JsonString(String text)) {
            return text;
        }
        throw new IOException("a damaged record: " + name);
    }

    private static Instant instant(JsonObject json) throws IOException {
        try {
            return Instant.parse(text(json, "until"));
        } catch (DateTimeException e) {
            throw new IOException("a damaged record: until", e);
        }
    }

    @Override
    public void close() {
        vault.close();
    }
}
