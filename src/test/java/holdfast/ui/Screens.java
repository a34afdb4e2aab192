package holdfast.ui;

import java.util.ArrayList;
import java.util.List;

/** What the screenshots show beside the views of the rail: pages, dialogs, the locked window. */
final class Screens {
    private Screens() {}

    /** Brings a part of the window to the screen; called after each change of looks, off the window's thread. */
    @FunctionalInterface
    interface Show {
        void on(UiTest test) throws Exception;
    }

    /**
     * @param name the beginning of its file's name
     * @param show leaves it on the screen, from whatever was there before
     */
    record Screen(String name, Show show) {}

    /** Every screen; a feature adds its own here. */
    static List<Screen> all() {
        List<Screen> screens = new ArrayList<>();
        return screens;
    }
}
