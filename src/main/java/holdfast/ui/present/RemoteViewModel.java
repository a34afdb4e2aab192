package holdfast.ui.present;

import holdfast.net.GuardedClient;
import holdfast.proving.ProvingService;
import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WindowServices;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Asks a remote prover that the holder chose who it is, and holds what it would read until the holder decides. */
final class RemoteViewModel {
    private final WindowServices services;
    private final Function<GuardedClient, ProvingService> provers;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
    private @Nullable RemoteProving proving;
    private Tasks.@Nullable Job job;

    RemoteViewModel(WindowServices services, Function<GuardedClient, ProvingService> provers) {
        this.services = services;
        this.provers = provers;
    }

    /** How far it is. */
    sealed interface State {
        record Idle() implements State {}

        /** It is asked for its keys; nothing about the holder is sent. */
        record Contacting(RemoteProver prover) implements State {}

        /** It answered; the holder decides. */
        record Asking(RemoteConsent consent) implements State {}

        /** It is not to be used, or was not reached. Nothing about the holder was sent. */
        record Refused(Exception why) implements State {}
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    boolean isContacting() {
        return state.get() instanceof State.Contacting;
    }

    /** Where it is, without the scheme. */
    static String host(RemoteProver prover) {
        return Shown.line(prover.address().substring(prover.address().indexOf("//") + 2));
    }

    /** The way to provers that the last one was asked through. */
    RemoteProving proving() {
        RemoteProving open = proving;
        if (open == null) {
            throw new IllegalStateException("no prover was asked");
        }
        return open;
    }

    /** Asks it, in the background. */
    void contact(RemoteProver prover, HeldRequest request, Matching.Answer answer, LocalDate reference) {
        if (isContacting()) {
            return;
        }
        cancel();
        RemoteProving through = new RemoteProving(
                services.session().wallet(), services.session().connections(), provers);
        proving = through;
        state.set(new State.Contacting(prover));
        services.status().flowProperty().set(new DataFlow.Fetches(host(prover)));
        job = services.session()
                .start(
                        (wallet, progress) -> {
                            RemoteConsent consent =
                                    through.contact(prover, request, answer, reference, progress::cancelled);
                            return new Answered(consent, progress);
                        },
                        this::answered,
                        why -> ended(new State.Refused(why)),
                        () -> ended(new State.Idle()));
    }

    private record Answered(RemoteConsent consent, Tasks.Progress progress) {}

    private void answered(Answered answered) {
        if (answered.progress().cancelled()) {
            answered.consent().close();
            ended(new State.Idle());
        } else {
            ended(new State.Asking(answered.consent()));
        }
    }

    private void ended(State end) {
        job = null;
        services.status().flowProperty().set(new DataFlow.Nowhere());
        state.set(end);
    }

    /** What the holder agreed to, once; whoever takes it closes it. Empty where it was cancelled. */
    Optional<RemoteConsent> take() {
        if (state.get() instanceof State.Asking(RemoteConsent consent)) {
            state.set(new State.Idle());
            return Optional.of(consent);
        }
        return Optional.empty();
    }

    /** Stops asking, or lets go of what was asked. */
    void cancel() {
        if (job != null) {
            job.cancel();
        }
        take().ifPresent(RemoteConsent::close);
    }
}
