package holdfast.ui.demo;

import holdfast.demo.Samples;
import holdfast.proving.Prover;
import holdfast.proving.StatementVerifier;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Tasks;
import holdfast.ui.demo.Play.Choice;
import holdfast.ui.demo.Play.Step;
import holdfast.verification.Verdict;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The three roles played through, a step at a time or all of them. Keys are made for the play, live in memory only and
 * are forgotten when it starts again; no vault is touched. One thing is done at a time.
 */
final class DemoViewModel {
    private final Tasks tasks;
    private final Clock clock;
    private final SecureRandom random;
    private final Samples samples;
    private final Supplier<Prover> prover;
    private final Supplier<StatementVerifier> verifier;
    private final List<Choice> choices;
    private final ProofProgress progress;
    private final ReadOnlyObjectWrapper<Play> play;
    private final ReadOnlyObjectWrapper<Activity> activity = new ReadOnlyObjectWrapper<>(new Activity.Idle());
    private final ReadOnlyObjectWrapper<@Nullable Tampered> tampered = new ReadOnlyObjectWrapper<>();
    private Round round;
    private Tasks.@Nullable Job job;

    DemoViewModel(
            Tasks tasks,
            Clock clock,
            SecureRandom random,
            Samples samples,
            Supplier<Prover> prover,
            Supplier<StatementVerifier> verifier) {
        this.tasks = tasks;
        this.clock = clock;
        this.random = random;
        this.samples = samples;
        this.prover = prover;
        this.verifier = verifier;
        this.choices = samples.requests().values().stream()
                .flatMap(request ->
                        request.answers().stream().map(answer -> new Choice(request, answer, samples.person(answer))))
                .toList();
        this.progress = new ProofProgress(clock);
        this.play = new ReadOnlyObjectWrapper<>(Play.of(choices.getFirst()));
        this.round = newRound();
    }

    /** What is being done. */
    sealed interface Activity {
        record Idle() implements Activity {}

        record Doing(Step step) implements Activity {}

        record Tampering(Tamper how) implements Activity {}

        /** A proof was cancelled, and is not over yet. */
        record Stopping() implements Activity {}

        /** The last step failed; nothing else is being done. */
        record Failed(Step step, Exception why) implements Activity {}
    }

    /** A cheat, and the verifier's verdict on it. */
    record Tampered(Tamper how, Verdict verdict) {}

    private Round newRound() {
        return new Round(samples, random, clock, prover, verifier);
    }

    List<Choice> choices() {
        return choices;
    }

    ReadOnlyObjectProperty<Play> playProperty() {
        return play.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Activity> activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** The last cheat; null before the first. */
    ReadOnlyObjectProperty<@Nullable Tampered> tamperedProperty() {
        return tampered.getReadOnlyProperty();
    }

    ProofProgress progress() {
        return progress;
    }

    Samples samples() {
        return samples;
    }

    boolean busy() {
        return switch (activity.get()) {
            case Activity.Idle ignored -> false;
            case Activity.Failed ignored -> false;
            case Activity.Doing ignored -> true;
            case Activity.Tampering ignored -> true;
            case Activity.Stopping ignored -> true;
        };
    }

    /** Begins anew, with other keys; does nothing while something is being done. */
    void choose(Choice choice) {
        if (busy()) {
            return;
        }
        round.close();
        round = newRound();
        tampered.set(null);
        activity.set(new Activity.Idle());
        play.set(Play.of(choice));
    }

    void startAgain() {
        choose(play.get().choice());
    }

    /** Makes one step, when it is its turn. */
    void step(Step step) {
        step(step, () -> {});
    }

    /** Makes every step that is left, one after the other, until one fails or is cancelled. */
    void runAll() {
        for (Step step : Step.values()) {
            if (play.get().can(step)) {
                step(step, this::runAll);
                return;
            }
        }
    }

    private void step(Step step, Runnable then) {
        Play now = play.get();
        if (busy() || !now.can(step)) {
            return;
        }
        Round playing = round;
        activity.set(new Activity.Doing(step));
        Tasks.Job started = tasks.start(
                working -> playing.make(step, now, working),
                next -> {
                    activity.set(new Activity.Idle());
                    play.set(next);
                    then.run();
                },
                failed -> activity.set(new Activity.Failed(step, failed)),
                () -> activity.set(new Activity.Idle()));
        if (step == Step.PROVE) {
            progress.follow(started);
        }
        job = started;
    }

    /** The day that counts as today. */
    LocalDate today() {
        return round.today();
    }

    /** Cheats with the proof, and lets the verifier check it. The play stays as it is. */
    void tamper(Tamper how) {
        Play now = play.get();
        if (busy() || !now.can(how)) {
            return;
        }
        Round playing = round;
        activity.set(new Activity.Tampering(how));
        tasks.start(
                working -> playing.tamper(how, now),
                verdict -> {
                    activity.set(new Activity.Idle());
                    tampered.set(new Tampered(how, verdict));
                },
                failed -> activity.set(new Activity.Failed(Step.CHECK, failed)));
    }

    /** Asks the prover to stop; does nothing where none is running. */
    void cancel() {
        if (job != null && activity.get() instanceof Activity.Doing(Step step) && step == Step.PROVE) {
            activity.set(new Activity.Stopping());
            job.cancel();
        }
    }
}
