package holdfast.ui.present;

import holdfast.net.GuardedClient;
import holdfast.proving.Prover;
import holdfast.proving.ProvingService;
import holdfast.ui.common.Navigator.Page;
import holdfast.ui.common.WindowServices;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** Opens "What will be proven" for a request. One is open at a time; locking stops the proof that it is making. */
public final class Presenting {
    /** The name of its bundle. */
    public static final String ID = "present";

    private final WindowServices services;
    private final Clock clock;
    private final Supplier<Prover> prover;
    private final Function<GuardedClient, ProvingService> provers;
    private final Consumer<HistoryEntry> showProof;
    private @Nullable ProveViewModel proving;
    private @Nullable RemoteViewModel remote;

    /**
     * @param prover of this machine
     * @param provers makes the client of remote provers that goes through the wallet's own door
     * @param showProof shows what the history says of a proof
     */
    public Presenting(
            WindowServices services,
            Clock clock,
            Supplier<Prover> prover,
            Function<GuardedClient, ProvingService> provers,
            Consumer<HistoryEntry> showProof) {
        this.services = services;
        this.clock = clock;
        this.prover = prover;
        this.provers = provers;
        this.showProof = showProof;
        services.session().beforeLock(this::stop);
    }

    /** Shows the request; the vault is open. */
    public void open(HeldRequest request) {
        stop();
        PresentViewModel model = new PresentViewModel(services.session(), request, clock);
        ProveViewModel prove = new ProveViewModel(services.session(), clock, prover, services.status());
        RemoteViewModel ask = new RemoteViewModel(services, provers);
        proving = prove;
        remote = ask;
        Parent page = PresentView.load(services, new PresentModels(model, prove, ask), showProof);
        services.navigator().open(new Page(page, () -> {
            prove.cancel();
            ask.cancel();
        }));
        model.stateProperty().subscribe(state -> {
            if (state instanceof PresentViewModel.State.Answered answered) {
                prove.prepare(request, answered.answer(), model.reference());
            }
        });
        model.look();
    }

    /** Whether a proof is being made. */
    public boolean isProving() {
        return proving != null && proving.isRunning();
    }

    private void stop() {
        if (proving != null) {
            proving.cancel();
            proving = null;
        }
        if (remote != null) {
            remote.cancel();
            remote = null;
        }
    }
}
