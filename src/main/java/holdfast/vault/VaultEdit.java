package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.BodyFile;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.FormatV1;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes that are saved together or not at all. Made by {@link Vault#edit}, for that vault only. */
public final class VaultEdit {
    private final SecureRandom random;
    private final Map<RecordId, Change> changes = new LinkedHashMap<>();
    private final List<BodyFile.Sealed> attached = new ArrayList<>();
    private final Set<BodyId> detached = new LinkedHashSet<>();

    private sealed interface Change {
        record Put(StoredRecord record) implements Change {}

        record Remove() implements Change {}
    }

    VaultEdit(SecureRandom random) {
        this.random = random;
    }

    /**
     * Stores a record, in the place of the one with that id if there is one, else at the end.
     *
     * @param type 1 to 32 characters of {@code a-z 0-9 . -}
     * @param payload copied; the caller wipes its own
     * @throws IllegalArgumentException for another type
     */
    public VaultEdit put(RecordId id, String type, byte[] payload) {
        if (!FormatV1.isRecordType(type)) {
            throw new IllegalArgumentException("a record type is 1 to 32 of a-z 0-9 . - and not: " + type);
        }
        changes.put(id, new Change.Put(new StoredRecord(id, type, SecretBytes.copyOf(payload))));
        return this;
    }

    /** Removes a record; nothing happens when there is none. */
    public VaultEdit remove(RecordId id) {
        changes.put(id, new Change.Remove());
        return this;
    }

    /**
     * Stores a large body in a file of its own. Records name it by the id; it stays until it is detached.
     *
     * @throws IllegalArgumentException when it is larger than a vault may be
     */
    public BodyId attach(byte[] plaintext) {
        if (plaintext.length > FormatV1.MAX_FILE_LENGTH - BodyFile.OVERHEAD) {
            throw new IllegalArgumentException("a proof body has at most 64 MiB, not " + plaintext.length + " bytes");
        }
        BodyFile.Sealed body = BodyFile.seal(plaintext, random);
        attached.add(body);
        return BodyId.of(body.ref().hash());
    }

    /** Gives a body up. Its file goes when no earlier generation needs it any more. */
    public VaultEdit detach(BodyId id) {
        detached.add(id);
        return this;
    }

    List<BodyFile.Sealed> attached() {
        return attached;
    }

    /** The records after the edit, in order. */
    Map<RecordId, StoredRecord> applyTo(Map<RecordId, StoredRecord> records) {
        Map<RecordId, StoredRecord> after = new LinkedHashMap<>(records);
        changes.forEach((id, change) -> {
            switch (change) {
                case Change.Put(StoredRecord record) -> after.put(id, record);
                case Change.Remove() -> after.remove(id);
            }
        });
        return after;
    }

    /** The bodies after the edit, those given up marked with {@code generation}. */
    List<BodyRef> applyTo(List<BodyRef> bodies, long generation) {
        List<BodyRef> after = new ArrayList<>();
        for (BodyRef ref : bodies) {
            boolean drop = ref.droppedAt() == 0 && detached.contains(BodyId.of(ref.hash()));
            after.add(drop ? ref.dropped(generation) : ref);
        }
        for (BodyFile.Sealed body : attached) {
            if (!detached.contains(BodyId.of(body.ref().hash()))) {
                after.add(body.ref());
            }
        }
        return after;
    }

    /** Wipes what would have been stored, after a save that did not take place. */
    void discard() {
        for (Change change : changes.values()) {
            if (change instanceof Change.Put(StoredRecord record)) {
                record.payload().close();
            }
        }
        attached.forEach(body -> body.ref().key().close());
    }
}
