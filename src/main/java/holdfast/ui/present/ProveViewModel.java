package holdfast.ui.present;

import holdfast.proving.Prover;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Tasks;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A proof in the making: its stage, how much of the whole is done, how long it may still take, and what came of it. */
final class ProveViewModel {
    /** For the history. */
    static final String EMBEDDED = "embedded";

    private final Wallet wallet;
    private final Supplier<Prover> prover;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
    private final ProofProgress progress;
    private Tasks.@Nullable Job job;

    ProveViewModel(Wallet wallet, Clock clock, Supplier<Prover> prover, Tasks tasks) {
        this.wallet = wallet;
        this.prover = prover;
        this.tasks = tasks;
        this.progress = new ProofProgress(clock);
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

    /** How far the proof is that runs, or ran last. */
    ProofProgress progress() {
        return progress;
    }

    boolean isRunning() {
        return state.get() instanceof State.Running || state.get() instanceof State.Stopping;
    }

    /** Proves on this machine, in the background. */
    void start(HeldRequest request, Matching.Answer answer, LocalDate reference) {
        if (isRunning()) {
            return;
        }
        state.set(new State.Running());
        Tasks.Job started = tasks.start(
                job -> new Proving(wallet, prover.get(), EMBEDDED)
                        .prove(request, answer, reference, ProofProgress.tell(job), job::cancelled),
                outcome -> state.set(new State.Ended(outcome)),
                failed -> state.set(new State.Broken(failed)),
                () -> state.set(new State.Idle()));
        progress.follow(started);
        job = started;
    }

    /** Asks the prover to stop; does nothing where none is running. */
    void cancel() {
        if (job != null && state.get() instanceof State.Running) {
            state.set(new State.Stopping());
            job.cancel();
        }
    }
}
