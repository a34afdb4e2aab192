package holdfast.vault;

import holdfast.crypto.AesGcm;
import holdfast.crypto.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entries that are only ever added, each encrypted by itself and synced, in a file beside a vault: for what is written
 * too often to save the whole vault for. Each entry is bound to its place and to the one before it, so that none can be
 * invented, altered, left out, moved or put back from an older copy unseen. That the last ones were cut off cannot be
 * told. Safe for use by several threads.
 */
public final class SealedLog implements AutoCloseable {
    /** Length of the key in bytes. */
    public static final int KEY_LENGTH = AesGcm.KEY_LENGTH;

    private static final byte[] MAGIC = {'H', 'F', 'L', 'O', 'G', 0x1a, 0, 2};

    /** Its entries were bound to their places only. Still read; written anew at the first opening for writing. */
    private static final byte[] MAGIC_V1 = {'H', 'F', 'L', 'O', 'G', 0x1a, 0, 1};

    private static final int OVERHEAD = AesGcm.NONCE_LENGTH + AesGcm.TAG_LENGTH;
    private static final int LONGEST = 64 * 1024;
    private static final long MAX_FILE = 64L << 20;

    private final Path file;
    private final SecretBytes key;
    private final SecureRandom random;
    private final List<byte[]> entries = new ArrayList<>();
    private final boolean damaged;
    private final boolean writable;

    /** What the next entry is bound to: the tag of the one before it, or the random bytes at the file's beginning. */
    private byte[] chain = {};

    /** Bytes that the file has. */
    private long length;

    /**
     * Reads a log, or begins one.
     *
     * <p>What a crash left half written at the end is dropped. From the first entry on that does not open, nothing is
     * used; the file is then put aside under another name.
     *
     * @param file need not exist; its folder must once something is added
     * @param key {@link #KEY_LENGTH} bytes, used for this log alone; copied
     * @param keep how many entries are kept at least; at twice as many the older ones are dropped when it is opened
     * @param writable false beside another program that has it open: the file is then left as it is
     */
    public SealedLog(Path file, byte[] key, SecureRandom random, int keep, boolean writable) throws IOException {
        this.file = file;
        this.key = SecretBytes.copyOf(key);
        this.random = random;
        this.writable = writable;
        ByteBuffer content = read(file);
        this.damaged = !parse(content);
        boolean cut = content.hasRemaining();
        boolean old = !damaged && chain.length == 0 && content.position() > 0;
        length = content.position();
        boolean many = entries.size() >= 2 * keep;
        if (many) {
            entries.subList(0, entries.size() - keep).clear();
        }
        if (writable && (damaged || cut || many || old)) {
            rewrite();
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // Reading a pipe would not come back, and a device could have no end.
                throw new IOException(file + " is a link, or not a file: move it away");
            }
            if (Files.size(file) > MAX_FILE) {
                throw new IOException(file + " is longer than " + MAX_FILE + " bytes");
            }
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return ByteBuffer.allocate(0);
        }
    }

    /** @return false when something whole does not open; the position is then, or where a half entry begins, before it */
    private boolean parse(ByteBuffer content) {
        if (content.remaining() < MAGIC.length) {
            return true;
        }
        byte[] magic = new byte[MAGIC.length];
        content.get(magic);
        boolean chained = Arrays.equals(magic, MAGIC);
        if (!chained && !Arrays.equals(magic, MAGIC_V1)) {
            return false;
        }
        if (chained) {
            if (content.remaining() < AesGcm.TAG_LENGTH) {
                content.rewind();
                return true;
            }
            chain = new byte[AesGcm.TAG_LENGTH];
            content.get(chain);
        }
        while (content.remaining() >= Integer.BYTES) {
            int size = content.getInt(content.position());
            if (size < OVERHEAD || size > LONGEST + OVERHEAD) {
                return false;
            }
            if (content.remaining() - Integer.BYTES < size) {
                return true;
            }
            byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
            byte[] sealed = new byte[size - nonce.length];
            content.getInt();
            content.get(nonce).get(sealed);
            byte[] place = place(magic, entries.size(), chain);
            Optional<byte[]> entry = key.expose(bytes -> AesGcm.open(bytes, nonce, place, sealed));
            if (entry.isEmpty()) {
                return false;
            }
            entries.add(entry.get());
            if (chained) {
                chain = tag(sealed);
            }
        }
        return true;
    }

    private static byte[] place(byte[] magic, long index, byte[] before) {
        return ByteBuffer.allocate(magic.length + Long.BYTES + before.length)
                .put(magic)
                .putLong(index)
                .put(before)
                .array();
    }

    private static byte[] tag(byte[] sealed) {
        return Arrays.copyOfRange(sealed, sealed.length - AesGcm.TAG_LENGTH, sealed.length);
    }

    /** Whether entries were altered, so that not all of them could be read. */
    public boolean isDamaged() {
        return damaged;
    }

    /** All entries, oldest first. */
    public synchronized List<byte[]> entries() {
        return entries.stream().map(byte[]::clone).toList();
    }

    /**
     * Adds an entry. It is on the disk when this returns.
     *
     * @throws IllegalArgumentException when it is longer than 64 KiB
     * @throws IOException when it could not be written, or the file is not as this program left it
     */
    public synchronized void append(byte[] entry) throws IOException {
        if (entry.length > LONGEST) {
            throw new IllegalArgumentException("an entry has at most " + LONGEST + " bytes");
        }
        if (!writable) {
            throw new IOException(file + " is open for reading only");
        }
        if (length == 0) {
            rewrite();
        }
        // Neither a link to some other file nor one that appeared in the place of ours is written to.
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() != length) {
                throw new IOException(file + " was changed by another program");
            }
            channel.position(length);
            Sealed next = sealed(entries.size(), entry, chain);
            try {
                write(channel, next.bytes());
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(length);
                throw e;
            }
            length = channel.position();
            chain = next.tag();
        }
        entries.add(entry.clone());
    }

    /** An entry as it is written, and what the next one is bound to. */
    @SuppressWarnings("ArrayRecordComponent") // Used once and not compared.
    private record Sealed(ByteBuffer bytes, byte[] tag) {}

    private Sealed sealed(long index, byte[] entry, byte[] before) {
        byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] sealed = key.expose(bytes -> AesGcm.seal(bytes, nonce, place(MAGIC, index, before), entry));
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + nonce.length + sealed.length)
                .putInt(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .flip();
        return new Sealed(bytes, tag(sealed));
    }

    private void rewrite() throws IOException {
        Path next = file.resolveSibling(Names.temporary(random));
        byte[] last = new byte[AesGcm.TAG_LENGTH];
        random.nextBytes(last);
        long written;
        try (FileChannel channel = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.file(next.getFileSystem()))) {
            write(channel, ByteBuffer.wrap(MAGIC));
            write(channel, ByteBuffer.wrap(last));
            for (int i = 0; i < entries.size(); i++) {
                Sealed entry = sealed(i, entries.get(i), last);
                write(channel, entry.bytes());
                last = entry.tag();
            }
            channel.force(true);
            written = channel.position();
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw e;
        }
        if (damaged) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".damaged-"
                            + Names.temporary(random).substring(4)));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        chain = last;
        length = written;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Wipes the key and forgets the entries. */
    @Override
    public synchronized void close() {
        key.close();
        entries.forEach(entry -> Arrays.fill(entry, (byte) 0));
        entries.clear();
    }
}
