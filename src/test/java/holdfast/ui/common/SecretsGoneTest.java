package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.wallet.AutoLock;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passphrases and recovery keys that were typed or shown, and not used, however their dialog goes away. */
class SecretsGoneTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH";

    enum Way {
        ESCAPE,
        LOCK,
        CLOSE_WINDOW
    }

    private void go(Way way) {
        on(() -> {
            switch (way) {
                case ESCAPE ->
                    scene().getRoot()
                            .fireEvent(new KeyEvent(
                                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
                case LOCK -> window.services().session().lock(AutoLock.Reason.IDLE);
                case CLOSE_WINDOW -> window.close();
            }
        });
    }

    private TextInputControl typed(String id, String text) {
        TextInputControl field = lookup("#" + id).query();
        on(() -> field.setText(text));
        return field;
    }

    @ParameterizedTest
    @EnumSource
    void recoveryKey_itsDialogGone_isWiped(Way way) throws Exception {
        openVault("personal");
        char[] key = KEY.toCharArray();
        RecoveryKeyPane pane = window(() -> {
            RecoveryKeyPane made = new RecoveryKeyPane(window.services(), key, "No", new RecoveryKeyPane.Decision() {
                @Override
                public void confirmed(char[] confirmed) {
                    throw new AssertionError("nobody confirmed it");
                }

                @Override
                public void declined() {
                    throw new AssertionError("nobody declined it");
                }
            });
            window.services().dialogs().show(made);
            return made;
        });
        TextInputControl group = typed("recovery-group-1", "CCCCC");
        assertThat(key).isEqualTo(KEY.toCharArray());

        go(way);

        assertThat(key).containsOnly('\0');
        assertThat(group.getText()).isEmpty();
        assertThat(pane.lookupAll(".label")).noneMatch(node -> KEY.contains("-" + ((Label) node).getText() + "-"));
    }

    @ParameterizedTest
    @EnumSource
    void passphrases_theirDialogGone_areForgotten(Way way) throws Exception {
        openVault("personal");
        showView("settings");
        press("change-passphrase");
        List<TextInputControl> fields = List.of(
                typed("current-passphrase", "the one of today"),
                typed("new-passphrase", "the one of tomorrow"),
                typed("new-passphrase-again", "the one of tomorrow"));

        go(way);

        assertThat(fields).allMatch(field -> field.getText().isEmpty());
    }

    @Test
    void recoveryKeyOfANewVault_anotherViewShown_isWiped() {
        press("begin");
        TextInputControl passphrase = typed("new-passphrase", "copper lantern walks sideways");
        TextInputControl again = typed("new-passphrase-again", "copper lantern walks sideways");
        press("create");
        assertThat(passphrase.getText()).isEmpty();
        assertThat(again.getText()).isEmpty();
        shown("#recovery-key");
        String first = key();

        showView("settings");
        showView("credentials");

        shown("#recovery-key");
        assertThat(key()).as("a key that was out of sight does not count").isNotEqualTo(first);
    }

    @Test
    void passphraseAtTheGate_windowClosed_isForgotten() throws Exception {
        openVault("vault");
        on(() -> window.services().session().lock(AutoLock.Reason.ASKED));
        shown("#passphrase");
        TextInputControl passphrase = typed("passphrase", "half a passphr");

        go(Way.CLOSE_WINDOW);

        assertThat(passphrase.getText()).isEmpty();
    }

    private void shown(String id) {
        try {
            await(SOON, () -> lookup(id).tryQuery().isPresent());
        } catch (Exception e) {
            throw new AssertionError("not shown: " + id, e);
        }
    }

    private String key() {
        return lookup("#recovery-key .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .reduce("", String::concat);
    }
}
