package holdfast.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.text.Language;
import holdfast.ui.UiTest;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Navigator.Page;
import holdfast.ui.common.Preferences;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class ShellTest extends UiTest {
    @Test
    void window_start_showsTheFirstFeatureAndWhereDataGoes() {
        assertThat(lookup("#rail-" + window.featureIds().getFirst())
                        .queryAs(RailButton.class)
                        .isSelected())
                .isTrue();
        assertThat(textOf("flow")).isEqualTo("Nothing leaves this computer");
        assertThat(textOf("vault-state")).isEqualTo("No vault is open");
        assertThat(lookup("#lock").query().isVisible()).isFalse();
    }

    @Test
    void language_changed_wordsChangeAtOnceAndTheViewStays() {
        on(() -> window.services().navigator().show("settings"));

        on(() -> preferences.set(preferences.get().with(Language.INDONESIAN)));

        assertThat(textOf("flow")).isEqualTo("Tidak ada yang keluar dari komputer ini");
        assertThat(lookup(".view-title").queryLabeled().getText()).isEqualTo("Pengaturan");
    }

    @Test
    void scheme_dark_changesTheStyleSheet() {
        on(() -> preferences.set(preferences.get().with(Preferences.Scheme.DARK)));

        assertThat(scene().getStylesheets()).contains("/holdfast/ui/common/dark.css");
    }

    @Test
    void flow_sends_isSaidAndMarked() {
        on(() -> window.services().status().flowProperty().set(new DataFlow.Sends("prover.example")));

        assertThat(textOf("flow")).isEqualTo("Sends your data to prover.example");
        assertThat(lookup("#flow").query().getStyleClass()).contains("flow-away");
    }

    @Test
    void vault_openedAndLocked_isNamedAndItsKeysAreGone() throws Exception {
        List<String> said = new ArrayList<>();
        on(() -> window.services().session().beforeLock(() -> said.add("before")));
        Wallet wallet = openVault("Personal");
        assertThat(textOf("vault-state")).isEqualTo("Vault “Personal” · locks after 5 minutes idle");

        clickOn("#lock");

        assertThat(textOf("vault-state")).isEqualTo("No vault is open");
        assertThat(said).containsExactly("before");
        assertThat(wallet.credentials()).isEmpty();
        assertThat(window.services().session().reason()).isEqualTo(AutoLock.Reason.ASKED);
    }

    @Test
    void page_openedAndLeft_runsItsEndOnceAndShowsTheViewAgain() {
        List<String> said = new ArrayList<>();
        on(() -> window.services()
                .navigator()
                .open(new Page(new StackPane(new Label("inner")), () -> said.add("closed"))));
        assertThat(lookup("inner").tryQuery()).isPresent();

        clickOn("#back");

        assertThat(lookup("inner").tryQuery()).isEmpty();
        assertThat(said).containsExactly("closed");
    }

    @Test
    void question_answeredNo_doesNothing() {
        List<String> said = new ArrayList<>();
        on(() -> window.services()
                .dialogs()
                .ask(new Question("Remove?", "It is gone then.", "Remove", "Keep", true), () -> said.add("yes")));

        // To the window itself: which of several windows of the tests has the keyboard is not this one's choice.
        on(() -> scene().getRoot()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        assertThat(window.services().dialogs().pane().isDisplay()).isFalse();
        on(() -> window.services()
                .dialogs()
                .ask(new Question("Remove?", "It is gone then.", "Remove", "Keep", true), () -> said.add("yes")));
        clickOn("#dialog-no");
        assertThat(said).isEmpty();
    }

    @Test
    void question_askedWhileAnotherOneCloses_stays() {
        on(() -> {
            var dialogs = window.services().dialogs();
            dialogs.tell("One", "The first.", "OK");
            dialogs.close();
            dialogs.tell("Two", "The second.", "OK");
        });
        sleep(600);

        assertThat(window.services().dialogs().pane().isDisplay()).isTrue();
        assertThat(textOf("dialog-text")).isEqualTo("The second.");
    }

    @Test
    void question_answeredYes_isDoneOnce() {
        List<String> said = new ArrayList<>();
        on(() -> window.services()
                .dialogs()
                .ask(new Question("Remove?", "It is gone then.", "Remove", "Keep", true), () -> said.add("yes")));

        clickOn("#dialog-yes");

        assertThat(said).containsExactly("yes");
        assertThat(window.services().dialogs().pane().isDisplay()).isFalse();
    }

    @Test
    void style_ofAColourThatIsNotThere_isComplainedAbout() {
        on(() -> window.scene().getRoot().lookup("#flow").setStyle("-fx-text-fill: -color-nobody-knows;"));
        on(() -> window.scene().getRoot().applyCss());

        assertThat(styles)
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint).contains("-color-nobody-knows"));
        styles.clear();
    }

    @Test
    void vault_locked_takesItsDialogsWithIt() throws Exception {
        openVault("Personal");
        on(() -> window.services().dialogs().tell("Token", "secret", "OK"));
        assertThat(lookup("#dialog-text").tryQuery()).isPresent();

        on(() -> window.services().session().lock(holdfast.wallet.AutoLock.Reason.ASKED));

        assertThat(lookup("#dialog-text").tryQuery()).isEmpty();
    }
}
