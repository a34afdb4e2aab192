package holdfast.vault;

import holdfast.vault.format.FormatException;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.VaultFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes the files that a key given up would still open. */
final class Purge {
    private final Folder folder;
    private final VaultFormats formats;

    Purge(Folder folder, VaultFormats formats) {
        this.folder = folder;
        this.formats = formats;
    }

    /** Deletes what was saved before generation {@code keysSince}; tells what is gone and what is not. */
    SaveOutcome.Earlier run(long keysSince) {
        List<String> removed = new ArrayList<>();
        List<String> remaining = new ArrayList<>();
        List<String> names;
        try {
            names = folder.list(Folder.TOP);
        } catch (IOException e) {
            return new SaveOutcome.Earlier(removed, Names.allEarlier());
        }
        for (String name : names) {
            boolean earlier = Names.allEarlier().contains(name) || Names.isOldVersion(name);
            try {
                if (earlier && isOlder(name, keysSince)) {
                    folder.delete(name);
                    removed.add(name);
                }
            } catch (IOException | FormatException e) {
                remaining.add(name);
            }
            if (Names.isDamaged(name)) {
                remaining.add(name);
            }
        }
        try {
            if (!removed.isEmpty()) {
                folder.sync(Folder.TOP);
            }
        } catch (IOException e) {
            // They are gone for now; should a power cut bring them back, the next opening removes them.
            return new SaveOutcome.Earlier(removed, remaining);
        }
        return new SaveOutcome.Earlier(removed, remaining);
    }

    private boolean isOlder(String name, long keysSince) throws IOException, FormatException {
        Optional<byte[]> file = folder.read(name, FormatV1.MAX_FILE_LENGTH);
        return file.isPresent() && formats.detect(file.get()).parse(file.get()).generation() < keysSince;
    }
}
