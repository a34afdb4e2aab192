package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.SlotType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open vault. Reading is safe from any thread and sees one saved state. Saves run one after another, each wholly on
 * the thread that asked for it, and return when the disk has the new state or keeps the old one. Closing wipes keys and
 * payloads and gives the lock back.
 */
public final class Vault implements AutoCloseable {
    private static final String CLOSED = "the vault was closed";
    private static final int DATA_KEY_LENGTH = 32;

    private final VaultParts parts;
    private final BodyStore bodyStore;
    private final @Nullable Runnable releaseLock;
    /** Secrets of earlier states, which readers may still hold. */
    private final List<SecretBytes> retired = new ArrayList<>();

    private volatile VaultState state;
    private boolean closed;
    private boolean uncertain;

    /** @param releaseLock nothing when the vault was opened for reading only */
    Vault(VaultParts parts, VaultState state, @Nullable Runnable releaseLock) {
        this.parts = parts;
        this.bodyStore = new BodyStore(parts.folder(), parts.random());
        this.state = state;
        this.releaseLock = releaseLock;
    }

    public VaultId id() {
        return VaultId.of(state.vaultId());
    }

    /** Counts the saves. */
    public long generation() {
        return state.generation();
    }

    /** When this state was saved, by the clock of that moment. Never decides anything. */
    public Instant savedAt() {
        return Instant.ofEpochMilli(state.savedAt());
    }

    public boolean isReadOnly() {
        return releaseLock == null;
    }

    public boolean hasRecoveryKey() {
        return slot(SlotType.RECOVERY_KEY).isPresent();
    }

    /** All records, in the order in which they were first stored. */
    public List<StoredRecord> records() {
        return List.copyOf(state.records().values());
    }

    /** The records of one type, in order. */
    public List<StoredRecord> records(String type) {
        return state.records().values().stream()
                .filter(record -> record.type().equals(type))
                .toList();
    }

    public Optional<StoredRecord> find(RecordId id) {
        return Optional.ofNullable(state.records().get(id));
    }

    /** The proof bodies that are in use. */
    public List<BodyId> bodies() {
        return state.bodies().stream()
                .filter(ref -> ref.droppedAt() == 0)
                .map(ref -> BodyId.of(ref.hash()))
                .toList();
    }

    public BodyOutcome readBody(BodyId id) {
        for (BodyRef ref : state.bodies()) {
            if (ref.droppedAt() == 0 && BodyId.of(ref.hash()).equals(id)) {
                return bodyStore.read(ref);
            }
        }
        return new BodyOutcome.NotListed();
    }

    /** Begins a set of changes, to be given to {@link #save}. */
    public VaultEdit edit() {
        return new VaultEdit(parts.random());
    }

    /** Saves the changes. After a {@link SaveOutcome.NotSaved} they are gone; make them anew. */
    public synchronized SaveOutcome save(VaultEdit edit) {
        Optional<SaveOutcome> refused = refusal();
        if (refused.isPresent()) {
            edit.discard();
            return refused.get();
        }
        long generation = nextGeneration();
        VaultState next = next(generation, state.slots(), state.dataKey(), state.keysSince(), edit);
        SaveOutcome tooLarge = tooLarge(next);
        if (tooLarge != null) {
            edit.discard();
            return tooLarge;
        }
        try {
            bodyStore.write(edit.attached());
        } catch (IOException e) {
            edit.discard();
            return new SaveOutcome.StorageFailed(Problems.of(e));
        }
        SaveOutcome outcome = commit(next, state.keep());
        if (outcome instanceof SaveOutcome.NotSaved) {
            edit.discard();
        }
        return outcome;
    }

    /** Whether {@code secret} opens this vault. Runs Argon2id. */
    public synchronized boolean opens(VaultSecret secret) {
        Optional<KeySlot> slot = slot(secret.slotType());
        if (closed || slot.isEmpty()) {
            return false;
        }
        byte[] slotKey = secret.keyingMaterial()
                .expose(bytes -> parts.stretcher()
                        .stretch(bytes, slot.get().salt().toArray(), slot.get().cost()));
        Optional<SecretBytes> found = slot.get().unwrap(state.vaultId(), slotKey);
        KeySlot.wipe(slotKey);
        boolean same = found.isPresent() && found.get().sameAs(state.dataKey());
        found.ifPresent(SecretBytes::close);
        return same;
    }

