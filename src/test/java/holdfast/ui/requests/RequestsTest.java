package holdfast.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.KeyResolver;
import holdfast.ui.UiTest;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;

class RequestsTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Wallet filled() throws Exception {
        Wallet wallet = openVault("vault");
        fill(wallet);
        window(() -> {
            window.services().navigator().show("requests");
            return null;
        });
        return wallet;
    }

    @SuppressWarnings("unchecked")
    private ListView<HeldRequest> list() {
        return lookup("#request-list").queryAs(ListView.class);
    }

    private HeldRequest.State state(Wallet wallet, HeldRequest request) throws Exception {
        return wallet.request(request.id().hex()).state(NOW);
    }

    @Test
    void request_declined_isNotedAndNobodyIsTold() throws Exception {
        Wallet wallet = filled();
        HeldRequest first = window(() -> list().getSelectionModel().getSelectedItem());
        assertThat(first).isNotNull();

        press("request-decline");
        press("dialog-yes");

        await(SOON, () -> state(wallet, first) == HeldRequest.State.DECLINED);
        assertThat(wallet.history()).hasSize(1);
        assertThat(window(() -> window.services().session().connections().ledger()))
                .isEmpty();
        await(SOON, () -> !list().getItems().getFirst().id().equals(first.id()));
    }

    @Test
    void request_removed_isGone() throws Exception {
        Wallet wallet = filled();
        int before = wallet.requests().size();

        press("request-remove");
        press("dialog-yes");

        await(SOON, () -> wallet.requests().size() == before - 1);
    }

    @Test
    void request_opened_showsWhatWouldBeProven() throws Exception {
        filled();

        press("request-open");

        await(SOON, () -> lookup(".condition").tryQuery().isPresent());
    }

    @Test
    void filter_state_showsOnlyThose() throws Exception {
        Wallet wallet = filled();
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        imports.store(
                imports.check(
                        roles.ask(samples.requests().get("loan")).compact(),
                        new Delivery(null, null, null, NOW.minusSeconds(60))),
                false);
        window(() -> {
            window.services().session().changed();
            @SuppressWarnings("unchecked")
            ChoiceBox<Optional<HeldRequest.State>> box =
                    lookup("#request-filter").queryAs(ChoiceBox.class);
            box.setValue(Optional.of(HeldRequest.State.EXPIRED));
            return null;
        });

        assertThat(list().getItems())
                .singleElement()
                .extracting(HeldRequest::title)
                .isEqualTo("Personal loan");
        assertThat(lookup("#request-decline").query().isDisabled()).isTrue();
    }
}
