package holdfast.ui.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/**
 * Loads the FXML of a view whose controller was constructed by hand. The file has the controller's package and name, and
 * names it in {@code fx:controller}; {@code %key} in it is one of the feature's words. A part of a view has its own FXML,
 * which the view's includes, and its own controller.
 */
public final class Fxml {
    private Fxml() {}

    /**
     * Loads {@code <package>/<Controller>.fxml}.
     *
     * @param parts the controllers of what the FXML includes
     */
    public static Parent load(Words words, Object controller, Object... parts) {
        Class<?> type = controller.getClass();
        URL file = type.getResource(type.getSimpleName() + ".fxml");
        if (file == null) {
            throw new IllegalStateException("the program lacks the FXML of " + type.getName());
        }
        List<Object> controllers =
                Stream.concat(Stream.of(controller), Stream.of(parts)).toList();
        FXMLLoader loader = new FXMLLoader(file, words);
        loader.setClassLoader(type.getClassLoader());
        loader.setControllerFactory(wanted -> controllers.stream()
                .filter(wanted::isInstance)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the FXML of " + type.getName() + " names " + wanted.getName())));
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("the FXML of " + type.getName() + " is damaged", e);
        }
    }
}
