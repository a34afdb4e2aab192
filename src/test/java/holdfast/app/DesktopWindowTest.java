package holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopWindowTest {
    @TempDir
    private Path folder;

    @Test
    void argument_addressOfAFile_isItsPath() throws Exception {
        Path file = Files.writeString(folder.resolve("my proof.hfproof"), "x");
        assertThat(DesktopWindow.absolute(file.toUri().toString())).isEqualTo(file.toString());
    }

    @Test
    void argument_link_staysAsItIs() {
        String link = "holdfast:request?url=https%3A%2F%2Fverifier.example%2Frequests%2F1";
        assertThat(DesktopWindow.absolute(link)).isEqualTo(link);
        assertThat(DesktopWindow.absolute("file://elsewhere/a b")).isEqualTo("file://elsewhere/a b");
    }

    @Test
    void argument_path_isMadeAbsolute() {
        assertThat(Path.of(DesktopWindow.absolute("request.dvr.jwt"))).isAbsolute();
    }
}
