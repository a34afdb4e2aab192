package holdfast.ui.demo;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.demo.Samples;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.StatementVerifier;
import holdfast.ui.common.Tasks;
import holdfast.ui.demo.DemoViewModel.Activity;
import holdfast.ui.demo.Play.Knows;
import holdfast.ui.demo.Play.Role;
import holdfast.ui.demo.Play.Step;
import holdfast.ui.demo.Play.Thing;
import holdfast.verification.Check;
import holdfast.wallet.FakeProver;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<Throwable> unexpected = new ArrayList<>();
    private final Samples samples = Samples.load();
    private ProvingException refusal;
    private final DemoViewModel model = new DemoViewModel(
            new Tasks(background::add, Runnable::run, unexpected::add),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SecureRandom(),
            samples,
            () -> this::prove,
            () -> (request, keys, proof, cancelled) -> proof.zkproof().equals(new ProofFile.Bytes(new byte[64]))
                    ? new StatementVerifier.Result.Valid("00", "11")
                    : new StatementVerifier.Result.Invalid("altered", "the bytes are others"));

    /** Claims without a proof: what the model does with them is tested, not the proof system. */
    private ProofFile prove(ProofTask task, Prover.Listener listener, BooleanSupplier cancelled)
            throws ProvingException {
        ProofFile claims = new FakeProver().prove(task, listener, cancelled);
        if (refusal != null) {
            throw refusal;
        }
        return claims.withProof(new byte[64]);
    }

    private Play play() {
        return model.playProperty().get();
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    @AfterEach
    void noFaults() {
        assertThat(unexpected).isEmpty();
    }

    @Test
    void step_beforeItsTurn_isNotMade() {
        model.step(Step.PROVE);
        model.step(Step.CHECK);
        model.step(Step.LOOK);
        model.tamper(Tamper.BYTE);
        assertThat(background).isEmpty();
        model.step(Step.ASK);
        work();
        assertThat(play().did(Step.ASK)).isTrue();
        assertThat(play().can(Step.LOOK)).as("without the issuer's data").isFalse();
        model.step(Step.ISSUE);
        work();
        assertThat(play().can(Step.LOOK)).isTrue();
    }

    @Test
    void steps_eachMade_fillWhoKnowsWhat() {
        assertThat(play().knows(Role.ISSUER, Thing.PRIVATE)).isEqualTo(Knows.ALL);
        assertThat(play().knows(Role.HOLDER, Thing.PRIVATE)).isEqualTo(Knows.NOTHING);
        for (Step step : Step.values()) {
            assertThat(play().knows(Role.VERIFIER, Thing.ANSWER)).isEqualTo(Knows.NOTHING);
            assertThat(play().knows(Role.VERIFIER, Thing.SIGNATURE)).isEqualTo(Knows.NOTHING);
            model.step(step);
            work();
            assertThat(play().did(step)).as("%s", step).isTrue();
            assertThat(play().knows(Role.VERIFIER, Thing.PRIVATE)).isEqualTo(Knows.NOTHING);
            assertThat(play().knows(Role.ISSUER, Thing.REQUEST)).isEqualTo(Knows.NOTHING);
        }
        assertThat(play().knows(Role.HOLDER, Thing.PRIVATE)).isEqualTo(Knows.ALL);
        assertThat(play().knows(Role.HOLDER, Thing.REQUEST)).isEqualTo(Knows.ALL);
        assertThat(play().knows(Role.VERIFIER, Thing.SIGNATURE)).isEqualTo(Knows.THAT_IT_HOLDS);
        assertThat(play().knows(Role.VERIFIER, Thing.ANSWER)).isEqualTo(Knows.ALL);
    }

    @Test
    void script_everySample_isAcceptedAndEveryCheatRefusedByItsCheck() {
        for (Play.Choice choice : model.choices()) {
            model.choose(choice);
            model.runAll();
            work();
            assertThat(play().accepted()).as("%s", choice).isTrue();
            for (Tamper how : Tamper.values()) {
                model.tamper(how);
                work();
                var tampered = Objects.requireNonNull(model.tamperedProperty().get());
                assertThat(tampered.how()).isEqualTo(how);
                if (how == Tamper.OUTPUT) {
                    continue; // Only the real proof is bound to its outputs; the window's test has one.
                }
                assertThat(tampered.verdict().checks().stream()
                                .filter(check -> !check.passed())
                                .map(Check::name)
                                .findFirst())
                        .as("%s of %s", how, choice)
                        .contains(
                                switch (how) {
                                    case BYTE, OUTPUT -> Check.Name.PROOF;
                                    case ISSUER -> Check.Name.ISSUER_KEY;
                                    case REPLAY -> Check.Name.REPLAY;
                                    case DATE -> Check.Name.DATE;
                                    case REQUEST -> Check.Name.REQUEST_DIGEST;
                                });
            }
        }
    }

    @Test
    void outputTampered_isAnotherAnswer() throws Exception {
        model.runAll();
        work();
        ProofFile good = Objects.requireNonNull(play().made()).proof();
        var shown = new Tamper.Shown(Objects.requireNonNull(play().request()), good);
        ProofFile bad = Tamper.OUTPUT
                .apply(shown, play().choice().request(), new holdfast.demo.RolePlay(samples, new SecureRandom()))
                .proof();
        assertThat(bad.outputs()).hasSameSizeAs(good.outputs()).isNotEqualTo(good.outputs());
    }

    @Test
    void replay_beforeTheFirstShowing_cannotBeTried() {
        for (Step step : List.of(Step.ISSUE, Step.ASK, Step.LOOK, Step.PROVE)) {
            model.step(step);
            work();
        }
        assertThat(play().can(Tamper.BYTE)).isTrue();
        assertThat(play().can(Tamper.REPLAY)).isFalse();
    }

    @Test
    void proof_cancelled_stopsTheScriptAndLeavesNone() {
        model.runAll();
        while (!(model.activityProperty().get() instanceof Activity.Doing(Step step) && step == Step.PROVE)) {
            background.remove().run();
        }
        model.cancel();
        assertThat(model.activityProperty().get()).isEqualTo(new Activity.Stopping());
        work();
        assertThat(model.activityProperty().get()).isEqualTo(new Activity.Idle());
        assertThat(play().did(Step.PROVE)).isFalse();
        assertThat(play().can(Step.PROVE)).isTrue();
    }

    @Test
    void proof_refused_isAFailureAndTheStepCanBeTriedAgain() {
        refusal = new ProvingException(ProvingException.Reason.TOO_DEEP, null, "too deep");
        model.runAll();
        work();
        assertThat(model.activityProperty().get()).isEqualTo(new Activity.Failed(Step.PROVE, refusal));
        refusal = null;
        model.runAll();
        work();
        assertThat(play().accepted()).isTrue();
    }

    @Test
    void play_startedAgain_hasOtherKeys() {
        model.runAll();
        work();
        var before = Objects.requireNonNull(play().request()).key();
        model.startAgain();
        assertThat(play().did(Step.ISSUE)).isFalse();
        assertThat(model.tamperedProperty().get()).isNull();
        model.runAll();
        work();
        assertThat(Objects.requireNonNull(play().request()).key()).isNotEqualTo(before);
    }

    @Test
    void busy_nothingElseIsStarted() {
        model.step(Step.ISSUE);
        model.step(Step.ASK);
        model.choose(model.choices().getLast());
        assertThat(background).hasSize(1);
        assertThat(play().choice()).isEqualTo(model.choices().getFirst());
        work();
    }
}
