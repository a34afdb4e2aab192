package holdfast.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/**
 * Whoever works by keys goes on where the window goes: the focus follows into the view or page that is shown, and comes
 * back to where it was. It stays on the rail while one walks there.
 */
final class FocusFollow {
    private final Parent rail;
    private final Parent content;
    private final BooleanSupplier dialogShown;
    private final Deque<Optional<Node>> places = new ArrayDeque<>();
    private Optional<Node> place = Optional.empty();

    /** Whether the focus is where nobody put it. */
    private boolean strayed;

    FocusFollow(Parent rail, Parent content, BooleanSupplier dialogShown) {
        this.rail = rail;
        this.content = content;
        this.dialogShown = dialogShown;
    }

    /** Notes where the focus is, since a page is going to lie over it. */
    void covered() {
        places.push(Optional.ofNullable(owner()).filter(node -> isUnder(node, content)));
    }

    /** Where the focus was before the page that is going was opened. */
    Optional<Node> uncovered() {
        return places.isEmpty() ? Optional.empty() : places.pop();
    }

    void forget() {
        places.clear();
    }

    /**
     * Shows something else, and takes the focus there.
     *
     * @param back where the focus was the last time, if that is shown again
     */
    void along(Runnable change, Optional<Node> back) {
        Node before = owner();
        change.run();
        if (before == null || strayed || !isUnder(before, rail)) {
            place = back;
            Platform.runLater(this::take);
        }
    }

    /** Hears of each move of the focus: what had it may be gone, and JavaFX then puts it at the window's beginning. */
    void moved(@Nullable Node from, @Nullable Node to) {
        if (from == null) {
            return; // The second half of such a move.
        }
        strayed = isGone(from) && isOutside(to);
        if (strayed) {
            Platform.runLater(this::take);
        }
    }

    private void take() {
        Node now = owner();
        // A view may have chosen a better place itself.
        if (content.getScene() != null && isOutside(now)) {
            place.filter(node -> isUnder(node, content) && !isGone(node))
                    .or(this::first)
                    .ifPresent(Node::requestFocus);
        }
        place = Optional.empty();
    }

    /** Neither in what is shown nor in a dialog over it. */
    private boolean isOutside(@Nullable Node node) {
        return node == null || (!isUnder(node, content) && !dialogShown.getAsBoolean());
    }

    private static boolean isGone(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible() || each.isDisabled()) {
                return true;
            }
        }
        return node.getScene() == null;
    }

    /** A list that has something in it, or what the view is for, or whatever takes keys. */
    private Optional<Node> first() {
        List<Predicate<Node>> wanted = List.of(
                node -> node instanceof ListView<?> list && !list.getItems().isEmpty(),
                node -> node.getStyleClass().contains("view-scroll"),
                node -> node instanceof Button && node.getStyleClass().contains("accent"),
                node -> !"back".equals(node.getId()),
                node -> true);
        return wanted.stream().flatMap(kind -> find(content, kind).stream()).findFirst();
    }

    private static Optional<Node> find(Parent in, Predicate<Node> wanted) {
        for (Node child : in.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child.isFocusTraversable() && wanted.test(child)) {
                return Optional.of(child);
            }
            if (child instanceof Parent parent) {
                Optional<Node> found = find(parent, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable Node owner() {
        Scene scene = content.getScene();
        return scene == null ? null : scene.getFocusOwner();
    }

    private static boolean isUnder(Node node, Parent ancestor) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
