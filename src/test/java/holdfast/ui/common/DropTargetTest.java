package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.ui.common.DropTarget.Dropped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.Test;

/** What is taken of what hovers over the window; a clipboard carries the same as a drag. */
class DropTargetTest extends UiTest {
    private Optional<Dropped> drop(ClipboardContent content) {
        return window(() -> {
            Clipboard.getSystemClipboard().setContent(content);
            return DropTarget.read(Clipboard.getSystemClipboard());
        });
    }

    @Test
    void files_dropped_areTakenBeforeTheirNamesAsText() throws Exception {
        Path file = Files.writeString(folder.resolve("loan.jwt"), "token");
        ClipboardContent content = new ClipboardContent();
        content.putFiles(List.of(file.toFile()));
        content.putString(file.toString());

        assertThat(drop(content)).contains(new Dropped.Files(List.of(file)));
    }

    @Test
    void text_dropped_isTaken() {
        ClipboardContent content = new ClipboardContent();
        content.putString("holdfast:request?url=https%3A%2F%2Fverifier.example%2Fr");

        assertThat(drop(content)).contains(new Dropped.Text("holdfast:request?url=https%3A%2F%2Fverifier.example%2Fr"));
    }

    @Test
    void rubbish_dropped_isNotTaken() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(new WritableImage(2, 2));

        assertThat(drop(content)).isEmpty();
    }
}
