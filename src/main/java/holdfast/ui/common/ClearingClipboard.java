package holdfast.ui.common;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;

/** The system's clipboard; what was copied to it from here is taken off again after a while. */
public final class ClearingClipboard {
    public static final Duration KEPT = Duration.ofSeconds(45);

    private final Later later;
    private int copies;

    /** Does something after a while, on the window's thread. */
    @FunctionalInterface
    public interface Later {
        void run(Duration after, Runnable action);
    }

    public ClearingClipboard(Later later) {
        this.later = later;
    }

    /** Copies text, and clears the clipboard when it is still there after {@link #KEPT}. */
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        copies++;
        int copy = copies;
        later.run(KEPT, () -> clear(copy, text));
    }

    private void clear(int copy, String text) {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (copy == copies && text.equals(clipboard.getString())) {
            clipboard.setContent(Map.of(DataFormat.PLAIN_TEXT, ""));
        }
    }

    /** The text on the clipboard. */
    public Optional<String> text() {
        return Optional.ofNullable(Clipboard.getSystemClipboard().getString()).filter(text -> !text.isBlank());
    }
}
