package holdfast.ui.unlock;

import java.util.List;
import javafx.scene.Node;

/**
 * What the gate shows at a step.
 *
 * @param stage which of the steps of a first start; 0 outside it
 */
record GatePage(int stage, String title, String subtitle, List<Node> body) {
    GatePage {
        body = List.copyOf(body);
    }

    GatePage(String title, String subtitle, Node... body) {
        this(0, title, subtitle, List.of(body));
    }
}
