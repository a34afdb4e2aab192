package holdfast.ui.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.proving.ProofFileCodec;
import holdfast.token.KeyResolver;
import holdfast.ui.UiTest;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;

class ProofsTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private HeldRequest request(Wallet wallet, String title) {
        return wallet.requests().stream()
                .filter(held -> held.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private String details() {
        return lookup("#proof-details .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    private boolean there(String id) {
        return lookup("#" + id).tryQuery().isPresent();
    }

    @Test
    void history_ofAProofAndARefusal_isShownAndTheProofLeavesAfterItWasSearched() throws Exception {
        Wallet wallet = openVault("personal");
        fill(wallet);
        new HistoryKeeping(wallet).decline(request(wallet, "Personal loan"), null);
        HeldRequest asked = request(wallet, "Proof of residence");
        LocalDate today = LocalDate.parse("2026-11-20");
        Matching.Answer answer = Matching.of(wallet, asked, KeyResolver.none(), today)
                .suggested()
                .orElseThrow();
        new Proving(wallet, engines().prover().get()).prove(asked, answer, today, (stage, done) -> {}, () -> false);
        window(() -> {
            window.services().session().changed();
            window.services().navigator().show("proofs");
            return null;
        });
        assertThat(lookup("#proof-list").<ListView<HistoryEntry>>query().getItems())
                .hasSize(2);
        assertThat(details()).contains("“Proof of residence”", "Made on this computer", "Issuer-proven", "Result: yes");
        await(SOON, () -> textOf("history-integrity").contains("2 entries"));
        await(SOON, () -> textOf("proof-drag").contains("dragged out of the list"));

        Path file = folder.resolve("mine.hfproof");
        files.save = Optional.of(file);
        press("proof-save");
        await(SOON, () -> wallet.history().size() == 3 && Files.exists(file));
        assertThat(ProofFileCodec.read(Files.readAllBytes(file)).title()).isEqualTo("Proof of residence");

        window(() -> {
            lookup("#only-proofs").<CheckBox>query().setSelected(true);
            return null;
        });
        press("proof-copy");
        await(SOON, () -> wallet.history().size() == 4);
        String copied = window(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).startsWith("{").contains("\"zkproof\"");
        Optional<String> left = window(() -> {
            List.copyOf(later).forEach(Runnable::run);
            return window.services().clipboard().text();
        });
        assertThat(left).isEmpty();

        press("proof-send");
        await(SOON, () -> there("dialog-text"));
        assertThat(textOf("dialog-text")).contains("Nothing was sent");
        press("dialog-ok");

        Path table = folder.resolve("history.csv");
        files.save = Optional.of(table);
        press("history-export");
        await(SOON, () -> Files.exists(table) && Files.size(table) > 0);
        assertThat(Files.readString(table)).contains("declined", "proven", "exported");

        press("entry-delete");
        press("dialog-yes");
        await(
                SOON,
                () -> wallet.history().getLast().content() instanceof HistoryEntry.Content.Kept kept
                        && kept.event().about() != null
                        && kept.event().about() == 2);
        assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
    }

    @Test
    void history_empty_saysWhatWillBeHere() throws Exception {
        openVault("personal");
        window(() -> {
            window.services().navigator().show("proofs");
            return null;
        });
        assertThat(there("proofs-empty")).isTrue();
    }
}
