package holdfast.ui.present;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.ui.UiTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class PresentTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROOF = Duration.ofMinutes(3);

    private final List<HistoryEntry> shown = new ArrayList<>();
    private Prover prover = engines().prover().get();
    private Wallet wallet;

    private void open(String title) throws Exception {
        wallet = openVault("personal");
        fill(wallet);
        HeldRequest request = wallet.requests().stream()
                .filter(held -> held.title().equals(title))
                .findFirst()
                .orElseThrow();
        window(() -> {
            new Presenting(window.services(), clock(), () -> prover, client -> provers(), shown::add).open(request);
            return null;
        });
        await(
                SOON,
                () -> lookup("#present-conditions").tryQuery().isPresent()
                        && !lookup("#present-make").<Button>query().getText().isEmpty()
                        && !lookup(".condition").queryAll().isEmpty());
    }

    private boolean visible(String id) {
        return lookup("#" + id).tryQuery().map(PresentTest::isShown).orElse(false);
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private String all() {
        return lookup(".present .text").queryAllAs(Text.class).stream()
                .filter(PresentTest::isShown)
                .map(Text::getText)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void request_thatIsShown_isPrepared_untilItIsLeft() throws Exception {
        CountDownLatch prepared = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        prover = new Prover() {
            @Override
            public ProofFile prove(ProofTask task, Listener listener, BooleanSupplier cancelled) {
                throw new AssertionError("nobody agreed");
            }

            @Override
            public void prepare(ProofTask task, BooleanSupplier cancelled) {
                assertThat(task.request().content().title()).isEqualTo("Personal loan");
                prepared.countDown();
                while (!cancelled.getAsBoolean()) {
                    Thread.onSpinWait();
                }
                left.countDown();
            }
        };
        open("Personal loan");
        assertThat(prepared.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wallet.history()).isEmpty();
        window(() -> {
            window.services().session().lock(AutoLock.Reason.ASKED);
            return null;
        });
        assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void request_thatHolds_tellsWhatIsLearnedAndWhatStays() throws Exception {
        open("Personal loan");
        String text = all();
        assertThat(text)
                .contains("Result: yes", "Name: “Sari”", "public by the issuer’s mark")
                .contains("makes you at least 21 years old on 20 November 2026")
                .contains("They are in no part of the proof.")
                .contains("met for the first time");
        assertThat(textOf("present-stays")).contains("“Date of birth”", "more fields");
        assertThat(text).doesNotContain("1994-").contains("88 888 8888");
        // The proof shows which case it is, hence whether the condition held that decides it.
        assertThat(text)
                .contains("that each condition under “What will be checked” holds")
                .contains("about how large the signed data is, and about how long each list is");
        assertThat(lookup("#present-make").<Button>query().isDisabled()).isFalse();
        assertThat(visible("present-even-no")).isFalse();
    }

    @Test
    void values_untilAsked_areNotInTheWindow() throws Exception {
        open("Personal loan");
        // As a word: the fingerprints of the keys are new in each run, in groups of four digits.
        String score = "\\b742\\b";
        window(() -> {
            lookup("#present-reveal").<javafx.scene.control.Hyperlink>query().fire();
            return null;
        });
        assertThat(all()).doesNotContain("88 888 8888");
        window(() -> {
            lookup("#present-reveal").<javafx.scene.control.Hyperlink>query().fire();
            return null;
        });
        assertThat(all()).contains("88 888 8888").doesNotContainPattern(score);
    }

    @Test
    void proof_realProver_isMadeAndInTheHistory() throws Exception {
        open("Proof of residence");
        press("present-make");
        await(PROOF, () -> visible("present-show-proof"));
        assertThat(all()).contains("The proof is made");
        press("present-show-proof");
        assertThat(shown).hasSize(1);
        assertThat(wallet.history().getLast()).isEqualTo(shown.getFirst());
    }

    @Test
    void proof_cancelled_leavesNoProof() throws Exception {
        open("Personal loan");
        press("present-make");
        press("prove-cancel");
        await(PROOF, () -> visible("present-result") || visible("present-make"));
        assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
    }

    @Test
    void request_declined_isInTheHistory() throws Exception {
        open("Personal loan");
        press("present-decline");
        press("dialog-yes");
        await(SOON, () -> lookup("#present-decline").tryQuery().isEmpty());
        assertThat(wallet.history().getLast().content())
                .isInstanceOfSatisfying(
                        HistoryEntry.Content.Kept.class,
                        kept -> assertThat(kept.event().kind()).isEqualTo(HistoryEvent.Kind.DECLINED));
    }

    @Test
    void answerThatIsNo_isNeverPreselected() throws Exception {
        open("Personal loan");
        // Budi's profile does not satisfy the request: chosen by hand, it can prove a "no" after a further choice.
        window(() -> {
            lookup("#present-choose").<Button>query().fire();
            return null;
        });
        await(SOON, () -> lookup("#choose-close").tryQuery().isPresent());
        List<Button> uses = lookup(".dialog .button").queryAllAs(Button.class).stream()
                .filter(button -> button.getId() != null && button.getId().startsWith("use-") && !button.isDisabled())
                .toList();
        assertThat(uses).isNotEmpty();
        window(() -> {
            uses.getFirst().fire();
            return null;
        });
        await(SOON, () -> visible("present-even-no"));
        assertThat(visible("present-own-case")).isTrue();
        assertThat(all()).contains("which of the cases below is yours, by these conditions:");
        Button make = lookup("#present-make").query();
        CheckBox evenNo = lookup("#present-even-no").query();
        assertThat(evenNo.isSelected()).isFalse();
        assertThat(make.isDisabled()).isTrue();
        window(() -> {
            evenNo.setSelected(true);
            return null;
        });
        assertThat(make.isDisabled()).isFalse();
        assertThat(make.getText()).isEqualTo("Prove the “no”");
    }
}
