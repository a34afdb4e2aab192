package holdfast.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log beside a vault: what was added is there again, and nothing in it can be changed unseen. */
class SealedLogTest {
    private static final int HEADER = 8 + 16;

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[SealedLog.KEY_LENGTH];

    private SealedLog open(int keep) throws IOException {
        return new SealedLog(folder.resolve("log"), key, random, keep, true);
    }

    private SealedLog open() throws IOException {
        return open(1000);
    }

    private static List<String> texts(SealedLog log) {
        return log.entries().stream().map(entry -> new String(entry, UTF_8)).toList();
    }

    private void add(String... entries) throws IOException {
        try (SealedLog log = open()) {
            for (String entry : entries) {
                log.append(entry.getBytes(UTF_8));
            }
        }
    }

    private Path file() {
        return folder.resolve("log");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void entries_areThereAgain_andTheFileShowsNothing() throws Exception {
        add("one", "two");
        add("a private address");
        try (SealedLog log = open()) {
            assertThat(texts(log)).containsExactly("one", "two", "a private address");
            assertThat(log.isDamaged()).isFalse();
        }
        assertThat(new String(Files.readAllBytes(file()), UTF_8)).doesNotContain("private");
        assertThat(names()).containsExactly("log");
        if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
        }
    }

    @Test
    void nothing_isWrittenBeforeTheFirstEntry() throws Exception {
        open().close();
        assertThat(names()).isEmpty();
    }

