package holdfast.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.KeyResolver;
import holdfast.ui.ViewModelTest;
import holdfast.ui.common.LockedException;
import holdfast.wallet.AutoLock;
import holdfast.wallet.FakeProver;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.HeldRequest.State;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RequestsViewModelTest extends ViewModelTest {
    private final RequestsViewModel model = new RequestsViewModel(session, clock());
    private int done;

    private void expired(Wallet wallet, String id) throws Exception {
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        imports.store(
                imports.check(
                        roles.ask(samples.requests().get(id)).compact(),
                        new Delivery(null, null, null, NOW.minusSeconds(1))),
                false);
        session.changed();
    }

    private void prove(Wallet wallet, HeldRequest request) throws Exception {
        LocalDate today = LocalDate.parse("2026-11-20");
        Matching.Answer answer = Matching.of(wallet, request, KeyResolver.none(), today)
                .suggested()
                .orElseThrow();
        new Proving(wallet, new FakeProver()).prove(request, answer, today, (stage, part) -> {}, () -> false);
        session.changed();
    }

    private void decline(HeldRequest request) {
        model.decline(request, () -> done++, failed::add);
        work();
    }

    /** One request in each state; the new one came neither first nor last. */
    private void oneOfEach() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank");
        prove(wallet, asked(wallet, "resident"));
        expired(wallet, "languages");
        asked(wallet, "loan");
        decline(asked(wallet, "scholarship"));
    }

    @Test
    void requests_ofEachState_areListedWithTheNewOneFirst() throws Exception {
        oneOfEach();

        assertThat(model.shown().getFirst().title()).isEqualTo("Personal loan");
        assertThat(model.shown())
                .extracting(model::state)
                .containsExactlyInAnyOrder(State.NEW, State.PROVEN, State.EXPIRED, State.DECLINED);
        assertThat(model.countProperty().get()).isEqualTo(4);
        assertThat(model.openProperty().get()).isEqualTo(1);
    }

    @Test
    void decline_pressedTwice_isInTheHistoryOnce() throws Exception {
        Wallet wallet = open();
        HeldRequest request = asked(wallet, "loan");

        model.decline(request, () -> done++, failed::add);
        model.decline(request, () -> done++, failed::add);
        work();

        assertThat(done).isEqualTo(1);
        assertThat(failed).singleElement().isInstanceOf(WalletException.class);
        assertThat(wallet.history()).hasSize(1);
    }

    @Test
    void decline_ofOneRemovedMeanwhile_doesNotBringItBack() throws Exception {
        Wallet wallet = open();
        HeldRequest request = asked(wallet, "loan");

        wallet.remove(request.id());
        decline(request);

        assertThat(failed).singleElement().isInstanceOf(WalletException.class);
        assertThat(wallet.requests()).isEmpty();
        assertThat(wallet.history()).isEmpty();
    }

    @Test
    void filter_ofAState_showsOnlyThoseAndCountsAll() throws Exception {
        oneOfEach();

        for (State state : State.values()) {
            model.filterProperty().set(state);
            assertThat(model.shown()).extracting(model::state).containsExactly(state);
            assertThat(model.countProperty().get()).isEqualTo(4);
            assertThat(model.openProperty().get()).isEqualTo(1);
        }
        model.filterProperty().set(null);
        assertThat(model.shown()).hasSize(4);
    }

    @Test
    void request_declined_leavesTheNewOnesAndIsInTheHistory() throws Exception {
        Wallet wallet = open();
        HeldRequest request = asked(wallet, "loan");
        model.filterProperty().set(State.NEW);

        model.decline(request, () -> done++, failed::add);
        assertThat(done).isZero();
        assertThat(model.shown()).containsExactly(request);
        work();

        assertThat(done).isEqualTo(1);
        assertThat(model.shown()).isEmpty();
        assertThat(model.openProperty().get()).isZero();
        assertThat(model.countProperty().get()).isEqualTo(1);
        assertThat(wallet.history())
                .singleElement()
                .satisfies(entry -> assertThat(entry.content())
                        .isInstanceOfSatisfying(
                                HistoryEntry.Content.Kept.class,
                                kept -> assertThat(kept.event().kind()).isEqualTo(HistoryEvent.Kind.DECLINED)));
    }

    @Test
    void decline_ofOneThatWasDecided_isRefusedAndChangesNothing() throws Exception {
        oneOfEach();
        int before = session.wallet().history().size();
        done = 0;

        for (State state : new State[] {State.PROVEN, State.DECLINED}) {
            failed.clear();
            model.filterProperty().set(state);
            decline(model.shown().getFirst());

            assertThat(failed)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            WalletException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(WalletException.Reason.WRONG_STATE));
            assertThat(model.shown()).extracting(model::state).containsExactly(state);
        }
        assertThat(done).isZero();
        assertThat(session.wallet().history()).hasSize(before);
    }

    @Test
    void request_removed_isGoneAndItsHistoryStays() throws Exception {
        Wallet wallet = open();
        HeldRequest stays = asked(wallet, "resident");
        decline(asked(wallet, "loan"));
        HeldRequest declined = model.shown().getLast();

        model.remove(declined, () -> done++, failed::add);
        work();

        assertThat(done).isEqualTo(2);
        assertThat(model.shown()).containsExactly(stays);
        assertThat(model.countProperty().get()).isEqualTo(1);
        assertThat(wallet.history()).hasSize(1);
        assertThat(failed).isEmpty();
    }

    @Test
    void list_afterALock_isEmptyAndTakesNoDecision() throws Exception {
        HeldRequest request = asked(open(), "loan");

        session.lock(AutoLock.Reason.IDLE);

        assertThat(model.shown()).isEmpty();
        assertThat(model.countProperty().get()).isZero();
        assertThat(model.openProperty().get()).isZero();
        decline(request);
        assertThat(done).isZero();
        assertThat(failed).singleElement().isInstanceOf(LockedException.class);
    }
}