    /**
     * Encrypts the vault under a new data key, which {@code passphrase} opens from now on, at a cost that may be new as
     * well. Earlier generations, which the old passphrase would open, are removed.
     *
     * @param recovery the recovery key that shall open the vault from now on: a new one, or the present one typed in
     *     again; nothing removes it
     */
    public synchronized SaveOutcome changePassphrase(
            Passphrase passphrase, KdfCost cost, @Nullable RecoveryKey recovery) {
        Optional<SaveOutcome> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        SecretBytes dataKey = SecretBytes.random(DATA_KEY_LENGTH, parts.random());
        List<KeySlot> slots = new ArrayList<>();
        try {
            slots.add(Slots.wrap(parts, state.vaultId(), passphrase, cost, dataKey));
            if (recovery != null) {
                slots.add(Slots.wrap(parts, state.vaultId(), recovery, cost, dataKey));
            }
        } catch (OutOfMemoryError e) {
            dataKey.close();
            return new SaveOutcome.NotEnoughMemory();
        }
        long generation = nextGeneration();
        VaultState next = next(generation, slots, dataKey, generation, edit());
        SaveOutcome tooLarge = tooLarge(next);
        if (tooLarge != null) {
            dataKey.close();
            return tooLarge;
        }
        Saver.Keep keep = state.keep() instanceof Saver.Keep.Aside aside ? aside : new Saver.Keep.Nothing();
        SaveOutcome outcome = commit(next, keep);
        if (outcome instanceof SaveOutcome.NotSaved) {
            dataKey.close();
        }
        return outcome;
    }

    /** Lets {@code recovery} open the vault as well. Needs no passphrase, and leaves the data key as it is. */
    public synchronized SaveOutcome addRecoveryKey(RecoveryKey recovery) {
        Optional<SaveOutcome> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (hasRecoveryKey()) {
            return new SaveOutcome.NoChange("the vault has a recovery key already: remove it first");
        }
        List<KeySlot> slots = new ArrayList<>(state.slots());
        try {
            slots.add(Slots.wrap(parts, state.vaultId(), recovery, passphraseCost(), state.dataKey()));
        } catch (OutOfMemoryError e) {
            return new SaveOutcome.NotEnoughMemory();
        }
        VaultState next = next(nextGeneration(), slots, state.dataKey(), state.keysSince(), edit());
        SaveOutcome tooLarge = tooLarge(next);
        return tooLarge != null ? tooLarge : commit(next, state.keep());
    }

