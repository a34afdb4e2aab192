package holdfast.ui.common;

import javafx.scene.Parent;

/** Moves between the views of the window. */
public interface Navigator {
    /** Shows the view of the feature with that id, and closes the pages on it. */
    void show(String feature);

    /** Puts a page over the current view, with a way back. */
    void open(Page page);

    /** Closes the topmost page; does nothing where there is none. */
    void back();

    /**
     * A page over a view.
     *
     * @param content its title is the page's own
     * @param closed run when the page is left, on whatever way
     */
    record Page(Parent content, Runnable closed) {}
}
