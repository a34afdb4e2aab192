package holdfast.ui.common;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes what is dropped on a part of the window, and shows while something hovers that it would. */
public final class DropTarget {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");

    private DropTarget() {}

    /** What was dropped. */
    public sealed interface Dropped {
        record Files(List<Path> paths) implements Dropped {
            public Files {
                paths = List.copyOf(paths);
            }
        }

        record Text(String text) implements Dropped {}
    }

    public static void install(Node node, Consumer<Dropped> taker) {
        node.getStyleClass().add("drop-target");
        node.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getGestureSource() == null && usable(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.addEventHandler(
                DragEvent.DRAG_ENTERED, event -> node.pseudoClassStateChanged(OVER, usable(event.getDragboard())));
        node.addEventHandler(DragEvent.DRAG_EXITED, event -> node.pseudoClassStateChanged(OVER, false));
        node.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            Dragboard board = event.getDragboard();
            boolean usable = usable(board);
            if (board.hasFiles()) {
                taker.accept(new Dropped.Files(
                        board.getFiles().stream().map(File::toPath).toList()));
            } else if (board.hasString()) {
                taker.accept(new Dropped.Text(board.getString()));
            }
            event.setDropCompleted(usable);
            event.consume();
        });
    }

    private static boolean usable(Dragboard board) {
        return board.hasFiles() || board.hasString();
    }
}
