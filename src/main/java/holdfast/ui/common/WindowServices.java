package holdfast.ui.common;

/**
 * What the window offers to the views in it.
 *
 * @param preferences how the window looks
 * @param tasks work in the background
 * @param navigator moves between views
 * @param dialogs questions inside the window
 * @param clipboard forgets what was copied to it
 * @param files the platform's dialogs for files
 * @param printing the platform's printers
 * @param status the line at the window's foot
 * @param session the open vault, or none
 */
public record WindowServices(
        PreferencesModel preferences,
        Tasks tasks,
        Navigator navigator,
        Dialogs dialogs,
        ClearingClipboard clipboard,
        FileDialogs files,
        Printing printing,
        StatusModel status,
        WalletSession session) {

    /** The words of a feature, in the language of the window. */
    public Words words(String feature) {
        return Words.of(feature, preferences.language());
    }

    /** Sentences for what went wrong, in the language of the window. */
    public ErrorText errors() {
        return new ErrorText(words("common"));
    }
}
