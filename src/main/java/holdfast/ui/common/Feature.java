package holdfast.ui.common;

import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * An entry of the navigation rail. A feature lives as long as the window and keeps its view models; its view is made
 * anew whenever it is shown after a change of language or of the open vault.
 */
public interface Feature {
    /** The key of its name in its bundle. */
    String TITLE = "title";

    /** Where the entry stands. */
    enum Placement {
        RAIL,
        FOOT
    }

    /** Also the name of its package and bundle, whose key {@link #TITLE} names the entry. */
    String id();

    Ikon icon();

    default Placement placement() {
        return Placement.RAIL;
    }

    /** Whether it is shown only while a vault is open. */
    default boolean needsVault() {
        return false;
    }

    /** A number beside the entry, such as new requests; null where it has none. Zero is not shown. */
    default @Nullable ObservableValue<? extends Number> count() {
        return null;
    }

    /** Makes the view. Called on the JavaFX thread. */
    Parent view(WindowServices services);
}
