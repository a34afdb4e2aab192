package holdfast.vault;

import holdfast.vault.Folder.LockResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock for writing: the operating system's lock on a file that is never deleted. When the process dies the lock
 * dies with it, so there are no stale ones.
 */
final class LockFile {
    /** Not through a link: locking writes, and a link could lead to a file of somebody's own. */
    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** No lock file is longer. */
    private static final int LONGEST = 1024;

    /** Far behind the text: on Windows nobody else could read what is locked. */
    private static final long LOCKED_AT = 1L << 40;

    private final Path file;
    private final Clock clock;
    private final FileAttribute<?>[] attributes;
    private @Nullable LockHolder mine;

    /**
     * Channels on a file this process had already locked. POSIX drops all locks a process has on a file as soon as it
     * closes any descriptor of that file, so these stay open and referenced.
     */
    private final List<FileChannel> neverClosed = new ArrayList<>();

    LockFile(Path file, Clock clock, FileAttribute<?>[] attributes) {
        this.file = file;
        this.clock = clock;
        this.attributes = attributes;
    }

    synchronized LockResult lock() throws IOException {
        if (mine != null) {
            return new LockResult.Busy(mine);
        }
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a link and not a lock file: remove it");
        }
        requireFile();
        FileChannel channel = FileChannel.open(file, OPEN, attributes);
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_AT, 1, false);
        } catch (OverlappingFileLockException e) {
            neverClosed.add(channel);
            return new LockResult.Busy(read(channel));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            try (channel) {
                return new LockResult.Busy(read(channel));
            }
        }
        try {
            if (channel.size() > LONGEST) {
                throw new IOException(file + " is no lock file: move it to another folder");
            }
            // Whoever deleted or replaced the file meanwhile has, or will get, a lock of their own.
            if (!isStillThere(channel)) {
                throw new IOException(file + " was replaced while it was being locked: try again");
            }
            mine = new LockHolder(
                    OptionalLong.of(ProcessHandle.current().pid()),
                    Objects.requireNonNullElse(System.getProperty("user.name"), ""),
                    clock.instant());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(mine.toText().getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            mine = null;
            channel.close();
            throw e;
        }
        return new LockResult.Held(() -> release(channel));
    }

    /** Opening a pipe would not come back. */
    private void requireFile() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no lock file: remove it");
        }
    }

    private boolean isStillThere(FileChannel channel) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        // Java cannot ask a channel for its key. Writing through it and looking at the path says the same.
        ByteBuffer mark = ByteBuffer.wrap(new byte[] {'\n'});
        channel.truncate(0);
        channel.write(mark, 0);
        BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
        return Objects.equals(key, after.fileKey()) && after.size() == 1;
    }

    private synchronized void release(FileChannel channel) {
        mine = null;
        try {
            channel.close();
        } catch (IOException e) {
            // Closing a channel gives its lock back even when it reports an error.
            return;
        }
    }

    synchronized Optional<LockHolder> holder() throws IOException {
        if (mine != null) {
            return Optional.of(mine);
        }
        requireFile();
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            FileLock lock = channel.tryLock(LOCKED_AT, 1, true);
            if (lock != null) {
                channel.close();
                return Optional.empty();
            }
            try (channel) {
                return Optional.of(read(channel));
            }
        } catch (OverlappingFileLockException e) {
            neverClosed.add(channel);
            return Optional.of(read(channel));
        }
    }

    private static LockHolder read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST);
        channel.read(text, 0);
        return LockHolder.parse(new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
    }
}
