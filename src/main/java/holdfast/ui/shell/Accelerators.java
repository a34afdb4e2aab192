package holdfast.ui.shell;

import holdfast.ui.common.WindowServices;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere; docs/UI.md lists them. The platform's own shortcut key is Ctrl or Command. */
public final class Accelerators {
    private static final List<KeyCode> DIGITS = List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9);

    private Accelerators() {}

    /**
     * What they do.
     *
     * @param features in the order of the rail
     * @param lock locks the vault
     * @param open lets the user open files
     * @param paste takes what is on the clipboard, where no text field does
     * @param quit asks the window to close, as its frame would
     */
    public record Actions(List<String> features, Runnable lock, Runnable open, Runnable paste, Runnable quit) {}

    public static void install(Scene scene, WindowServices services, Actions actions) {
        for (int i = 0; i < Math.min(DIGITS.size(), actions.features().size()); i++) {
            String feature = actions.features().get(i);
            on(scene, DIGITS.get(i), () -> services.navigator().show(feature), services);
        }
        on(scene, KeyCode.L, actions.lock(), services);
        on(scene, KeyCode.O, actions.open(), services);
        on(scene, KeyCode.V, actions.paste(), services);
        on(scene, KeyCode.Q, actions.quit(), services);
        on(
                scene,
                KeyCode.F,
                () -> {
                    Node search = scene.lookup("#search");
                    if (search != null) {
                        search.requestFocus();
                    }
                },
                services);
        // What a view is for, wherever the focus is in it.
        on(
                scene,
                KeyCode.ENTER,
                () -> scene.lookup("#content").lookupAll(".accent").stream()
                        .filter(node -> node instanceof Button && isShown(node) && !node.isDisabled())
                        .map(Button.class::cast)
                        .reduce((first, second) -> second)
                        .ifPresent(Button::fire),
                services);
        // Before anything else: no page under a dialog may take the key, also in the moment in which its buttons are
        // not
        // drawn yet.
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && services.dialogs().pane().isDisplay()) {
                services.dialogs().cancel();
                event.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                services.navigator().back();
            }
        });
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void on(Scene scene, KeyCode code, Runnable action, WindowServices services) {
        scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), () -> {
            if (!services.dialogs().pane().isDisplay()) {
                action.run();
            }
        });
    }
}
