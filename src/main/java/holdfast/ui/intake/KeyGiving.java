package holdfast.ui.intake;

import holdfast.ui.common.ErrorText;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.List;

/** Lets the holder give the key that something needs: from a file, or from the clipboard. */
final class KeyGiving {
    private final IntakeViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakeItem item;

    KeyGiving(IntakeViewModel model, WindowServices services, IntakeItem item) {
        this.model = model;
        this.services = services;
        this.words = services.words("intake");
        this.item = item;
    }

    void fromFile() {
        List<Source> chosen = Source.files(services.files().open(words.text("key.file")));
        if (!chosen.isEmpty()) {
            model.giveKey(item, chosen.getFirst(), this::refused);
        }
    }

    void fromClipboard() {
        services.clipboard()
                .text()
                .ifPresentOrElse(
                        text -> model.giveKey(item, new Source.Text(text), this::refused),
                        () -> tell(services.errors().sentence("error.token.key-unusable")));
    }

    private void refused(Found.Refusal why) {
        tell(IntakeCard.sentence(services, why));
    }

    private void tell(ErrorText.Sentence sentence) {
        services.dialogs().tell(sentence, words.text("ok"));
    }
}
