package holdfast.ui.present;

import holdfast.proving.ProvingException;
import holdfast.text.NetworkText;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.Proving;
import holdfast.wallet.WalletException;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/** What is shown at a proof's end: that it was made and where it is, or why it was not and what became of the data. */
final class ProofEnd {
    private final WindowServices services;
    private final Words words;
    private final PresentText text;
    private final NetworkText network;
    private final Consumer<HistoryEntry> showProof;

    ProofEnd(WindowServices services, PresentText text, NetworkText network, Consumer<HistoryEntry> showProof) {
        this.services = services;
        this.words = services.words(Presenting.ID);
        this.text = text;
        this.network = network;
        this.showProof = showProof;
    }

    /**
     * @param end that the proof has come to
     * @param yes whether the answer is a yes
     * @param host the service that was told; null where this computer proved
     */
    List<Node> rows(ProveViewModel.State end, boolean yes, @Nullable String host) {
        if (end instanceof ProveViewModel.State.Broken(Exception why)) {
            return failed(broken(why));
        }
        Proving.Outcome what = ((ProveViewModel.State.Ended) end).outcome();
        return switch (what) {
            case Proving.Outcome.Proven(HistoryEntry entry, var file) ->
                made(entry, yes ? "done.text" : "done.text-no", host);
            case Proving.Outcome.Attested(HistoryEntry entry, var token) -> made(entry, "done.attested", host);
            case Proving.Outcome.Failed(var entry, var why) ->
                failed(sentence(
                        "failed.text", "why", why.remote() == null ? text.refused(why) : network.remote(why), host));
            case Proving.Outcome.Differs(var entry, String member) ->
                failed(sentence("failed.differs", "member", member, host));
            case Proving.Outcome.Leaks(var entry, var hits) -> failed(sentence("failed.leaks", "member", "", host));
            case Proving.Outcome.Cancelled(var entry) -> List.of(Rows.text(sentence("cancelled", "member", "", host)));
        };
    }

    /** Why a service is not used; nothing was sent to it. */
    String notUsed(Exception why) {
        String reason =
                why instanceof ProvingException error && error.remote() != null ? network.remote(error) : broken(why);
        return reason + " " + network.notSent();
    }

    private List<Node> failed(String why) {
        return List.of(Rows.title(words.text("failed.title")), Rows.text(why));
    }

    /** What was sent to a service is not called unsent. */
    private String sentence(String key, String name, Object value, @Nullable String host) {
        return host == null ? words.text(key, name, value) : words.text(key + ".remote", name, value, "host", host);
    }

    private String broken(Exception why) {
        return why instanceof WalletException error
                ? services.errors().of(error).text()
                : services.errors().unexpected().text();
    }

    private List<Node> made(HistoryEntry entry, String sentence, @Nullable String host) {
        Button open = Buttons.accent("present-show-proof", words.text("done.show"), () -> {
            services.navigator().back();
            showProof.accept(entry);
        });
        return List.of(
                Rows.title(words.text("done.title")),
                Rows.text(sentence(sentence, "number", entry.number(), host)),
                Buttons.atEnd(open));
    }
}
