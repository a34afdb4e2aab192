package holdfast.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "window",
        description = {"Opens the window; the same as no command at all.", ""},
        footer = {"", "Example: holdfast window"})
final class WindowCommand implements Callable<Integer> {
    private final Window window;

    WindowCommand(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        return window.open();
    }
}
