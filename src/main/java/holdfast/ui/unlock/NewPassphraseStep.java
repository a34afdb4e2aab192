package holdfast.ui.unlock;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.NewPassphrase;
import holdfast.ui.common.PassphraseStrength;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;

/** A new passphrase: for a new vault, or after the recovery key opened an old one. */
final class NewPassphraseStep {
    private final UnlockViewModel model;
    private final WindowServices services;
    private final Words words;

    NewPassphraseStep(UnlockViewModel model, WindowServices services) {
        this.model = model;
        this.services = services;
        this.words = services.words("unlock");
    }

    GatePage create(GateFolders folders) {
        NewPassphrase passphrase = new NewPassphrase(services.words("common"));
        return new GatePage(
                2,
                words.text("create.title"),
                words.text("create.subtitle"),
                List.of(
                        passphrase,
                        Buttons.atEnd(
                                Buttons.button("create-back", words.text("back"), model::look),
                                doIt("create", words.text("create.do"), passphrase, model::create)),
                        Buttons.flow(Buttons.link("choose-folder", words.text("choose.new"), folders::chooseForNew))));
    }

    GatePage reset() {
        NewPassphrase passphrase = new NewPassphrase(services.words("common"));
        return new GatePage(
                words.text("reset.title"),
                words.text("reset.subtitle"),
                passphrase,
                Buttons.atEnd(
                        Buttons.button("reset-skip", words.text("reset.skip"), model::skip),
                        doIt("reset", words.text("reset.do"), passphrase, model::reset)));
    }

    private Button doIt(String id, String text, NewPassphrase passphrase, Consumer<char[]> take) {
        Runnable go = () -> checked(passphrase, () -> take.accept(passphrase.take()));
        Button button = Buttons.accent(id, text, go);
        button.disableProperty().bind(passphrase.usableProperty().not());
        passphrase.onEnter(go);
        Platform.runLater(passphrase::focus);
        return button;
    }

    /** A weak passphrase only after a question. */
    private void checked(NewPassphrase passphrase, Runnable go) {
        if (!passphrase.usableProperty().get()) {
            return;
        }
        if (passphrase.strength() == PassphraseStrength.WEAK) {
            services.dialogs()
                    .ask(
                            new Question(
                                    words.text("weak.title"),
                                    words.text("weak.text"),
                                    words.text("weak.yes"),
                                    words.text("weak.no"),
                                    true),
                            go);
        } else {
            go.run();
        }
    }
}
