package holdfast.ui.common;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
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
            if (event.getGestureSource() == null && read(event.getDragboard()).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.addEventHandler(
                DragEvent.DRAG_ENTERED,
                event -> node.pseudoClassStateChanged(
                        OVER, read(event.getDragboard()).isPresent()));
        node.addEventHandler(DragEvent.DRAG_EXITED, event -> node.pseudoClassStateChanged(OVER, false));
        node.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            Optional<Dropped> dropped = read(event.getDragboard());
            dropped.ifPresent(taker);
            event.setDropCompleted(dropped.isPresent());
            event.consume();
        });
    }

    /** What of it can be taken: files before a text; nothing of pictures, folders of mail programs and the like. */
    static Optional<Dropped> read(Clipboard board) {
        if (board.hasFiles()) {
            return Optional.of(new Dropped.Files(
                    board.getFiles().stream().map(File::toPath).toList()));
        }
        return board.hasString() ? Optional.of(new Dropped.Text(board.getString())) : Optional.empty();
    }
}
