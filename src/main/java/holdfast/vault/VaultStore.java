package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.Folder.LockResult;
import holdfast.vault.OpenOutcome.Notice;
import holdfast.vault.Saver.Keep;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.FormatException;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.VaultFormats;
import holdfast.vault.format.VaultHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder in which a vault is, or can be created. Holds nothing secret; open vaults do. */
public final class VaultStore {
    private final VaultParts parts;
    private final Folder folder;

    /**
     * @param folder need not exist
     * @param memory where generations are remembered, outside {@code folder}
     */
    public VaultStore(Path folder, SecureRandom random, Clock clock, GenerationMemory memory) {
        this(new VaultParts(
                new DiskFolder(folder, random, clock),
                VaultFormats.released(),
                KeyStretcher.ARGON2ID,
                random,
                clock,
                memory));
    }

    VaultStore(VaultParts parts) {
        this.parts = parts;
        this.folder = parts.folder();
    }

    /** Creates a vault without records. Refuses a folder that holds anything of a vault. */
    public CreateOutcome create(Passphrase passphrase, KdfCost cost, @Nullable RecoveryKey recovery) {
        try {
            if (!isFree()) {
                return new CreateOutcome.Exists();
            }
            folder.prepare();
            return switch (folder.lock()) {
                case LockResult.Busy(LockHolder holder) -> new CreateOutcome.Busy(holder);
                case LockResult.Held(Runnable release) -> create(passphrase, cost, recovery, release);
            };
        } catch (IOException e) {
            return new CreateOutcome.StorageFailed(Problems.of(e));
        }
    }

    private CreateOutcome create(Passphrase passphrase, KdfCost cost, @Nullable RecoveryKey recovery, Runnable release)
            throws IOException {
        boolean created = false;
        SecretBytes dataKey = SecretBytes.random(32, parts.random());
        try {
            if (!isFree()) {
                return new CreateOutcome.Exists();
            }
            deleteTemporary();
            byte[] id = new byte[VaultHeader.ID_LENGTH];
            parts.random().nextBytes(id);
            Bytes vaultId = Bytes.copyOf(id);
            List<KeySlot> slots = new ArrayList<>();
            slots.add(Slots.wrap(parts, vaultId, passphrase, cost, dataKey));
            if (recovery != null) {
                slots.add(Slots.wrap(parts, vaultId, recovery, cost, dataKey));
            }
            VaultState state = new VaultState(
                    vaultId,
                    1,
                    Optional.empty(),
                    Bytes.zeros(VaultHeader.HASH_LENGTH),
                    slots,
                    dataKey,
                    Math.max(0, parts.clock().millis()),
                    1,
                    new LinkedHashMap<>(),
                    List.of(),
                    new Keep.Nothing());
            Vault vault = new Vault(parts, state, release);
            SaveOutcome outcome = vault.commit(state, state.keep());
            created = outcome instanceof SaveOutcome.Saved;
            return switch (outcome) {
                case SaveOutcome.Saved saved -> new CreateOutcome.Created(vault);
                case SaveOutcome.Unconfirmed(var generation, var earlier, String reason) ->
                    new CreateOutcome.StorageFailed(reason);
                case SaveOutcome.StorageFailed(String reason) -> new CreateOutcome.StorageFailed(reason);
                case SaveOutcome.Unknown(String reason) -> new CreateOutcome.StorageFailed(reason);
                case SaveOutcome.NotSaved other -> new CreateOutcome.Exists();
            };
        } catch (OutOfMemoryError e) {
            return new CreateOutcome.NotEnoughMemory();
        } finally {
            if (!created) {
                dataKey.close();
                release.run();
            }
        }
    }

    /** Opens for reading and writing, which takes the lock. */
    public OpenOutcome open(VaultSecret secret) {
        return openLocked(secret, 0);
    }

    /**
     * Opens an earlier generation that {@link OpenOutcome.EarlierAvailable} offered, for reading and writing. The first
     * save puts it in the place of the file that does not open, which is put aside and kept.
     */
    public OpenOutcome openEarlier(VaultSecret secret, long generation) {
        return openLocked(secret, generation);
    }

    /** Opens for reading. Takes no lock and writes nothing, so it works beside a program that has the vault open. */
    public OpenOutcome openReadOnly(VaultSecret secret) {
        return open(secret, 0, null);
    }

