package holdfast.ui.shell;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Navigator.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The pages that lie over a view, the last one on top. */
final class Pages {
    private final Deque<Page> pages = new ArrayDeque<>();

    void open(Page page) {
        pages.push(page);
    }

    /** Leaves the one on top; false where there is none. */
    boolean back() {
        if (pages.isEmpty()) {
            return false;
        }
        pages.pop().closed().run();
        return true;
    }

    void close() {
        while (back()) {
            // Each is told.
        }
    }

    /** The one on top, with the way back. */
    Optional<VBox> top(String backText, Runnable goBack) {
        Page top = pages.peek();
        if (top == null) {
            return Optional.empty();
        }
        Button back = Buttons.button("back", backText, goBack);
        back.setGraphic(new FontIcon("mdoal-arrow_back"));
        back.getStyleClass().addAll("flat", "back");
        VBox page = new VBox(back, top.content());
        page.getStyleClass().add("page");
        VBox.setVgrow(top.content(), Priority.ALWAYS);
        return Optional.of(page);
    }
}
