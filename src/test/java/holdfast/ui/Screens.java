package holdfast.ui;

import holdfast.demo.Samples;
import holdfast.wallet.AutoLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What the screenshots show beside the views of the rail: pages, dialogs, the locked window. */
final class Screens {
    static final Duration SOON = Duration.ofSeconds(20);

    private Screens() {}

    static void rail(UiTest test, String feature) {
        test.window(() -> {
            test.window.services().navigator().show(feature);
            return null;
        });
    }

    private static ListView<?> list(UiTest test, String id) {
        return test.lookup(id).queryAs(ListView.class);
    }

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

    static void present(UiTest test, String title) throws Exception {
        rail(test, "requests");
        test.window(() -> {
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

    static void press(UiTest test, String id) {
        test.window(() -> {
            test.lookup(id).<ButtonBase>query().fire();
            return null;
        });
    }

    static void write(UiTest test, String id, String text) {
        test.window(() -> {
            test.lookup(id).<TextInputControl>query().setText(text);
            return null;
        });
    }

    /** What is shown while no vault is open, in the order of a first start. */
    static List<Screen> locked() {
        List<Screen> screens = new ArrayList<>();
        screens.add(new Screen("unlock-welcome", test -> {
            rail(test, "settings");
            test.files.folder = Optional.of(Files.createDirectory(
                    Files.createTempDirectory(test.folder, "home").resolve("Personal")));
            rail(test, "credentials");
            press(test, "#choose-folder");
        }));
        screens.add(new Screen("unlock-create", test -> {
            press(test, "#begin");
            write(test, "#new-passphrase", "copper lantern");
        }));
        screens.add(new Screen("unlock-recovery", test -> {
            write(test, "#new-passphrase", "copper lantern walks sideways");
            write(test, "#new-passphrase-again", "copper lantern walks sideways");
            press(test, "#create");
            test.await(SOON, () -> test.lookup("#recovery-key").tryQuery().isPresent());
        }));
        screens.add(new Screen("unlock-open", test -> {
            press(test, "#recovery-decline");
            test.window(() -> {
                test.window.services().session().lock(AutoLock.Reason.IDLE);
                return null;
            });
            write(test, "#passphrase", "wrong");
            press(test, "#unlock");
            test.await(SOON, () -> test.lookup("#gate-problem").query().isVisible());
        }));
        return screens;
    }

    /** The demo to its end, and a cheat; played once, since the feature keeps it. */
    private static void played(UiTest test, double scrolled) throws Exception {
        rail(test, "demo");
        Duration proof = Duration.ofMinutes(3);
        if (test.lookup("#demo-verdict").tryQuery().isEmpty()) {
            test.window(() -> {
                ChoiceBox<?> choice = test.lookup("#demo-choice").query();
                choice.getSelectionModel().select(2);
                test.lookup("#demo-run-all").<Button>query().fire();
                return null;
            });
            test.await(proof, () -> test.lookup("#demo-verdict").tryQuery().isPresent());
            test.window(() -> {
                test.lookup("#demo-tamper-output").<Button>query().fire();
                return null;
            });
        }
        test.await(proof, () -> test.lookup("#demo-tamper-verdict").tryQuery().isPresent());
        scroll(test, scrolled);
    }

    static void scroll(UiTest test, double to) {
        test.window(() -> {
            test.scene().getRoot().applyCss();
            test.scene().getRoot().layout();
            test.lookup(".view-scroll").<ScrollPane>query().setVvalue(to);
            return null;
        });
    }

    /** Every screen; a feature adds its own here. */
    static List<Screen> all() {
        List<Screen> screens = new ArrayList<>();
        screens.add(new Screen("present-loan", test -> present(test, "Personal loan")));
        screens.add(new Screen("present-end", test -> {
            present(test, "Personal loan");
            scroll(test, 1);
        }));
        screens.add(new Screen("present-two", test -> present(test, "Health insurance")));
        screens.add(new Screen("present-loan-shown", test -> {
            present(test, "Personal loan");
            scroll(test, 0);
            test.window(() -> {
                test.lookup("#present-reveal").<Hyperlink>query().fire();
                test.lookup("#present-other-cases").<Hyperlink>query().fire();
                return null;
            });
        }));
        screens.add(new Screen("credential", test -> {
            rail(test, "credentials");
            test.await(SOON, () -> !list(test, "#credential-list").getItems().isEmpty());
            test.window(() -> {
                ListView<?> list = list(test, "#credential-list");
                list.getSelectionModel().select(list.getItems().size() - 1);
                list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
                return null;
            });
        }));
        screens.add(new Screen("intake", test -> {
            rail(test, "credentials");
            test.window(() -> {
                Files.writeString(
                        test.folder.resolve("budi.jwt"),
                        test.roles
                                        .issue(test.samples.credentials().get("budi-bank"))
                                        .compact() + "\n");
                Files.writeString(test.folder.resolve("notes.txt"), "Buy milk");
                test.files.open = List.of(test.folder.resolve("budi.jwt"), test.folder.resolve("notes.txt"));
                test.window.intake().openFiles(test.window.services());
                test.files.open = List.of();
                return null;
            });
            test.await(SOON, () -> test.lookup("#intake-verdict").queryAll().size() == 2);
        }));
        screens.add(new Screen(
                "verify-author",
                test -> test.window(() -> {
                    test.window.services().navigator().show("verify");
                    test.lookup("#to-author").<ToggleButton>query().fire();
                    ChoiceBox<Samples.Request> template =
                            test.lookup("#author-template").query();
                    template.setValue(test.samples.requests().get("resident"));
                    test.lookup("#author-dry-run").<Button>query().fire();
                    return null;
                })));
        screens.add(new Screen("verify-author-end", test -> scroll(test, 1)));
        screens.add(new Screen("settings-end", test -> {
            rail(test, "settings");
            scroll(test, 1);
        }));
        screens.addAll(AlarmScreens.all());
        screens.add(new Screen("demo-played", test -> played(test, 0)));
        screens.add(new Screen("demo-played-end", test -> played(test, 0.55)));
        screens.addAll(ProofScreens.all());
        return screens;
    }
}