    private OpenOutcome openLocked(VaultSecret secret, long generation) {
        LockResult lock;
        try {
            if (isFree()) {
                return new OpenOutcome.NotFound();
            }
            lock = folder.lock();
        } catch (IOException e) {
            return new OpenOutcome.NotWritable(Problems.of(e));
        }
        return switch (lock) {
            case LockResult.Busy(LockHolder holder) -> new OpenOutcome.Busy(holder);
            case LockResult.Held(Runnable release) -> {
                OpenOutcome outcome = open(secret, generation, release);
                if (!(outcome instanceof OpenOutcome.Opened)) {
                    release.run();
                }
                yield outcome;
            }
        };
    }

    private OpenOutcome open(VaultSecret secret, long generation, @Nullable Runnable release) {
        try (Unlocker unlocker = new Unlocker(folder, parts.formats(), parts.stretcher(), parts.random(), secret)) {
            Attempt main = unlocker.open(Names.MAIN);
            if (main instanceof Attempt.Opened opened) {
                return opened(opened, Optional.of(opened.hash()), keepOf(opened), release);
            }
            if (main instanceof Attempt.UnknownVersion(String message)) {
                return new OpenOutcome.NewerVersion(message);
            }
            return new Earlier(unlocker).open(main, generation, choice -> {
                Attempt.Opened chosen = choice.opened();
                return opened(chosen, choice.mainHash(), choice.keep(), release);
            });
        } catch (OutOfMemoryError e) {
            return new OpenOutcome.NotEnoughMemory();
        }
    }

    private static Keep keepOf(Attempt.Opened opened) {
        int version = opened.header().version();
        return version == FormatV1.VERSION
                ? new Keep.AsGeneration()
                : new Keep.AsGenerationAnd(
                        Names.oldVersion(version, opened.hash().toHex()));
    }

    private OpenOutcome opened(Attempt.Opened opened, Optional<Bytes> onDisk, Keep keep, @Nullable Runnable release) {
        List<Notice> notices = new ArrayList<>();
        Vault vault = new Vault(parts, VaultState.of(opened, onDisk, keep), release);
        checkMemory(vault, notices);
        if (release != null) {
            deleteTemporary();
            List<String> removed = new Purge(folder, parts.formats())
                    .run(opened.body().keysSince())
                    .removed();
            if (!removed.isEmpty()) {
                notices.add(new Notice.EarlierRemoved(removed));
            }
            if (keep instanceof Keep.AsGenerationAnd(String name)) {
                SaveOutcome migrated = vault.save(vault.edit());
                if (migrated instanceof SaveOutcome.Saved || migrated instanceof SaveOutcome.Unconfirmed) {
                    notices.add(new Notice.Migrated(opened.header().version(), name));
                } else {
                    vault.close();
                    return new OpenOutcome.StorageFailed("the vault could not be migrated: " + migrated);
                }
            }
        }
        return new OpenOutcome.Opened(vault, notices);
    }

    private void checkMemory(Vault vault, List<Notice> notices) {
        try {
            long seen = parts.memory().highest(vault.id()).orElse(0);
            if (seen > vault.generation()) {
                notices.add(new Notice.RolledBack(seen, vault.generation()));
            } else {
                parts.memory().remember(vault.id(), vault.generation());
            }
        } catch (IOException e) {
            notices.add(new Notice.MemoryFailed(Problems.of(e)));
        }
    }

    /** Leftovers of interrupted saves; nobody else writes while the lock is held. */
    private void deleteTemporary() {
        try {
            for (String name : folder.list(Folder.TOP)) {
                if (Names.isTemporary(name)) {
                    folder.delete(name);
                }
            }
        } catch (IOException e) {
            return; // They do no harm.
        }
    }

    private boolean isFree() throws IOException {
        return folder.list(Folder.TOP).stream().noneMatch(name -> name.startsWith(Names.MAIN));
    }

