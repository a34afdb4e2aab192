package holdfast.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps the memory in a small text file: a line per vault, its id and its highest generation. */
public final class FileGenerationMemory implements GenerationMemory {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{32}) ([1-9][0-9]{0,14})");
    private static final int MAX_LENGTH = 1 << 20;
    private static final int TRIES = 300;

    private final Path file;

    public FileGenerationMemory(Path file) {
        this.file = file;
    }

    @Override
    public synchronized OptionalLong highest(VaultId vault) throws IOException {
        Long highest = read().get(vault.hex());
        return highest == null ? OptionalLong.empty() : OptionalLong.of(highest);
    }

    @Override
    public synchronized void remember(VaultId vault, long generation) throws IOException {
        Long known = read().get(vault.hex());
        if (known != null && known >= generation) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            // Whoever could write here could make a roll-back go unnoticed.
            Files.createDirectories(parent, OwnerOnly.folder(parent.getFileSystem()));
        }
        // Other programs, and other parts of this one, note their vaults in the same file.
        try (FileChannel turn = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.file(file.getFileSystem()))) {
            lock(turn);
            SortedMap<String, Long> all = read();
            all.merge(vault.hex(), generation, Math::max);
            write(all);
        }
    }

    /** Held until the channel is closed. */
    private static void lock(FileChannel turn) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                if (turn.tryLock() != null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                // Another part of this program has it.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new IOException("the memory of generations is held by another program");
    }

    private void write(SortedMap<String, Long> all) throws IOException {
        StringBuilder text = new StringBuilder();
        all.forEach((id, highest) ->
                text.append(id).append(' ').append(highest.longValue()).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        // What an interrupted attempt left may be open to others.
        Files.deleteIfExists(fresh);
        try (FileChannel out = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.file(file.getFileSystem()))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lines that are none of ours are dropped: a damaged memory must not keep anybody from their vault. */
    private SortedMap<String, Long> read() throws IOException {
        SortedMap<String, Long> all = new TreeMap<>();
        try {
            if (Files.size(file) > MAX_LENGTH) {
                return all;
            }
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    all.put(matcher.group(1), Long.valueOf(matcher.group(2)));
                }
            }
        } catch (NoSuchFileException e) {
            return all;
        }
        return all;
    }
}
