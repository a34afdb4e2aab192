package holdfast.ui.demo;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo in the window, without a vault. */
class DemoTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROOF = Duration.ofMinutes(3);

    @BeforeEach
    void show() {
        showView("demo");
    }

    private boolean there(String query) {
        return lookup(query).tryQuery().isPresent();
    }

    @Override
    protected void press(String id) {
        Button button = lookup("#" + id).query();
        assertThat(button.isDisabled()).as(id).isFalse();
        super.press(id);
    }

    private String labels(String within) {
        return lookup(within + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    /** The whole script once with the real prover; then every cheat on the one proof. */
    @Test
    void script_realProver_isAcceptedAndEveryCheatRefusedWithItsReason() throws Exception {
        window(() -> {
            ChoiceBox<Play.Choice> choice = lookup("#demo-choice").query();
            choice.setValue(choice.getItems().stream()
                    .filter(one -> one.request().id().equals("resident"))
                    .findFirst()
                    .orElseThrow());
            return null;
        });
        assertThat(there("#demo-tampering #demo-tamper-verdict")).isFalse();
        press("demo-run-all");
        await(PROOF, () -> there("#demo-verdict"));
        assertThat(textOf("demo-verdict")).isEqualTo("Accepted");
        assertThat(there("#demo-checks #check-nonce-passed")).isTrue();
        assertThat(labels("#demo-checks")).contains("and bound to the nonce", "not seen before");
        assertThat(labels("#demo-holder")).contains("none is in it.").contains("The verifier will learn:");
        assertThat(labels("#demo-issuer")).contains("demo key");
        assertThat(textOf("demo-knows-verifier-private")).isEqualTo("nothing");
        assertThat(textOf("demo-knows-verifier-signature")).isEqualTo("only that it is good");
        assertThat(textOf("demo-knows-verifier-answer")).isEqualTo("knows it");
        assertThat(textOf("demo-knows-issuer-request")).isEqualTo("nothing");
        Map<Tamper, String> refusing = Map.of(
                Tamper.BYTE, "proof",
                Tamper.ISSUER, "issuer-key",
                Tamper.REPLAY, "replay",
                Tamper.DATE, "date",
                Tamper.REQUEST, "request-digest",
                Tamper.OUTPUT, "proof");
        for (Tamper how : Tamper.values()) {
            press("demo-tamper-" + how.code());
            await(PROOF, () -> labels("#demo-tampered").contains("Checks that passed all the same"));
            assertThat(textOf("demo-tamper-verdict")).isEqualTo("Refused");
            assertThat(lookup("#demo-tampered .row").<Node>queryAll())
                    .as("%s: %s", how, labels("#demo-tampered"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getId()).isEqualTo("check-" + refusing.get(how) + "-failed"));
        }
        assertThat(textOf("demo-verdict")).as("the good proof's verdict stays").isEqualTo("Accepted");
        press("demo-again");
        assertThat(there("#demo-verdict")).isFalse();
        assertThat(textOf("demo-knows-holder-private")).isEqualTo("nothing");
    }

    @Test
    void proof_cancelled_canBeMadeAgain() throws Exception {
        press("demo-issue");
        await(SOON, () -> !lookup("#demo-ask").<Button>query().isDisabled());
        press("demo-ask");
        await(SOON, () -> !lookup("#demo-look").<Button>query().isDisabled());
        press("demo-look");
        await(SOON, () -> !lookup("#demo-prove").<Button>query().isDisabled());
        press("demo-prove");
        press("demo-cancel");
        await(
                PROOF,
                () -> lookup("#demo-prove").<Button>query().isVisible()
                        && !lookup("#demo-prove").<Button>query().isDisabled());
        assertThat(there("#demo-verdict")).isFalse();
        assertThat(textOf("demo-knows-verifier-answer")).isEqualTo("nothing");
    }
}
