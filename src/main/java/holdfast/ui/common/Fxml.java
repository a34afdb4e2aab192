package holdfast.ui.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/**
 * Loads the FXML of a view whose controller was constructed by hand. The file has the controller's package and name, and
 * names it in {@code fx:controller}; {@code %key} in it is one of the feature's words.
 */
public final class Fxml {
    private Fxml() {}

    /** Loads {@code <package>/<Controller>.fxml}. */
    public static Parent load(Words words, Object controller) {
        Class<?> type = controller.getClass();
        FXMLLoader loader = new FXMLLoader();
        loader.setResources(words);
        loader.setClassLoader(type.getClassLoader());
        loader.setControllerFactory(wanted -> {
            if (!wanted.isInstance(controller)) {
                throw new IllegalStateException("the FXML of " + type.getName() + " names " + wanted.getName());
            }
            return controller;
        });
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".fxml")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks the FXML of " + type.getName());
            }
            return loader.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the FXML of " + type.getName() + " is damaged", e);
        }
    }
}
