package holdfast.ui.verify;

import holdfast.demo.Samples;
import holdfast.proving.StatementVerifier;
import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The verifier, in the rail. What was opened and written stays while the window is open. */
public final class VerifyFeature implements Feature {
    /** Also the name of its bundle. */
    public static final String ID = "verify";

    private final Clock clock;
    private final SecureRandom random;
    private final Supplier<StatementVerifier> verifier;
    private final Supplier<Samples> samples;
    private final VerifierStores stores;
    private @Nullable CheckViewModel check;
    private @Nullable AuthorViewModel author;

    public VerifyFeature(
            Clock clock,
            SecureRandom random,
            Supplier<StatementVerifier> verifier,
            Supplier<Samples> samples,
            VerifierStores stores) {
        this.clock = clock;
        this.random = random;
        this.verifier = verifier;
        this.samples = samples;
        this.stores = stores;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.FACT_CHECK;
    }

    @Override
    public Parent view(WindowServices services) {
        CheckViewModel checks = check;
        AuthorViewModel requests = author;
        if (checks == null || requests == null) {
            checks = new CheckViewModel(services.tasks(), clock, verifier);
            requests = new AuthorViewModel(services.tasks(), clock, random, samples.get(), checks::know);
            check = checks;
            author = requests;
        }
        return Fxml.load(
                services.words(ID),
                new VerifyView(
                        Fxml.load(services.words(ID), new CheckView(services, checks)),
                        Fxml.load(services.words(ID), new AuthorView(services, requests)),
                        Fxml.load(services.words(ID), new StoreView(services, stores, checks, requests))));
    }
}
