package holdfast.ui.common;

import javafx.stage.Window;

/** Puts a text on paper. A test gives its own. To be used on the window's thread. */
@FunctionalInterface
public interface Printing {
    /** What became of it. */
    enum Outcome {
        PRINTED,
        /** The printer did not take it, or not all of it. */
        NOT_PRINTED,
        /** The system knows no printer. */
        NO_PRINTER,
        /** The user chose not to. */
        CANCELLED
    }

    /**
     * Asks for the printer, and prints.
     *
     * @param owner over which the platform asks
     */
    Outcome print(Window owner, String text);
}