    /** What can be said without a secret. */
    public VaultInfo info() {
        try {
            Optional<byte[]> file = folder.read(Names.MAIN, FormatV1.MAX_FILE_LENGTH);
            List<String> others = folder.list(Folder.TOP).stream()
                    .filter(name -> name.startsWith(Names.MAIN + "."))
                    .toList();
            if (file.isEmpty()) {
                return others.isEmpty()
                        ? new VaultInfo.NotFound()
                        : new VaultInfo.Malformed("the vault's file is gone; earlier ones are there: " + others);
            }
            VaultHeader header = parts.formats().detect(file.get()).parse(file.get());
            List<VaultInfo.Slot> slots = header.slots().stream()
                    .map(slot -> new VaultInfo.Slot(
                            VaultInfo.Kind.valueOf(slot.type().name()), KdfCost.of(slot.cost())))
                    .toList();
            return new VaultInfo.Header(
                    header.version(),
                    VaultId.of(header.vaultId()),
                    header.generation(),
                    slots,
                    file.get().length,
                    others,
                    folder.holder());
        } catch (FormatException e) {
            String message = String.valueOf(e.getMessage());
            return e.reason() == FormatException.Reason.UNKNOWN_VERSION
                    ? new VaultInfo.NewerVersion(message)
                    : new VaultInfo.Malformed(message);
        } catch (IOException e) {
            return new VaultInfo.StorageFailed(Problems.of(e));
        }
    }

    /** Opens every file in the folder, newest first, and every proof body. Changes nothing. */
    public VaultReport verify(VaultSecret secret) {
        List<Attempt.Opened> opened = new ArrayList<>();
        List<VaultReport.Entry> entries = new ArrayList<>();
        List<BodyId> bad = new ArrayList<>();
        int bodies = 0;
        try (Unlocker unlocker = new Unlocker(folder, parts.formats(), parts.stretcher(), parts.random(), secret)) {
            List<String> names = new ArrayList<>();
            names.add(Names.MAIN);
            names.addAll(Names.allEarlier());
            List<Attempt> attempts = names.stream().map(unlocker::open).toList();
            for (int i = 0; i < names.size(); i++) {
                Attempt older = i + 1 < names.size() ? attempts.get(i + 1) : new Attempt.Absent();
                boolean needed = i == 0;
                if (attempts.get(i) instanceof Attempt.Opened file) {
                    opened.add(file);
                }
                if (needed || !(attempts.get(i) instanceof Attempt.Absent)) {
                    entries.add(new VaultReport.Entry(names.get(i), stateOf(attempts.get(i), older)));
                }
            }
            if (!opened.isEmpty()) {
                BodyStore store = new BodyStore(folder, parts.random());
                for (var ref : opened.getFirst().body().bodies()) {
                    if (ref.droppedAt() == 0) {
                        bodies++;
                        if (!(store.read(ref) instanceof BodyOutcome.Found)) {
                            bad.add(BodyId.of(ref.hash()));
                        }
                    }
                }
            }
        } catch (OutOfMemoryError e) {
            entries.add(new VaultReport.Entry(
                    Names.MAIN, new VaultReport.State.Broken("the key derivation needs more memory than there is")));
        } finally {
            opened.forEach(Attempt.Opened::wipe);
        }
        return new VaultReport(entries, bodies, bad);
    }

    private static VaultReport.State stateOf(Attempt attempt, Attempt older) {
        return switch (attempt) {
            case Attempt.Opened file ->
                new VaultReport.State.Sound(
                        file.header().generation(),
                        Instant.ofEpochMilli(file.body().savedAt()),
                        file.body().records().size(),
                        !(older instanceof Attempt.Opened before)
                                || before.hash().equals(file.header().previousHash()));
            case Attempt.Refused refused -> new VaultReport.State.DidNotOpen();
            case Attempt.NoSlot noSlot -> new VaultReport.State.DidNotOpen();
            case Attempt.Absent absent -> new VaultReport.State.Broken("the file is gone");
            case Attempt.UnknownVersion(String message) -> new VaultReport.State.Broken(message);
            case Attempt.Broken(var hash, String reason) -> new VaultReport.State.Broken(reason);
            case Attempt.Unreadable(String reason) -> new VaultReport.State.Broken(reason);
        };
    }

    /**
     * Copies the vault in {@code backup} into this folder, which holds none. The whole of it is opened and checked with
     * {@code secret} before anything is written, and again afterwards.
     */
    public CopyOutcome restoreFrom(Path backup, VaultSecret secret) {
        VaultParts there = new VaultParts(
                new DiskFolder(backup, parts.random(), parts.clock()),
                parts.formats(),
                parts.stretcher(),
                parts.random(),
                parts.clock(),
                GenerationMemory.none());
        OpenOutcome outcome = new VaultStore(there).openReadOnly(secret);
        if (!(outcome instanceof OpenOutcome.Opened(Vault vault, var notices))) {
            return new CopyOutcome.SourceRefused(outcome);
        }
        try (vault) {
            return vault.copyInto(folder, Path.of(folder.describe(Folder.TOP)));
        }
    }
}
