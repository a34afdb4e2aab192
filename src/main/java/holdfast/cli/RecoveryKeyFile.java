package holdfast.cli;

/** Gives a new recovery key out: on paper, in the end. */
final class RecoveryKeyFile {
    private RecoveryKeyFile() {}

    /** @param name path of a new file that only its owner can read, or {@code -} for standard output */
    static void write(Terminal terminal, String name, char[] recoveryKey) {
        // A text that is about to be printed or stored in clear gains nothing from being wiped here.
        String text = new String(recoveryKey);
        if (name.equals(Terminal.STANDARD)) {
            terminal.out().println(text);
        } else {
            terminal.writeSecret(Terminal.path(name), text + System.lineSeparator());
        }
        terminal.err()
                .println("Print the recovery key and keep it apart from this computer"
                        + (name.equals(Terminal.STANDARD) ? "." : ", then delete " + name + "."));
    }
}
