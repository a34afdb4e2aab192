package holdfast.cli;

import holdfast.proving.Prover;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Progress on a terminal: one line that is written over. Silent where nobody looks. */
final class ProgressLine implements Prover.Listener {
    private final Terminal terminal;
    private final boolean visible = looksAtATerminal();
    private int lastPercent = -1;
    private Prover.Stage lastStage = Prover.Stage.CIRCUIT;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    private static boolean looksAtATerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public synchronized void progress(Prover.Stage stage, double done) {
        int percent = (int) (done * 100);
        if (!visible || (stage == lastStage && percent == lastPercent)) {
            return;
        }
        lastStage = stage;
        lastPercent = percent;
        terminal.err()
                .print(String.format("\r%-12s %3d %%", stage.name().toLowerCase(Locale.ROOT), Math.min(100, percent)));
        terminal.err().flush();
    }

    /** Takes the line away. */
    synchronized void end() {
        if (visible) {
            terminal.err().print("\r" + " ".repeat(20) + "\r");
            terminal.err().flush();
        }
    }
}
