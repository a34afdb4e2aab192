package holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import holdfast.cli.CliRunner.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that commands write: what was there is kept or wholly replaced, and nothing is left of what failed. */
class OutputFilesTest {
    @TempDir
    private Path folder;

    private Terminal terminal() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, new Places(folder, folder), "");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void write_overAFile_replacesItInOneStepAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("token.jwt"), "the old one");
        Path mine = Files.writeString(folder.resolve("token.jwt.part"), "somebody's own");
        try (InputStream old = Files.newInputStream(file)) {
            terminal().write(file.toString(), "new");
            assertThat(old.readAllBytes()).asString(UTF_8).isEqualTo("the old one");
        }
        assertThat(file).hasContent("new");
        assertThat(mine).hasContent("somebody's own");
        assertThat(files()).containsExactly(file, mine);
    }

    /** Else {@code --out /dev/null}, given by root, would take the device away from the whole machine. */
    @Test
    void write_toALinkOrADevice_goesThroughIt() throws IOException {
        assumeThat(Path.of("/dev/full")).exists();
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        terminal().write(link.toString(), "new".getBytes(UTF_8));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(target).hasContent("new");
        Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
        assertThatThrownBy(() -> terminal().write(full.toString(), "new".getBytes(UTF_8)))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith(full + " cannot be written: ");
        assertThat(Files.isSymbolicLink(full)).isTrue();
        assertThat(files()).containsExactly(full, link, target);
    }

    /** As on a full disk: no file may grow. */
    @Test
    void keygen_whenNothingCanBeWritten_leavesNoEmptyKeyInTheWay() throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        Path keys = folder.resolve("keys");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 0 && exec \"$@\"", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "holdfast.app.Main",
                "keygen",
                "--kid",
                "k-1",
                "--out",
                keys.toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains(keys.resolve("private.pem") + " cannot be written: ");
        assertThat(child.exitValue()).isEqualTo(2);
        assertThat(keys).isEmptyDirectory();
    }

    @Test
    void create_recoveryKeyThatCannotBeWritten_isSaidBeforeThereIsAVault() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "mine");
        Path vault = folder.resolve("vault");
        Result result = new CliRunner()
                .home(folder.resolve("home"))
                .stdin("p\n")
                .run("vault", "create", "--vault", vault, "--passphrase-fd", 0, "--recovery-key", taken);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(taken + " exists already and is not overwritten.");
        assertThat(taken).hasContent("mine");
        assertThat(vault).doesNotExist();
        Result nowhere = new CliRunner()
                .home(folder.resolve("home"))
                .stdin("p\n")
                .run(
                        "vault",
                        "create",
                        "--memory",
                        19,
                        "--passes",
                        1,
                        "--vault",
                        vault,
                        "--passphrase-fd",
                        0,
                        "--recovery-key",
                        folder.resolve("missing/key"));
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("The vault was created in " + vault + ", but nobody has its recovery key");
        assertThat(vault.resolve("vault.hfv")).exists();
    }

    @Test
    void historyExport_isReadableByItsOwnerOnly() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path vault = folder.resolve("vault");
        Path out = folder.resolve("history.csv");
        CliRunner runner = new CliRunner().home(folder.resolve("home")).stdin("p\n");
        assertThat(runner.run("vault", "create", "--memory", 19, "--passes", 1, "--vault", vault, "--passphrase-fd", 0)
                        .code())
                .isZero();
        assertThat(runner.run(
                                "history",
                                "export",
                                "--format",
                                "csv",
                                "--out",
                                out,
                                "--vault",
                                vault,
                                "--passphrase-fd",
                                0)
                        .code())
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
    }

    @Test
    void message_withTheNameOfAFile_cannotActOnTheTerminal() {
        Result result = new CliRunner().run("show", "a\u001b[2J\u202eb\nholdfast: verified");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("holdfast: There is no file a\\u001b[2J\\u202eb\\u000aholdfast: verified. Check the path."
                        + System.lineSeparator());
        Result path = new CliRunner().run("keygen", "--kid", "k", "--out", "a\0b");
        assertThat(path.code()).isEqualTo(2);
        assertThat(path.err()).startsWith("holdfast: Invalid value for option '--out': 'a\\u0000b' is not a path: ");
    }
}
