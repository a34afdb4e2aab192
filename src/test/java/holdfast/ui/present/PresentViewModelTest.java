package holdfast.ui.present;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.Problem;
import holdfast.token.TokenException;
import holdfast.ui.ViewModelTest;
import holdfast.ui.present.PresentViewModel.State;
import holdfast.wallet.AutoLock;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Matching;
import holdfast.wallet.Matching.Candidate;
import holdfast.wallet.Matching.Fit;
import holdfast.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresentViewModelTest extends ViewModelTest {
    private final List<Matching> candidates = new ArrayList<>();
    private Wallet wallet;

    /** A vault with these credentials, and a look at a request. */
    private PresentViewModel look(String request, String... credentials) throws Exception {
        wallet = open();
        for (String id : credentials) {
            hold(wallet, id);
        }
        PresentViewModel model = new PresentViewModel(session, asked(wallet, request), clock());
        model.look();
        assertThat(model.stateProperty().get()).isInstanceOf(State.Looking.class);
        return model;
    }

    /** The one with this text in it. */
    private HeldCredential held(String text) throws Exception {
        for (HeldCredential credential : wallet.credentials()) {
            if (credential.verify().content().data().toString().contains(text)) {
                return credential;
            }
        }
        throw new AssertionError("no credential with " + text);
    }

    private static State.Answered answered(PresentViewModel model) {
        return (State.Answered) model.stateProperty().get();
    }

    private static HeldCredential used(PresentViewModel model) {
        return answered(model).answer().credentials().get(Tag.NONE);
    }

    @Test
    void look_oneOfTwoSatisfies_suggestsItWhicheverCameFirst() throws Exception {
        PresentViewModel model = look("loan", "budi-bank", "sari-bank");
        work();

        assertThat(answered(model).answer().satisfied()).isTrue();
        assertThat(used(model)).isEqualTo(held("Wulandari"));
        assertThat(answered(model).matching().answers())
                .extracting(Matching.Answer::satisfied)
                .containsExactly(true, false);
        assertThat(answered(model).preview().evaluation())
                .isEqualTo(answered(model).answer().evaluation());
        assertThat(wallet.history()).as("a look leaves no trace").isEmpty();
    }

    @Test
    void choose_oneThatDoesNotSatisfy_answersNoWithoutAgreeingToItOrShowingValues() throws Exception {
        PresentViewModel model = look("loan", "sari-bank", "budi-bank");
        List<Boolean> revealed = new ArrayList<>();
        model.revealedProperty().subscribe(now -> {
            revealed.add(now);
        });
        work();
        model.evenNoProperty().set(true);

        model.choose(Tag.NONE, held("Hartono"));
        work();

        assertThat(used(model)).isEqualTo(held("Hartono"));
        assertThat(answered(model).answer().satisfied()).isFalse();
        assertThat(model.evenNoProperty().get()).isFalse();
        model.candidates(Tag.NONE, candidates::add);
        work();
        assertThat(candidates)
                .singleElement()
                .satisfies(matching -> assertThat(matching.candidates().get(Tag.NONE))
                        .as("all, to choose again")
                        .extracting(Candidate::credential)
                        .containsExactlyInAnyOrder(held("Wulandari"), held("Hartono")));
        assertThat(revealed).as("nobody asked").containsExactly(false);
        model.revealedProperty().set(true);
        assertThat(revealed).containsExactly(false, true);
    }

    @Test
    void choose_twice_showsTheLastOneWhicheverIsFoundFirst() throws Exception {
        PresentViewModel model = look("loan", "sari-bank", "budi-bank");
        work();

        model.choose(Tag.NONE, held("Hartono"));
        model.choose(Tag.NONE, held("Wulandari"));
        Runnable first = background.remove();
        Runnable second = background.remove();
        second.run();
        first.run();

        assertThat(used(model)).isEqualTo(held("Wulandari"));
    }

    @Test
    void look_withoutTheFieldsAskedFor_namesThem() throws Exception {
        PresentViewModel model = look("resident", "nadia-bank", "amara-blood-test");
        work();

        assertThat(model.stateProperty().get()).isInstanceOfSatisfying(State.Unanswerable.class, none -> {
            List<Candidate> all = none.matching().candidates().get(Tag.NONE);
            assertThat(all).hasSize(2);
            assertThat(all.getFirst().fit())
                    .isInstanceOfSatisfying(
                            Fit.FieldsUnfit.class,
                            unfit -> assertThat(unfit.problems())
                                    .extracting(Problem::field)
                                    .extracting(String::valueOf)
                                    .anyMatch(field -> field.startsWith("contact"))
                                    .anyMatch(field -> field.startsWith("income")));
            assertThat(all.getLast().fit()).isInstanceOf(Fit.OtherIssuer.class);
            assertThat(none.matching().obstacles())
                    .singleElement()
                    .satisfies(
                            obstacle -> assertThat(obstacle.problem().summary()).contains("contact"));
        });
    }

    @Test
    void look_atARequestThatDoesNotVerify_saysWhy() throws Exception {
        wallet = open();
        hold(wallet, "sari-bank");
        HeldRequest good = asked(wallet, "loan");
        HeldRequest bad = new HeldRequest(
                good.id(),
                good.token(),
                good.signedDigest(),
                good.title(),
                roles.key("somebody else").publicKey(),
                null,
                good.delivery(),
                good.addedAt(),
                good.decision());
        PresentViewModel model = new PresentViewModel(session, bad, clock());

        model.look();
        work();

        assertThat(model.stateProperty().get())
                .isInstanceOfSatisfying(
                        State.Unusable.class,
                        unusable -> assertThat(unusable.why())
                                .isInstanceOf(TokenException.class)
                                .message()
                                .isNotBlank());
    }

    @Test
    void request_declined_isKeptInTheHistoryOnly() throws Exception {
        PresentViewModel model = look("loan", "sari-bank");
        work();
        List<String> done = new ArrayList<>();

        model.decline(() -> done.add("declined"), failed::add);
        assertThat(done).isEmpty();
        work();

        assertThat(done).hasSize(1);
        assertThat(failed).isEmpty();
        assertThat(wallet.history()).singleElement().satisfies(entry -> {
            assertThat(entry.hasProof()).isFalse();
            assertThat(entry.content())
                    .isInstanceOfSatisfying(
                            HistoryEntry.Content.Kept.class,
                            kept -> assertThat(kept.event().kind()).isEqualTo(HistoryEvent.Kind.DECLINED));
        });
        assertThat(wallet.requests())
                .singleElement()
                .extracting(HeldRequest::decision)
                .isEqualTo(HeldRequest.Decision.DECLINED);
    }

    @Test
    void candidates_lockedMeanwhile_areNotShown() throws Exception {
        PresentViewModel model = look("loan", "sari-bank");
        work();
        model.candidates(Tag.NONE, candidates::add);
        List<String> done = new ArrayList<>();
        model.decline(() -> done.add("declined"), failed::add);

        session.lock(AutoLock.Reason.IDLE);
        work();

        assertThat(candidates).isEmpty();
        assertThat(done).isEmpty();
    }
}
