package holdfast.vault;

import holdfast.vault.format.BodyFile;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.FormatV1;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files in {@code proofs}. Each is written once and never changed. */
final class BodyStore {
    private final Folder folder;
    private final SecureRandom random;

    BodyStore(Folder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** Makes new bodies durable before a vault file refers to them. */
    void write(List<BodyFile.Sealed> bodies) throws IOException {
        for (BodyFile.Sealed body : bodies) {
            byte[] file = body.file().toArray();
            String temporary = Names.PROOFS + "/" + Names.temporary(random);
            try {
                Saver.writeVerified(folder, temporary, file, back -> opens(body.ref(), back));
                folder.move(temporary, Names.proof(body.ref().hash().toHex()));
            } catch (IOException e) {
                deleteQuietly(temporary);
                throw e;
            }
        }
        if (!bodies.isEmpty()) {
            folder.sync(Names.PROOFS);
        }
    }

    private static boolean opens(BodyRef ref, byte[] file) {
        Optional<byte[]> plaintext = BodyFile.open(ref, file);
        plaintext.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        return plaintext.isPresent();
    }

    BodyOutcome read(BodyRef ref) {
        try {
            Optional<byte[]> file = file(ref);
            if (file.isEmpty()) {
                return new BodyOutcome.Missing();
            }
            Optional<byte[]> plaintext = BodyFile.open(ref, file.get());
            return plaintext.isPresent() ? new BodyOutcome.Found(plaintext.get()) : new BodyOutcome.Damaged();
        } catch (IOException e) {
            return new BodyOutcome.StorageFailed(Problems.of(e));
        }
    }

    private Optional<byte[]> file(BodyRef ref) throws IOException {
        return folder.read(Names.proof(ref.hash().toHex()), FormatV1.MAX_FILE_LENGTH);
    }

    /** The file itself if it is sound, for a copy. */
    Optional<byte[]> soundFile(BodyRef ref) throws IOException {
        return file(ref).filter(bytes -> opens(ref, bytes));
    }

    /**
     * Deletes what no kept generation needs: leftovers of interrupted saves and bodies given up long ago. Nothing is
     * swept while a damaged vault file is kept, since nobody can read what that one needs.
     */
    void sweep(List<BodyRef> needed) throws IOException {
        if (folder.list(Folder.TOP).stream().anyMatch(Names::isDamaged)) {
            return;
        }
        Set<String> keep = needed.stream().map(ref -> ref.hash().toHex()).collect(Collectors.toSet());
        for (String name : folder.list(Names.PROOFS)) {
            boolean ours = BodyId.SHAPE.matcher(name).matches() || Names.isTemporary(name);
            if (ours && !keep.contains(name)) {
                folder.delete(Names.PROOFS + "/" + name);
            }
        }
    }

    private void deleteQuietly(String name) {
        try {
            folder.delete(name);
        } catch (IOException e) {
            return; // The next sweep deletes it.
        }
    }
}
