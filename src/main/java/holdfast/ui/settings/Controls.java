package holdfast.ui.settings;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Choices;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The few controls that all parts of the settings are made of. */
final class Controls {
    private final WindowServices services;
    private final Words words;

    Controls(WindowServices services, Words words) {
        this.services = services;
        this.words = words;
    }

    Words words() {
        return words;
    }

    WindowServices services() {
        return services;
    }

    VBox card(String title) {
        Label name = new Label(words.text(title));
        name.getStyleClass().add("card-title");
        VBox card = new VBox(name);
        card.setId("card-" + title);
        card.getStyleClass().add("card");
        return card;
    }

    FlowPane row(Node... nodes) {
        FlowPane row = new FlowPane(nodes);
        row.getStyleClass().add("settings-row");
        return row;
    }

    <T> ChoiceBox<T> choice(String id, String accessible, List<T> values, T now, Function<T, String> name) {
        ChoiceBox<T> box = new ChoiceBox<>();
        Choices.fill(box, values, name);
        box.setId(id);
        box.setAccessibleText(accessible);
        box.setValue(now);
        return box;
    }

    /** A dialog with fields, and a way out. */
    void dialog(String title, Button yes, Node... content) {
        Node[] all = Arrays.copyOf(content, content.length + 1);
        all[content.length] =
                Buttons.atEnd(services.dialogs().cancelButton("settings-cancel", words.text("cancel")), yes);
        services.dialogs().show(words.text(title), all);
    }

    void failed(Exception error) {
        tell(services.errors().of(error));
    }

    void tell(ErrorText.Sentence sentence) {
        services.dialogs().tell(sentence, words.text("ok"));
    }

    void tell(String titleKey, String text) {
        services.dialogs().tell(words.text(titleKey), text, words.text("ok"));
    }
}
