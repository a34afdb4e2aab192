package holdfast.ui.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a text into a file in the background, and says so where that fails. */
final class SavedText {
    private SavedText() {}

    static void write(WindowServices services, Words words, Path file, String content) {
        services.tasks()
                .start(
                        progress -> Files.writeString(file, content, UTF_8),
                        done -> {},
                        failed -> services.dialogs()
                                .tell(
                                        words.text("not-written"),
                                        words.text("not-written.advice", "name", String.valueOf(file.getFileName())),
                                        words.text("ok")));
    }
}
