package holdfast.ui.present;

import holdfast.proving.ContactedService.Step;
import holdfast.proving.Prover;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.StatusModel;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.Proving;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProving;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A proof in the making: its stage, how much of the whole is done, how long it may still take, and what came of it. */
final class ProveViewModel {
    private final WalletSession session;
    private final Supplier<Prover> prover;
    private final StatusModel status;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
    private final ProofProgress progress;
    private final ReadOnlyObjectWrapper<@Nullable Step> step = new ReadOnlyObjectWrapper<>();
    private @Nullable String service;
    private Tasks.@Nullable Job job;
    private Tasks.@Nullable Job preparing;

    ProveViewModel(WalletSession session, Clock clock, Supplier<Prover> prover, StatusModel status) {
        this.session = session;
        this.prover = prover;
        this.status = status;
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

    /** How far the proof is that is made here, or was last. */
    ProofProgress progress() {
        return progress;
    }

    /** What goes on between this machine and a service; null for a proof that is made here. */
    ReadOnlyObjectProperty<@Nullable Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** The service that the last proof was asked of; null where it was made here. */
    @Nullable
    String service() {
        return service;
    }

    boolean isRunning() {
        return state.get() instanceof State.Running || state.get() instanceof State.Stopping;
    }

    boolean hasEnded() {
        return state.get() instanceof State.Ended || state.get() instanceof State.Broken;
    }

    /** Has the prover of this machine do ahead what it can while the holder reads. Instead of what was prepared before, if that goes on. */
    void prepare(HeldRequest request, Matching.Answer answer, LocalDate reference) {
        stopPreparing();
        if (!session.isOpen()) {
            return; // What would be proven was found out just as the vault was locked.
        }
        preparing = session.start(
                (wallet, job) -> {
                    new Proving(wallet, prover.get()).prepare(request, answer, reference, job::cancelled);
                    return true;
                },
                done -> {},
                failed -> {}); // The proof, which does the same, will say what is wrong.
    }

    private void stopPreparing() {
        if (preparing != null) {
            preparing.cancel();
            preparing = null;
        }
    }

    /** Proves on this machine, in the background. */
    void start(HeldRequest request, Matching.Answer answer, LocalDate reference) {
        if (isRunning()) {
            return;
        }
        service = null;
        step.set(null);
        run(
                (wallet, job) -> new Proving(wallet, prover.get())
                        .prove(request, answer, reference, ProofProgress.tell(job), job::cancelled),
                progress::follow);
    }

    /**
     * Sends what the holder agreed to, and proves there.
     *
     * @param agreed closed by this
     * @param newKeys whether the holder takes keys that changed
     */
    void start(RemoteProving services, RemoteConsent agreed, boolean newKeys) {
        if (isRunning()) {
            agreed.close();
            return;
        }
        String host = RemoteViewModel.host(agreed.prover());
        service = host;
        step.set(Step.SEND);
        status.flowProperty().set(new DataFlow.Sends(host));
        run(
                (wallet, job) -> services.prove(agreed, newKeys, at -> job.at(at.name(), -1), job::cancelled),
                started -> started.stageProperty().subscribe(name -> {
                    if (!name.isEmpty()) {
                        step.set(Step.valueOf(name));
                    }
                }));
    }

    private void run(WalletSession.Work<Proving.Outcome> work, Consumer<Tasks.Job> follow) {
        state.set(new State.Running());
        Tasks.Job started = session.start(
                work,
                outcome -> {
                    ended(new State.Ended(outcome));
                    session.changed(); // The history has an entry, whatever came of it.
                },
                failed -> ended(new State.Broken(failed)),
                () -> ended(new State.Idle()));
        follow.accept(started);
        job = started;
    }

    private void ended(State end) {
        if (service != null) {
            status.flowProperty().set(new DataFlow.Nowhere());
        }
        state.set(end);
    }

    /** Asks the prover, here or there, to stop; does nothing where none is running. */
    void cancel() {
        stopPreparing();
        if (job != null && state.get() instanceof State.Running) {
            state.set(new State.Stopping());
            job.cancel();
        }
    }
}
