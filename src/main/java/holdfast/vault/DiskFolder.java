package holdfast.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder of the file system. */
final class DiskFolder implements Folder {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path root;
    private final SecureRandom random;
    private final boolean posix;
    private final LockFile lockFile;

    DiskFolder(Path root, SecureRandom random, Clock clock) {
        this.root = root;
        this.random = random;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.lockFile = new LockFile(root.resolve(Names.LOCK), clock, OwnerOnly.file(root.getFileSystem()));
    }

    @Override
    public void prepare() throws IOException {
        createDurably(root.toAbsolutePath());
        createDurably(root.toAbsolutePath().resolve(Names.PROOFS));
    }

    /** A new folder outlasts a power cut only when the folder it lies in was synced. */
    private void createDurably(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        createDurably(parent);
        Files.createDirectory(folder, OwnerOnly.folder(folder.getFileSystem()));
        syncFolder(parent);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        if (!folder.isEmpty() && Files.isSymbolicLink(root.resolve(folder))) {
            // What lies there may belong to another vault; nothing is cleared away in it.
            throw new IOException(describe(folder) + " is a link to another folder");
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
        Path file = root.resolve(name);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(describe(name) + " is not a file"); // Reading a pipe would not come back.
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > limit) {
                throw new IOException(describe(name) + " is longer than " + limit + " bytes");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A read may give less than was asked for.
            }
            if (buffer.hasRemaining()) {
                throw new IOException(describe(name) + " became shorter while it was read");
            }
            return Optional.of(buffer.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Output create(String name) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(name), NEW, OwnerOnly.file(root.getFileSystem()));
        return new Output() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(true);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void move(String from, String to) throws IOException {
        try {
            Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "the file system of " + root + " cannot replace a file in one step: keep the vault on another", e);
        }
    }

    @Override
    public void link(String existing, String name) throws IOException {
        Path target = root.resolve(name);
        try {
            Files.createLink(target, root.resolve(existing));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            copy(existing, name);
        }
    }

    /** For file systems without hard links, such as exFAT. */
    private void copy(String existing, String name) throws IOException {
        String temporary = Names.temporary(random);
        byte[] bytes = read(existing, Integer.MAX_VALUE - 8).orElseThrow(() -> new NoSuchFileException(existing));
        try (Output out = create(temporary)) {
            out.write(bytes, 0, bytes.length);
            out.force();
        } catch (IOException e) {
            Files.deleteIfExists(root.resolve(temporary));
            throw e;
        }
        move(temporary, name);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public void sync(String folder) throws IOException {
        syncFolder(root.resolve(folder));
    }

    private void syncFolder(Path folder) throws IOException {
        // Windows opens no folder as a file; its file system orders these operations itself.
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public LockResult lock() throws IOException {
        return lockFile.lock();
    }

    @Override
    public Optional<LockHolder> holder() throws IOException {
        return lockFile.holder();
    }

    @Override
    public String describe(String name) {
        return (name.isEmpty() ? root : root.resolve(name)).toString();
    }
}
