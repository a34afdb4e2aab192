package holdfast.ui.unlock;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;

/** The first start: what Holdfast is, and the ways from here. */
final class WelcomeStep {
    private final UnlockViewModel model;
    private final Words words;
    private final GateFolders folders;
    private final Runnable demo;

    /** @param demo leads to the demo */
    WelcomeStep(UnlockViewModel model, Words words, GateFolders folders, Runnable demo) {
        this.model = model;
        this.words = words;
        this.folders = folders;
        this.demo = demo;
    }

    GatePage page() {
        List<Node> body = new ArrayList<>();
        int number = 1;
        for (String point : List.of("welcome.keep", "welcome.prove", "welcome.stay")) {
            body.add(Rows.item(number++ + ".", words.text(point)));
        }
        Button begin = Buttons.accent("begin", words.text("welcome.begin"), model::begin);
        begin.setDefaultButton(true);
        Platform.runLater(begin::requestFocus);
        body.add(Buttons.atEnd(Buttons.button("try-demo", words.text("welcome.demo"), demo), begin));
        body.add(Buttons.flow(
                Buttons.link("choose-folder", words.text("choose"), folders::choose),
                Buttons.link("restore", words.text("restore.link"), folders::chooseBackup)));
        return new GatePage(1, words.text("welcome.title"), words.text("welcome.subtitle"), body);
    }
}
