package holdfast.vault;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The few operations on files that the vault needs, each of which either happens or throws. Names are those of {@link
 * Names}; the folder {@code proofs} is addressed as {@code proofs/NAME}. A second implementation in the tests loses
 * whatever was not synced.
 */
interface Folder {
    /** The top folder itself, where a method takes a folder. */
    String TOP = "";

    /** Creates the folder, and {@code proofs} in it, unless they exist. */
    void prepare() throws IOException;

    /** The names in a folder; none when it does not exist. */
    List<String> list(String folder) throws IOException;

    /**
     * A whole file, or nothing when there is none.
     *
     * @throws IOException also when the file is longer than {@code limit}
     */
    Optional<byte[]> read(String name, int limit) throws IOException;

    /** A new empty file that only its owner can read. Throws when the name is taken. */
    Output create(String name) throws IOException;

    /** Renames, replacing {@code to}, in one step that cannot be seen half done. */
    void move(String from, String to) throws IOException;

    /** Gives a file a second name; throws when that name is taken. May copy where there are no hard links. */
    void link(String existing, String name) throws IOException;

    void delete(String name) throws IOException;

    /** Makes what was created, renamed and deleted in a folder outlast a power cut. */
    void sync(String folder) throws IOException;

    /** Takes the lock of the folder for writing. */
    LockResult lock() throws IOException;

    /** Who has the folder locked, if anybody. */
    Optional<LockHolder> holder() throws IOException;

    /** The file as people know it, for messages. */
    String describe(String name);

    /** A file being written. */
    interface Output extends AutoCloseable {
        void write(byte[] bytes, int from, int length) throws IOException;

        /** Makes what was written outlast a power cut. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** What came of asking for the lock. */
    sealed interface LockResult {
        /** The lock is held until {@code release} is run. */
        record Held(Runnable release) implements LockResult {}

        record Busy(LockHolder holder) implements LockResult {}
    }
}
