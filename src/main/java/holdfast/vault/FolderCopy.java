package holdfast.vault;

import holdfast.vault.Folder.LockResult;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.FormatV1;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies an open vault into an empty folder, whose lock it holds meanwhile. The vault's file comes last: without it the
 * copy is no vault.
 */
final class FolderCopy {
    private final VaultParts parts;
    private final VaultState state;
    private final BodyStore source;

    FolderCopy(VaultParts parts, VaultState state, BodyStore source) {
        this.parts = parts;
        this.state = state;
        this.source = source;
    }

    CopyOutcome into(Folder target, Path path) {
        try {
            if (!isFree(target)) {
                return new CopyOutcome.NotEmpty(path);
            }
            Optional<byte[]> file = parts.folder().read(Names.MAIN, FormatV1.MAX_FILE_LENGTH);
            if (file.isEmpty() || !Saver.hash(file.get()).equals(state.based())) {
                return new CopyOutcome.ChangedOnDisk();
            }
            target.prepare();
            return switch (target.lock()) {
                case LockResult.Busy(LockHolder holder) -> new CopyOutcome.Busy(path, holder);
                case LockResult.Held(Runnable release) -> {
                    try {
                        // Somebody may have been there before the lock.
                        yield isFree(target) ? copy(file.get(), target, path) : new CopyOutcome.NotEmpty(path);
                    } finally {
                        release.run();
                    }
                }
            };
        } catch (IOException e) {
            return new CopyOutcome.StorageFailed(Problems.of(e));
        }
    }

    private CopyOutcome copy(byte[] file, Folder target, Path path) throws IOException {
        List<BodyId> missing = new ArrayList<>();
        int bodies = copyBodies(target, missing);
        String temporary = Names.temporary(parts.random());
        Saver.writeVerified(target, temporary, file, bytes -> Slots.reads(parts, bytes, state));
        target.move(temporary, Names.MAIN);
        target.sync(Folder.TOP);
        return reopened(target, path, bodies, missing);
    }

    /** Leftovers of an interrupted copy do not count: without a vault's file they belong to none. */
    private static boolean isFree(Folder target) throws IOException {
        return target.list(Folder.TOP).stream()
                .allMatch(name -> Names.isTemporary(name) || name.equals(Names.PROOFS) || name.equals(Names.LOCK));
    }

    private int copyBodies(Folder target, List<BodyId> missing) throws IOException {
        int copied = 0;
        for (BodyRef ref : state.bodies()) {
            if (ref.droppedAt() > 0) {
                continue;
            }
            Optional<byte[]> file = source.soundFile(ref);
            if (file.isEmpty()) {
                missing.add(BodyId.of(ref.hash()));
                continue;
            }
            String name = Names.proof(ref.hash().toHex());
            target.delete(name);
            String temporary = Names.PROOFS + "/" + Names.temporary(parts.random());
            Saver.writeVerified(target, temporary, file.get(), bytes -> true);
            target.move(temporary, name);
            copied++;
        }
        target.sync(Names.PROOFS);
        return copied;
    }

    private CopyOutcome reopened(Folder target, Path path, int bodies, List<BodyId> missing) throws IOException {
        Optional<byte[]> back = target.read(Names.MAIN, FormatV1.MAX_FILE_LENGTH);
        if (back.isEmpty() || !Slots.reads(parts, back.get(), state)) {
            return new CopyOutcome.NotReadable("the copied vault does not open");
        }
        BodyStore copies = new BodyStore(target, parts.random());
        int sound = 0;
        for (BodyRef ref : state.bodies()) {
            if (ref.droppedAt() == 0 && copies.soundFile(ref).isPresent()) {
                sound++;
            }
        }
        if (sound != bodies) {
            return new CopyOutcome.NotReadable((bodies - sound) + " copied proof bodies do not open");
        }
        return new CopyOutcome.Copied(path, state.generation(), state.records().size(), bodies, missing);
    }
}
