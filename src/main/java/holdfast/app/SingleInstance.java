package holdfast.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One window for each vault. Whoever holds the lock on a file listens on a local socket beside it; a second start hands
 * over what it was given and ends. No network is involved: the socket is a file in a folder that only its owner can enter.
 */
final class SingleInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());
    private static final int MAX_MESSAGE = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte ACCEPTED = 1;

    private final FileChannel file;
    private final @Nullable ServerSocketChannel server;
    private final Path socket;

    private SingleInstance(FileChannel file, @Nullable ServerSocketChannel server, Path socket) {
        this.file = file;
        this.server = server;
        this.socket = socket;
    }

    /** What came of the start. */
    sealed interface Start {
        /** This is the first; others will hand over to it. */
        record First(SingleInstance instance) implements Start {}

        /** Another one has the vault's window and took what was given. */
        record HandedOver() implements Start {}

        /** Nothing could be found out; the window opens, and the vault's own lock guards the vault. */
        record Alone() implements Start {}
    }

    /**
     * Becomes the first, or hands over.
     *
     * @param folder owner-only folder for the lock and the socket
     * @param name of the vault, the same for each start
     * @param arguments absolute paths and links
     * @param background runs the listener
     * @param taken is told what others hand over
     */
    static Start start(
            Path folder, String name, List<String> arguments, Executor background, Consumer<List<String>> taken) {
        try {
            prepare(folder);
            Path socket = folder.resolve(name + ".sock");
            FileChannel file = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                return listen(file, socket, background, taken);
            }
            file.close();
            return handOver(socket, arguments) ? new Start.HandedOver() : new Start.Alone();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "another window of this vault would go unnoticed: {0}",
                    e.getMessage());
            return new Start.Alone();
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Start listen(FileChannel file, Path socket, Executor background, Consumer<List<String>> taken)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Files.deleteIfExists(socket); // Left by one that was killed: its lock is gone.
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            server.close();
            LOG.log(System.Logger.Level.WARNING, "a second start cannot hand over: {0}", e.getMessage());
            return new Start.First(new SingleInstance(file, null, socket));
        }
        SingleInstance first = new SingleInstance(file, server, socket);
        // The listener holds the instance, and so its lock, for as long as it listens: a collected channel lets go of
        // it.
        background.execute(() -> first.serve(server, taken));
        return new Start.First(first);
    }

    private void serve(ServerSocketChannel server, Consumer<List<String>> taken) {
        while (file.isOpen() && server.isOpen()) {
            try (SocketChannel other = server.accept()) {
                byte[] message = read(other, MAX_MESSAGE);
                other.write(ByteBuffer.wrap(new byte[] {ACCEPTED}));
                taken.accept(arguments(message));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a start that handed over broke off", e);
            }
        }
    }

    /** All that comes until the other side ends it; both sides are bounded in size and time, so that neither hangs. */
    private static byte[] read(SocketChannel other, int most) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(most + 1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        other.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            other.register(selector, SelectionKey.OP_READ);
            while (other.read(message) >= 0) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0 || !message.hasRemaining()) {
                    throw new IOException(left <= 0 ? "the other start took too long" : "too much was handed over");
                }
                selector.select(left);
                selector.selectedKeys().clear();
            }
        }
        return Arrays.copyOf(message.array(), message.position());
    }

    private static List<String> arguments(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return Arrays.stream(text.split("\0", -1))
                .filter(argument -> !argument.isEmpty())
                .toList();
    }

    private static boolean handOver(Path socket, List<String> arguments) throws IOException {
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer message = ByteBuffer.wrap(String.join("\0", arguments).getBytes(StandardCharsets.UTF_8));
            while (message.hasRemaining()) {
                other.write(message);
            }
            other.shutdownOutput();
            byte[] answer = read(other, 1);
            return answer.length == 1 && answer[0] == ACCEPTED;
        }
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
            file.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the socket of this window stays behind", e);
        }
    }
}
