package holdfast.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two small text files beside a vault, which may hold anything. */
class LockAndMemoryFilesTest {
    private static final VaultId VAULT = new VaultId("0123456789abcdef0123456789abcdef");

    @TempDir
    private Path folder;

    @Test
    void holder_writtenAndRead_isTheSame() {
        LockHolder holder = new LockHolder(OptionalLong.of(4711), "sari", Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(holder.toText()).isEqualTo("pid 4711\nuser sari\nsince 2026-03-01T12:00:00Z\n");
        assertThat(LockHolder.parse(holder.toText())).isEqualTo(holder);
    }

    @Test
    void holder_nameOfSeveralLines_staysOnOne() {
        LockHolder holder = new LockHolder(OptionalLong.empty(), "a\nb", Instant.EPOCH);
        assertThat(LockHolder.parse(holder.toText()))
                .isEqualTo(new LockHolder(OptionalLong.of(0), "a b", Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "pid 1\nuser a\nsince yesterday\n",
                "pid x\nuser a\nsince 2026-03-01T12:00:00Z\n",
                "pid 1234567890123456789\nuser a\nsince 2026-03-01T12:00:00Z\n",
                "pid 1\nuser a\nsince 2026-03-01T12:00:00Z"
            })
    void holder_ofAnotherShape_isUnknown(String text) {
        assertThat(LockHolder.parse(text)).isEqualTo(new LockHolder(OptionalLong.empty(), "", Instant.EPOCH));
    }

    @Test
    void memory_linesThatAreNoneOfOurs_areDroppedAndTheRestStays() throws Exception {
        Path file = folder.resolve("deep/generations");
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(file, "rubbish\n" + VAULT.hex() + " 7\n" + "f".repeat(32) + " 0\n");
        FileGenerationMemory memory = new FileGenerationMemory(file);
        assertThat(memory.highest(VAULT)).hasValue(7);
        memory.remember(VAULT, 6);
        memory.remember(VAULT, 7);
        assertThat(Files.readString(file)).startsWith("rubbish");
        memory.remember(VAULT, 8);
        assertThat(Files.readString(file)).isEqualTo(VAULT.hex() + " 8\n");
    }

    @Test
    void memory_fileOfAbsurdLength_isNotRead() throws Exception {
        Path file = folder.resolve("generations");
        String line = VAULT.hex() + " 7\n";
        Files.writeString(file, line + "x".repeat((1 << 20) - line.length()));
        assertThat(new FileGenerationMemory(file).highest(VAULT)).hasValue(7);
        Files.writeString(file, line + "x".repeat((1 << 20) - line.length() + 1));
        assertThat(new FileGenerationMemory(file).highest(VAULT)).isEmpty();
    }
}
