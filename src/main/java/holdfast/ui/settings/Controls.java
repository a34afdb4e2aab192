package holdfast.ui.settings;

import holdfast.ui.common.ErrorText;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

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

    Label text(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    FlowPane row(Node... nodes) {
        FlowPane row = new FlowPane(nodes);
        row.getStyleClass().add("settings-row");
        return row;
    }

    <T> ChoiceBox<T> choice(String id, String accessible, List<T> values, T now, Function<T, String> name) {
        ChoiceBox<T> box = new ChoiceBox<>();
        fill(box, values, name);
        box.setId(id);
        box.setAccessibleText(accessible);
        box.setValue(now);
        return box;
    }

    static <T> void fill(ChoiceBox<T> box, List<T> values, Function<T, String> name) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        box.getItems().setAll(values);
    }

    /** A dialog with fields, and a way out. */
    void dialog(String title, Button yes, Node... content) {
        Label name = new Label(words.text(title));
        name.getStyleClass().add("dialog-title");
        Button cancel = button("settings-cancel", words.text("cancel"), services.dialogs()::close);
        cancel.setCancelButton(true);
        HBox buttons = new HBox(cancel, yes);
        buttons.getStyleClass().add("buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(name);
        box.getChildren().addAll(content);
        box.getChildren().add(buttons);
        services.dialogs().show(box);
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
