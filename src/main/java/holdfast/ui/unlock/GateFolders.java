package holdfast.ui.unlock;

import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;

/** Lets the holder choose a folder: of a vault, for a new one, or with a backup. */
final class GateFolders {
    private final UnlockViewModel model;
    private final WindowServices services;
    private final Words words;

    GateFolders(UnlockViewModel model, WindowServices services) {
        this.model = model;
        this.services = services;
        this.words = services.words("unlock");
    }

    void choose() {
        services.files().folder(words.text("choose.title")).ifPresent(model::choose);
    }

    void chooseForNew() {
        services.files().folder(words.text("choose.title")).ifPresent(model::chooseForNew);
    }

    void chooseBackup() {
        services.files().folder(words.text("restore.choose")).ifPresent(model::restoreFrom);
    }
}
