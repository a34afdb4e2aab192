package holdfast.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import holdfast.proving.ProvingService;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.Test;

/** A screen reader has a name for every control that can have the focus, in every view. */
class AccessibilityTest extends UiTest {
    @Override
    protected ProvingService provers() {
        return AlarmScreens.asked(this);
    }

    @Test
    void control_inEveryView_hasAName() throws Exception {
        Set<String> nameless = new TreeSet<>();
        collect("unlock", nameless);
        fill(openVault("Personal"));
        for (String feature : window.featureIds()) {
            Screens.rail(this, feature);
            collect(feature, nameless);
        }
        for (Screens.Screen screen : Screens.all()) {
            screen.show().on(this);
            collect(screen.name(), nameless);
            window(() -> {
                window.services().dialogs().close();
                return null;
            });
        }

        assertThat(nameless).as("controls that a screen reader has no name for").isEmpty();
    }

    private void collect(String where, Set<String> nameless) {
        window(() -> {
            scene().getRoot().applyCss();
            scene().getRoot().layout();
            collect(where, scene().getRoot(), nameless);
            return null;
        });
    }

    private static void collect(String where, Node node, Set<String> nameless) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Control control && control.isFocusTraversable() && needsName(control)) {
            boolean named = isText(control.getAccessibleText())
                    || (control instanceof Labeled labeled && isText(labeled.getText()));
            if (!named) {
                nameless.add(where + ": " + control.getClass().getSimpleName() + " " + control.getId());
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(where, child, nameless));
        }
    }

    private static boolean needsName(Control control) {
        return !(control instanceof ScrollPane
                || control instanceof ScrollBar
                || control instanceof Cell
                || control instanceof Label
                || control instanceof ModalPane);
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }
}