    @Test
    @Tag("slow")
    void everyLengthOfTheFile_givesTheEntriesBeforeIt_andCanGoOn() throws Exception {
        add("one", "two", "three");
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (SealedLog log = open()) {
                List<String> left = texts(log);
                assertThat(left).isEqualTo(List.of("one", "two", "three").subList(0, left.size()));
                assertThat(log.isDamaged())
                        .as("a crash at %d is no damage", length)
                        .isFalse();
                log.append("next".getBytes(UTF_8));
            }
            try (SealedLog log = open()) {
                assertThat(texts(log)).endsWith("next");
            }
        }
    }

    @Test
    @Tag("slow")
    void everyFlippedBit_isSeen_andTheFilePutAside() throws Exception {
        add("one", "two");
        byte[] whole = Files.readAllBytes(file());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file(), flipped);
            try (SealedLog log = open()) {
                assertThat(texts(log)).as("bit %d", bit).isNotEqualTo(List.of("one", "two"));
                List<String> left = texts(log);
                assertThat(left).isEqualTo(List.of("one", "two").subList(0, left.size()));
            }
        }
        assertThat(names()).anyMatch(name -> name.startsWith("log.damaged-"));
    }

    @Test
    void entriesSwappedOrLeftOut_areSeen() throws Exception {
        add("same", "size");
        byte[] whole = Files.readAllBytes(file());
        int entry = (whole.length - HEADER) / 2;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, HEADER + entry, swapped, HEADER, entry);
        System.arraycopy(whole, HEADER, swapped, HEADER + entry, entry);
        byte[] leftOut = new byte[HEADER + entry];
        System.arraycopy(whole, 0, leftOut, 0, HEADER);
        System.arraycopy(whole, HEADER + entry, leftOut, HEADER, entry);
        for (byte[] altered : List.of(swapped, leftOut)) {
            Files.write(file(), altered);
            try (SealedLog log = open()) {
                assertThat(log.isDamaged()).isTrue();
                assertThat(log.entries()).isEmpty();
            }
        }
    }

    /** The same place of an older copy: its index is right, what stood before it is not. */
    @Test
    void entryPutBackFromAnOlderCopy_isSeenByTheNextOne() throws Exception {
        add("a1", "b1");
        byte[] older = Files.readAllBytes(file());
        int entry = (older.length - HEADER) / 2;
        Files.write(file(), Arrays.copyOf(older, HEADER + entry));
        add("b2", "c2");
        byte[] now = Files.readAllBytes(file());
        byte[] mixed = now.clone();
        System.arraycopy(older, HEADER + entry, mixed, HEADER + entry, entry);
        Files.write(file(), mixed);
        try (SealedLog log = open()) {
            assertThat(log.isDamaged()).isTrue();
            assertThat(texts(log)).containsExactly("a1", "b1");
        }
    }

    /** Two files of one key, as before and after a rewriting, have nothing in common. */
    @Test
    void entriesOfAnotherFileOfTheSameKey_areSeen() throws Exception {
        add("one");
        byte[] first = Files.readAllBytes(file());
        Files.delete(file());
        add("two");
        byte[] second = Files.readAllBytes(file());
        System.arraycopy(first, HEADER, second, HEADER, first.length - HEADER);
        Files.write(file(), second);
        try (SealedLog log = open()) {
            assertThat(log.isDamaged()).isTrue();
            assertThat(log.entries()).isEmpty();
        }
    }

    @Test
    void fileTakenAwayReplacedOrLengthenedMeanwhile_isNotWrittenTo() throws Exception {
        add("one");
        byte[] whole = Files.readAllBytes(file());
        try (SealedLog log = open()) {
            Files.delete(file());
            assertThatThrownBy(() -> log.append(new byte[1])).isInstanceOf(NoSuchFileException.class);
            Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
            assertThatThrownBy(() -> log.append(new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was changed by another program");
            Files.delete(file());
            Path other = Files.write(folder.resolve("other"), whole);
            Files.createSymbolicLink(file(), other);
            assertThatThrownBy(() -> log.append(new byte[1])).isInstanceOf(IOException.class);
            assertThat(other).hasBinaryContent(whole);
            Files.delete(file());
            Files.write(file(), whole);
            log.append("two".getBytes(UTF_8));
            assertThat(texts(log)).containsExactly("one", "two");
        }
        try (SealedLog log = open()) {
            assertThat(texts(log)).containsExactly("one", "two");
        }
    }

    private byte[] golden(String name) throws IOException {
        try (InputStream file = SealedLogTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    @Test
    void version1_isReadAndWrittenAnew() throws Exception {
        byte[] old = golden("golden-log-v1.hfl");
        Files.write(file(), old);
        try (SealedLog log = new SealedLog(file(), key, random, 10, false)) {
            assertThat(texts(log)).containsExactly("one", "two", "three");
        }
        assertThat(file()).hasBinaryContent(old);
        try (SealedLog log = open()) {
            assertThat(texts(log)).containsExactly("one", "two", "three");
            assertThat(log.isDamaged()).isFalse();
            log.append("four".getBytes(UTF_8));
        }
        assertThat(Files.readAllBytes(file())).startsWith('H', 'F', 'L', 'O', 'G', 0x1a, 0, 2);
        try (SealedLog log = open()) {
            assertThat(texts(log)).containsExactly("one", "two", "three", "four");
        }
    }

    @Test
    void version2_writtenAnew_isTheSameFile() throws Exception {
        try (SealedLog log = new SealedLog(file(), key, new SeededRandom(17), 1000, true)) {
            for (String entry : List.of("one", "two", "three")) {
                log.append(entry.getBytes(UTF_8));
            }
        }
        assertThat(file()).hasBinaryContent(golden("golden-log-v2.hfl"));
    }

    @Test
    void anotherKey_readsNothing() throws Exception {
        add("one");
        key[0] = 1;
        try (SealedLog log = open()) {
            assertThat(log.isDamaged()).isTrue();
            assertThat(log.entries()).isEmpty();
        }
    }

    @Test
    void manyEntries_areCutToThoseThatAreKept() throws Exception {
        String[] many =
                Stream.iterate(0, i -> i + 1).limit(20).map(String::valueOf).toArray(String[]::new);
        add(many);
        try (SealedLog log = open(10)) {
            assertThat(texts(log)).startsWith("10").endsWith("19").hasSize(10);
            log.append("20".getBytes(UTF_8));
        }
        try (SealedLog log = open(10)) {
            assertThat(texts(log)).startsWith("10").endsWith("20").hasSize(11);
        }
    }

    @Test
    void logOpenForReading_changesNothing() throws Exception {
        add("one");
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
        try (SealedLog log = new SealedLog(file(), key, random, 10, false)) {
            assertThat(log.entries()).isEmpty();
            assertThatThrownBy(() -> log.append(new byte[1])).isInstanceOf(IOException.class);
        }
        assertThat(Files.size(file())).isEqualTo(whole.length - 1);
    }

    @Test
    void entryTooLong_isRefused() throws Exception {
        try (SealedLog log = open()) {
            assertThatThrownBy(() -> log.append(new byte[64 * 1024 + 1])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fileThatIsNone_isRefusedAtOnce() throws Exception {
        Path file = file();
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertRefused();
        Files.delete(file);
        assumeThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertRefused();
    }

    private void assertRefused() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(this::open)
                        .isInstanceOf(IOException.class)
                        .hasMessage(file() + " is a link, or not a file: move it away"));
    }
}
