package holdfast.ui.present;

import holdfast.proving.Prover;
import holdfast.proving.Prover.Stage;
import holdfast.ui.common.Tasks;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A proof in the making: its stage, how much of the whole is done, how long it may still take, and what came of it. */
final class ProveViewModel {
    /** For the history. */
    static final String EMBEDDED = "embedded";

    /** No estimate before this: the first moments say little. */
    private static final Duration SETTLED = Duration.ofMillis(700);

    private static final double TOLD = 0.05;

    /** What share of the time a stage takes, about; used for the bar and the estimate only. */
    private static final Map<Stage, Double> SHARE = Map.of(
            Stage.CIRCUIT, 0.4,
            Stage.WITNESS, 0.1,
            Stage.COMMITMENT, 0.15,
            Stage.SUMCHECK, 0.25,
            Stage.OPENING, 0.1);

    private final Wallet wallet;
    private final Clock clock;
    private final Supplier<Prover> prover;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.CIRCUIT);
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper();
    private final ReadOnlyLongWrapper secondsLeft = new ReadOnlyLongWrapper(-1);
    private Tasks.@Nullable Job job;

    ProveViewModel(Wallet wallet, Clock clock, Supplier<Prover> prover, Tasks tasks) {
        this.wallet = wallet;
        this.clock = clock;
        this.prover = prover;
        this.tasks = tasks;
    }

    /** How it stands. */
    sealed interface State {
        record Idle() implements State {}

        record Running() implements State {}

        /** Cancelled, and not over yet. */
        record Stopping() implements State {}

        record Ended(Proving.Outcome outcome) implements State {}

        /** The wallet could not be written, or the program is at fault. */
        record Broken(Exception why) implements State {}
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** Of the whole, from 0 to 1. */
    ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Negative where nobody can tell yet. */
    ReadOnlyLongProperty secondsLeftProperty() {
        return secondsLeft.getReadOnlyProperty();
    }

    boolean isRunning() {
        return state.get() instanceof State.Running || state.get() instanceof State.Stopping;
    }

    /** Proves on this machine, in the background. */
    void start(HeldRequest request, Matching.Answer answer, LocalDate reference) {
        if (isRunning()) {
            return;
        }
        Instant begun = clock.instant();
        stage.set(Stage.CIRCUIT);
        done.set(0);
        secondsLeft.set(-1);
        state.set(new State.Running());
        Tasks.Job started = tasks.start(
                progress -> new Proving(wallet, prover.get(), EMBEDDED)
                        .prove(
                                request,
                                answer,
                                reference,
                                (at, part) -> progress.at(at.name(), part),
                                progress::cancelled),
                outcome -> state.set(new State.Ended(outcome)),
                failed -> state.set(new State.Broken(failed)),
                () -> state.set(new State.Idle()));
        started.stageProperty().subscribe(name -> moved(started, begun));
        started.doneProperty().subscribe(part -> moved(started, begun));
        job = started;
    }

    private void moved(Tasks.Job running, Instant begun) {
        String name = running.stageProperty().get();
        if (name.isEmpty()) {
            return;
        }
        Stage now = Stage.valueOf(name);
        stage.set(now);
        double before = 0;
        for (Stage earlier : Stage.values()) {
            if (earlier.compareTo(now) < 0) {
                before += share(earlier);
            }
        }
        double part = Math.clamp(running.doneProperty().get(), 0, 1);
        done.set(Math.max(done.get(), before + share(now) * part));
        Duration spent = Duration.between(begun, clock.instant());
        secondsLeft.set(
                spent.compareTo(SETTLED) < 0 || done.get() < TOLD
                        ? -1
                        : Math.round(spent.toMillis() * (1 - done.get()) / done.get() / 1000.0));
    }

    private static double share(Stage stage) {
        return SHARE.getOrDefault(stage, 0.0);
    }

    /** Asks the prover to stop; does nothing where none is running. */
    void cancel() {
        if (job != null && state.get() instanceof State.Running) {
            state.set(new State.Stopping());
            job.cancel();
        }
    }
}
