package holdfast.ui;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.proving.ProofFileCodec;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.Wallet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

/**
 * From the first start to a verified proof by keys alone. Files are chosen by the platform's own dialogs, which are no
 * part of this; all else is what a person would press.
 */
class KeyboardWalkTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROOF = Duration.ofMinutes(3);
    private static final String SECRET = "copper lantern walks sideways";

    /** More presses of Tab than any view needs. */
    private static final int FAR = 40;

    private Node focused() {
        return window(() -> scene().getFocusOwner());
    }

    private String where() {
        Node node = focused();
        return node == null ? "nowhere" : node.getId() + " " + node;
    }

    private void keys(KeyCode... codes) {
        push(codes);
        window(() -> null);
    }

    private void ctrl(KeyCode code) {
        push(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN));
        window(() -> null);
    }

    /** Goes on by Tab; the way there must not lead out of what is shown, nor round in a circle. */
    private void tabTo(String id, int atMost) {
        for (int i = 0; i <= atMost; i++) {
            Node node = focused();
            if (node != null && id.equals(node.getId())) {
                return;
            }
            keys(KeyCode.TAB);
        }
        throw new AssertionError(id + " is not reached by " + atMost + " presses of Tab; the focus is on " + where());
    }

    private void awaitFocus(String id) throws Exception {
        try {
            // Keys go to the window that has them, which the very first ones could miss.
            await(
                    SOON,
                    () -> stage.isFocused()
                            && scene().getFocusOwner() != null
                            && id.equals(scene().getFocusOwner().getId()));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("expected the focus on " + id + "; it is on " + where(), e);
        }
    }

    private boolean there(String id) {
        return lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent();
    }

    @Test
    void person_withKeysAlone_getsFromTheFirstStartToAVerifiedProof() throws Exception {
        window(() -> {
            stage.requestFocus();
            return null;
        });
        // The first start: what it is, a passphrase, a recovery key.
        awaitFocus("begin");
        keys(KeyCode.ENTER);
        awaitFocus("new-passphrase");
        write(SECRET);
        keys(KeyCode.ENTER);
        awaitFocus("new-passphrase-again");
        write(SECRET);
        keys(KeyCode.ENTER);
        await(SOON, () -> there("recovery-key"));
        awaitFocus("recovery-print");
        List<String> groups = lookup("#recovery-key .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        tabTo("recovery-group-1", 3);
        write(groups.get(2));
        keys(KeyCode.TAB);
        write(groups.get(5));
        keys(KeyCode.ENTER);
        await(SOON, () -> window.services().session().isOpen());
        Wallet wallet = window.services().session().wallet();

        // A credential comes in as a file, and the issuer's key as another.
        await(SOON, () -> there("credentials-empty-add"));
        tabTo("credentials-empty-add", FAR);
        files.open = List.of(Files.writeString(
                folder.resolve("sari.jwt"),
                roles.issue(samples.credentials().get("sari-bank")).compact()));
        keys(KeyCode.SPACE);
        await(SOON, () -> there("intake-key-file"));
        files.open = List.of(Files.writeString(
                folder.resolve("bank.pem"), roles.key("issuer bank").publicKey().pem()));
        tabTo("intake-key-file", FAR);
        keys(KeyCode.SPACE);
        await(SOON, () -> there("intake-name"));
        ctrl(KeyCode.ENTER);
        await(SOON, () -> wallet.credentials().size() == 1);
        await(SOON, () -> there("credential-list"));
        tabTo("credential-list", FAR);

        // A request, opened from the list of requests.
        ctrl(KeyCode.DIGIT2);
        await(SOON, () -> there("requests-empty-add"));
        tabTo("requests-empty-add", FAR);
        Path request = Files.writeString(
                folder.resolve("resident.jwt"),
                roles.ask(samples.requests().get("resident")).compact());
        files.open = List.of(request);
        keys(KeyCode.SPACE);
        await(SOON, () -> there("intake-verdict"));
        ctrl(KeyCode.ENTER);
        await(SOON, () -> wallet.requests().size() == 1);
        // The list may be filled a moment after the page with it was shown; then the focus is beside it.
        await(SOON, () -> there("request-list"));
        tabTo("request-list", FAR);
        keys(KeyCode.DOWN, KeyCode.ENTER);
        await(
                SOON,
                () -> there("present-make") && !lookup("#present-make").query().isDisabled());

        // Escape leads back to where one was, and Enter there again.
        keys(KeyCode.ESCAPE);
        awaitFocus("request-list");
        keys(KeyCode.ENTER);
        await(
                SOON,
                () -> there("present-make") && !lookup("#present-make").query().isDisabled());
        tabTo("present-make", FAR);
        keys(KeyCode.SPACE);
        await(PROOF, () -> there("present-show-proof"));
        tabTo("present-show-proof", FAR);
        keys(KeyCode.SPACE);
        await(SOON, () -> there("proof-save"));

        // The proof leaves, and the verifier's pane takes it.
        Path proof = folder.resolve("resident.hfproof");
        files.save = Optional.of(proof);
        tabTo("proof-save", FAR);
        keys(KeyCode.SPACE);
        await(SOON, () -> Files.exists(proof) && wallet.history().size() == 2);
        assertThat(ProofFileCodec.read(Files.readAllBytes(proof)).title()).isEqualTo("Proof of residence");
        assertThat(wallet.history()).filteredOn(HistoryEntry::hasProof).hasSize(1);
        ctrl(KeyCode.DIGIT4);
        files.open = List.of(request, proof);
        tabTo("check-open", FAR);
        keys(KeyCode.SPACE);
        await(PROOF, () -> there("check-proof-passed"));
        assertThat(textOf("verdict")).isEqualTo("Accepted — issuer-proven");
    }
}
