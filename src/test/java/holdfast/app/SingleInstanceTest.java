package holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    @TempDir
    Path folder;

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<List<String>> taken = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        background.shutdownNow();
    }

    private SingleInstance.Start start(String name, String... arguments) {
        return SingleInstance.start(folder.resolve("w"), name, List.of(arguments), background, taken::add);
    }

    @Test
    void start_second_handsItsArgumentsOver() throws Exception {
        SingleInstance.Start first = start("a");
        assertThat(first).isInstanceOf(SingleInstance.Start.First.class);

        SingleInstance.Start second = start("a", "/tmp/a b.jwt", "holdfast:request?url=x");

        assertThat(second).isInstanceOf(SingleInstance.Start.HandedOver.class);
        assertThat(taken.poll(10, TimeUnit.SECONDS)).containsExactly("/tmp/a b.jwt", "holdfast:request?url=x");
        ((SingleInstance.Start.First) first).instance().close();
    }

    @Test
    void start_afterTheFirstEnded_isTheFirst() {
        ((SingleInstance.Start.First) start("a")).instance().close();

        assertThat(start("a")).isInstanceOf(SingleInstance.Start.First.class);
    }

    @Test
    void start_ofAnotherVault_isTheFirstToo() {
        assertThat(start("a")).isInstanceOf(SingleInstance.Start.First.class);
        assertThat(start("b")).isInstanceOf(SingleInstance.Start.First.class);
    }

    @Test
    void start_socketLeftByOneThatWasKilled_isTheFirst() throws Exception {
        Files.createDirectories(folder.resolve("w"));
        Files.createFile(folder.resolve("w/a.sock"));

        assertThat(start("a")).isInstanceOf(SingleInstance.Start.First.class);
        assertThat(start("a")).isInstanceOf(SingleInstance.Start.HandedOver.class);
    }

    @Test
    void start_folderAtTheSocketsPlace_isTheFirstAndKeepsIt() throws Exception {
        Path stray = Files.createDirectories(folder.resolve("w/a.sock"));
        Files.createFile(stray.resolve("kept"));

        assertThat(start("a")).isInstanceOf(SingleInstance.Start.First.class);
        assertThat(start("a")).isInstanceOf(SingleInstance.Start.Alone.class);
        assertThat(stray.resolve("kept")).exists();
    }

    @Test
    void serve_clientThatSaysNothing_doesNotKeepTheNextOneOut() throws Exception {
        start("a");
        try (SocketChannel silent = connect()) {
            try (SocketChannel next = connect()) {
                next.write(ByteBuffer.wrap("/tmp/b.jwt".getBytes(StandardCharsets.UTF_8)));
                next.shutdownOutput();

                assertThat(taken.poll(20, TimeUnit.SECONDS)).containsExactly("/tmp/b.jwt");
            }
            assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void serve_clientThatSaysTooMuch_isCutOffAndTheNextIsServed() throws Exception {
        start("a");
        try (SocketChannel flood = connect()) {
            ByteBuffer much = ByteBuffer.allocate(1024 * 1024);
            assertThatIOException().isThrownBy(() -> {
                while (much.hasRemaining()) {
                    flood.write(much);
                }
            });
        }

        assertThat(start("a", "/tmp/c.jwt")).isInstanceOf(SingleInstance.Start.HandedOver.class);
        assertThat(taken.poll(10, TimeUnit.SECONDS)).containsExactly("/tmp/c.jwt");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("w/a.sock")));
    }

    @Test
    void folder_isForItsOwnerOnly() throws Exception {
        start("a");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("w"))))
                .isEqualTo("rwx------");
    }

    @Test
    void start_folderCannotBeMade_opensAlone() throws Exception {
        Files.createFile(folder.resolve("w"));

        assertThat(start("a")).isInstanceOf(SingleInstance.Start.Alone.class);
    }
}
