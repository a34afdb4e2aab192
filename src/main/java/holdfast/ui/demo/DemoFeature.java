package holdfast.ui.demo;

import holdfast.demo.Samples;
import holdfast.proving.Prover;
import holdfast.proving.StatementVerifier;
import holdfast.ui.common.Feature;
import holdfast.ui.common.WindowServices;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The demo, at the foot of the rail. It needs no vault and touches none. */
public final class DemoFeature implements Feature {
    /** Also the name of its bundle. */
    public static final String ID = "demo";

    private final Clock clock;
    private final SecureRandom random;
    private final Supplier<Samples> samples;
    private final Supplier<Prover> prover;
    private final Supplier<StatementVerifier> verifier;
    private @Nullable DemoViewModel model;

    public DemoFeature(
            Clock clock,
            SecureRandom random,
            Supplier<Samples> samples,
            Supplier<Prover> prover,
            Supplier<StatementVerifier> verifier) {
        this.clock = clock;
        this.random = random;
        this.samples = samples;
        this.prover = prover;
        this.verifier = verifier;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedMZ.SCHOOL;
    }

    @Override
    public Placement placement() {
        return Placement.FOOT;
    }

    @Override
    public Parent view(WindowServices services) {
        DemoViewModel play = model;
        if (play == null) {
            play = new DemoViewModel(services.tasks(), clock, random, samples.get(), prover, verifier);
            model = play;
        }
        return DemoView.load(services, play);
    }
}