    /** Removes the recovery key, which replaces the data key: {@code passphrase} is the present one. */
    public synchronized SaveOutcome removeRecoveryKey(Passphrase passphrase) {
        Optional<SaveOutcome> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!hasRecoveryKey()) {
            return new SaveOutcome.NoChange("the vault has no recovery key");
        }
        if (!opens(passphrase)) {
            return new SaveOutcome.WrongSecret();
        }
        return changePassphrase(passphrase, passphraseCost(), null);
    }

    /** What opening this vault by passphrase costs. */
    public KdfCost passphraseCost() {
        return KdfCost.of(slot(SlotType.PASSPHRASE).orElseThrow().cost());
    }

    /**
     * Writes a copy of the vault and its proof bodies into an empty or absent folder, then reads it back and opens it.
     * The copy is a vault folder like any other.
     */
    public synchronized CopyOutcome backup(Path target) {
        return copyInto(new DiskFolder(target, parts.random(), parts.clock()), target);
    }

    synchronized CopyOutcome copyInto(Folder target, Path path) {
        return closed
                ? new CopyOutcome.StorageFailed(CLOSED)
                : new FolderCopy(parts, state, bodyStore).into(target, path);
    }

    private Optional<KeySlot> slot(SlotType type) {
        return state.slots().stream().filter(slot -> slot.type() == type).findFirst();
    }

    private Optional<SaveOutcome> refusal() {
        if (closed) {
            return Optional.of(new SaveOutcome.StorageFailed(CLOSED));
        }
        if (releaseLock == null) {
            return Optional.of(new SaveOutcome.ReadOnly());
        }
        if (uncertain) {
            return Optional.of(
                    new SaveOutcome.StorageFailed("an earlier save ended in doubt: close the vault and open it again"));
        }
        return Optional.empty();
    }

    /** Above every generation that was ever seen, so that numbers are not used twice after a roll-back. */
    private long nextGeneration() {
        try {
            return Math.max(parts.memory().highest(id()).orElse(0), state.generation()) + 1;
        } catch (IOException e) {
            return state.generation() + 1; // The holder was told when the vault was opened.
        }
    }

    private VaultState next(long generation, List<KeySlot> slots, SecretBytes dataKey, long keysSince, VaultEdit edit) {
        boolean rekeyed = keysSince == generation;
        // Numbers do not follow on after a roll-back; then the count of kept generations starts again.
        boolean gap = generation != state.generation() + 1;
        List<BodyRef> bodies = new ArrayList<>();
        for (BodyRef ref : edit.applyTo(state.bodies(), generation)) {
            boolean dropped = ref.droppedAt() > 0;
            if (!dropped) {
                bodies.add(ref);
            } else if (!rekeyed && (gap || ref.droppedAt() > generation - Names.KEPT)) {
                bodies.add(gap ? ref.dropped(generation) : ref);
            }
        }
        return new VaultState(
                state.vaultId(),
                generation,
                state.onDisk(),
                state.based(),
                slots,
                dataKey,
                Math.max(0, parts.clock().millis()),
                keysSince,
                edit.applyTo(state.records()),
                bodies,
                state.keep());
    }

    private static @Nullable SaveOutcome tooLarge(VaultState next) {
        long length = FormatV1.fileLength(next.slots().size(), next.toBody());
        return length > FormatV1.MAX_FILE_LENGTH ? new SaveOutcome.TooLarge(length, FormatV1.MAX_FILE_LENGTH) : null;
    }

    /** Writes {@code next} and, when it is in place, makes it this vault's state. */
    SaveOutcome commit(VaultState next, Saver.Keep keep) {
        byte[] file = Slots.write(parts, next);
        Saver.Result result = new Saver(parts.folder(), parts.random())
                .replace(next.onDisk(), file, bytes -> Slots.reads(parts, bytes, next), keep);
        return switch (result) {
            case Saver.Result.Done(Bytes hash) -> {
                adopt(next.onDisk(hash));
                SaveOutcome.Earlier earlier = isRekeyed(next)
                        ? new Purge(parts.folder(), parts.formats()).run(next.keysSince())
                        : SaveOutcome.Earlier.NONE;
                sweep(next.bodies());
                yield new SaveOutcome.Saved(next.generation(), earlier);
            }
            case Saver.Result.Unconfirmed(Bytes hash, String reason) -> {
                adopt(next.onDisk(hash));
                // A power cut may still bring the old state back, with all it needs; the next opening removes it.
                SaveOutcome.Earlier earlier = isRekeyed(next)
                        ? new SaveOutcome.Earlier(List.of(), Names.allEarlier())
                        : SaveOutcome.Earlier.NONE;
                yield new SaveOutcome.Unconfirmed(next.generation(), earlier, reason);
            }
            case Saver.Result.ChangedOnDisk() -> new SaveOutcome.ChangedOnDisk();
            case Saver.Result.NotDone(String reason) -> new SaveOutcome.StorageFailed(reason);
            case Saver.Result.Unknown(String reason) -> {
                uncertain = true;
                yield new SaveOutcome.Unknown(reason);
            }
        };
    }

    private static boolean isRekeyed(VaultState next) {
        return next.keysSince() == next.generation() && next.generation() > 1;
    }

    private void adopt(VaultState next) {
        VaultState before = state;
        state = next;
        retire(before, next);
        remember(next.generation());
    }

    private void sweep(List<BodyRef> needed) {
        try {
            bodyStore.sweep(needed);
        } catch (IOException e) {
            return; // Leftovers do no harm; the next save sweeps again.
        }
    }

    private void remember(long generation) {
        try {
            parts.memory().remember(id(), generation);
        } catch (IOException e) {
            // The save itself is done. The next opening reports that the memory does not work.
            return;
        }
    }

    private void retire(VaultState before, VaultState after) {
        if (before.dataKey() != after.dataKey()) {
            before.dataKey().close();
        }
        for (Map.Entry<RecordId, StoredRecord> entry : before.records().entrySet()) {
            if (after.records().get(entry.getKey()) != entry.getValue()) {
                retired.add(entry.getValue().payload());
            }
        }
        for (BodyRef ref : before.bodies()) {
            if (after.bodies().stream().noneMatch(kept -> kept.hash().equals(ref.hash()))) {
                retired.add(ref.key());
            }
        }
    }

    /** Wipes keys and payloads and gives the lock back. Waits for a save that is under way. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        state.dataKey().close();
        state.toBody().wipe();
        retired.forEach(SecretBytes::close);
        retired.clear();
        if (releaseLock != null) {
            releaseLock.run();
        }
    }

    @Override
    public String toString() {
        return "Vault[" + id() + " generation " + generation() + "]";
    }
}
