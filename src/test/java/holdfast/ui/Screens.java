package holdfast.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Hyperlink;

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

    private static void present(UiTest test, String title) throws Exception {
        test.window(() -> {
            test.window.services().navigator().back();
            test.window
                    .presenting()
                    .open(test.window.services().session().wallet().requests().stream()
                            .filter(request -> request.title().equals(title))
                            .findFirst()
                            .orElseThrow());
            return null;
        });
        test.await(
                Duration.ofSeconds(30),
                () -> !test.lookup(".condition").queryAll().isEmpty());
    }

    /** Every screen; a feature adds its own here. */
    static List<Screen> all() {
        List<Screen> screens = new ArrayList<>();
        screens.add(new Screen("present-loan", test -> present(test, "Personal loan")));
        screens.add(new Screen("present-two", test -> present(test, "Health insurance")));
        screens.add(new Screen("present-loan-shown", test -> {
            present(test, "Personal loan");
            test.window(() -> {
                test.lookup("#present-reveal").<Hyperlink>query().fire();
                test.lookup("#present-other-cases").<Hyperlink>query().fire();
                return null;
            });
        }));
        return screens;
    }
}
