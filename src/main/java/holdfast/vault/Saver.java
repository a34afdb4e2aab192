package holdfast.vault;

import holdfast.crypto.Hashes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.FormatV1;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts a new file in the place of the old one. Until the one rename the old state is the vault, after it the new one;
 * every step before it can fail or be interrupted without harm.
 */
final class Saver {
    /** Small enough that a large vault is written in many steps, each of which the tests interrupt. */
    private static final int PIECE = 16 * 1024;

    private final Folder folder;
    private final SecureRandom random;

    Saver(Folder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** What becomes of the old files. */
    sealed interface Keep {
        /** The old file becomes the newest earlier generation. */
        record AsGeneration() implements Keep {}

        /** The old file becomes the newest earlier generation and is kept for good under {@code name}. */
        record AsGenerationAnd(String name) implements Keep {}

        /** The old file is not kept. */
        record Nothing() implements Keep {}

        /** The old files could not be read: each is put aside under the name it is paired with. */
        record Aside(List<Pair> pairs) implements Keep {}

        record Pair(String name, String aside) {}
    }

    /** What came of it. */
    sealed interface Result {
        record Done(Bytes hash) implements Result {}

        record Unconfirmed(Bytes hash, String reason) implements Result {}

        record ChangedOnDisk() implements Result {}

        record NotDone(String reason) implements Result {}

        record Unknown(String reason) implements Result {}
    }

    /**
     * @param expected hash of the file that is to be replaced, or nothing when there must be none
     * @param opens whether bytes read back from the disk decrypt to what was meant
     */
    Result replace(Optional<Bytes> expected, byte[] fresh, Predicate<byte[]> opens, Keep keep) {
        String temporary = Names.temporary(random);
        try {
            Optional<byte[]> current = folder.read(Names.MAIN, FormatV1.MAX_FILE_LENGTH);
            if (!current.map(Saver::hash).equals(expected)) {
                return new Result.ChangedOnDisk();
            }
            writeVerified(folder, temporary, fresh, opens);
            keepOld(current, keep);
        } catch (IOException e) {
            discard(temporary);
            return new Result.NotDone(Problems.of(e));
        }
        try {
            folder.move(temporary, Names.MAIN);
        } catch (IOException e) {
            return settle(expected, fresh, temporary, Problems.of(e));
        }
        try {
            folder.sync(Folder.TOP);
        } catch (IOException e) {
            return new Result.Unconfirmed(hash(fresh), Problems.of(e));
        }
        return new Result.Done(hash(fresh));
    }

    /** Writes a new file, makes it durable, reads it again and checks that it opens. */
    static void writeVerified(Folder folder, String name, byte[] bytes, Predicate<byte[]> opens) throws IOException {
        try (Folder.Output out = folder.create(name)) {
            for (int from = 0; from < bytes.length; from += PIECE) {
                out.write(bytes, from, Math.min(PIECE, bytes.length - from));
            }
            out.force();
        }
        byte[] back = folder.read(name, FormatV1.MAX_FILE_LENGTH)
                .orElseThrow(() -> new IOException(folder.describe(name) + " vanished after it was written"));
        if (!Arrays.equals(back, bytes) || !opens.test(back)) {
            throw new IOException(folder.describe(name) + " read back differently from what was written");
        }
    }

    private void keepOld(Optional<byte[]> current, Keep keep) throws IOException {
        switch (keep) {
            case Keep.Nothing() -> {}
            case Keep.AsGeneration() -> {
                if (current.isPresent()) {
                    becomeGeneration(current.get());
                }
            }
            case Keep.AsGenerationAnd(String name) -> {
                if (current.isPresent()) {
                    if (folder.read(name, FormatV1.MAX_FILE_LENGTH).isEmpty()) {
                        folder.link(Names.MAIN, name);
                    }
                    becomeGeneration(current.get());
                }
            }
            case Keep.Aside(List<Keep.Pair> pairs) -> {
                for (Keep.Pair pair : pairs) {
                    putAside(pair);
                }
            }
        }
    }

    private void putAside(Keep.Pair pair) throws IOException {
        Optional<byte[]> taken = folder.read(pair.aside(), FormatV1.MAX_FILE_LENGTH);
        if (taken.isEmpty()) {
            // The vault's own name stays in place until the new file takes it over.
            if (pair.name().equals(Names.MAIN)) {
                folder.link(pair.name(), pair.aside());
            } else {
                folder.move(pair.name(), pair.aside());
            }
        }
    }

    private void becomeGeneration(byte[] current) throws IOException {
        String newest = Names.earlier(1);
        Optional<byte[]> first = folder.read(newest, FormatV1.MAX_FILE_LENGTH);
        if (first.isPresent() && Arrays.equals(first.get(), current)) {
            return; // An earlier save was interrupted after this step.
        }
        if (first.isPresent()) {
            int free = 2;
            while (free < Names.KEPT && isTaken(Names.earlier(free))) {
                free++;
            }
            for (int age = free; age > 1; age--) {
                folder.move(Names.earlier(age - 1), Names.earlier(age));
            }
        }
        folder.link(Names.MAIN, newest);
    }

    private boolean isTaken(String name) throws IOException {
        return folder.list(Folder.TOP).contains(name);
    }

    /** The rename reported an error. Only the disk knows whether it took place. */
    private Result settle(Optional<Bytes> expected, byte[] fresh, String temporary, String reason) {
        try {
            Optional<Bytes> now =
                    folder.read(Names.MAIN, FormatV1.MAX_FILE_LENGTH).map(Saver::hash);
            if (now.equals(Optional.of(hash(fresh)))) {
                return new Result.Unconfirmed(hash(fresh), reason);
            }
            if (now.equals(expected)) {
                discard(temporary);
                return new Result.NotDone(reason);
            }
            return new Result.Unknown(reason);
        } catch (IOException e) {
            return new Result.Unknown(reason + "; then " + Problems.of(e));
        }
    }

    /** What cannot be deleted now is deleted when the vault is next opened. */
    private void discard(String temporary) {
        try {
            folder.delete(temporary);
        } catch (IOException e) {
            return;
        }
    }

    static Bytes hash(byte[] file) {
        return Bytes.copyOf(Hashes.sha256(file));
    }
}
