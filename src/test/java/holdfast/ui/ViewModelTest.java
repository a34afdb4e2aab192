package holdfast.ui;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.net.GuardedNetwork;
import holdfast.net.TlsTrust;
import holdfast.token.KeyResolver;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.AutoLock;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of view models without JavaFX: what is to be done in the background waits until the test does it. */
public abstract class ViewModelTest {
    protected static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    protected Path folder;

    protected final SecureRandom random = new SecureRandom();
    protected final Samples samples = Samples.load();
    protected final RolePlay roles = new RolePlay(samples, random);
    protected final Queue<Runnable> background = new ArrayDeque<>();
    protected final List<Throwable> faults = new ArrayList<>();
    protected final List<Exception> failed = new ArrayList<>();
    protected final Tasks tasks = new Tasks(background::add, Runnable::run, faults::add);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    protected final WalletSession session = new WalletSession(
            tasks,
            () -> new GuardedNetwork(
                    host -> {
                        throw new UnknownHostException(host);
                    },
                    TlsTrust.system(),
                    threads,
                    CLOCK));

    protected static Clock clock() {
        return CLOCK;
    }

    /** Does all that is to be done in the background, and what comes of it. */
    protected void work() {
        for (Runnable next = background.poll(); next != null; next = background.poll()) {
            next.run();
        }
    }

    /** Opens a new vault. */
    protected Wallet open() throws Exception {
        Wallet wallet = new WalletStore(
                        folder.resolve("vault"),
                        random,
                        CLOCK,
                        GenerationMemory.none(),
                        () -> new KdfCost(19 * 1024, 1, 1))
                .create("correct horse battery".toCharArray(), false)
                .wallet();
        session.opened("personal", wallet);
        work();
        return wallet;
    }

    /** A sample credential as it is given by its issuer. */
    protected String credential(String id) throws Exception {
        return roles.issue(samples.credentials().get(id)).compact();
    }

    /** Puts sample credentials into the wallet. */
    protected void hold(Wallet wallet, String... ids) throws Exception {
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        for (String id : ids) {
            Samples.Credential sample = samples.credentials().get(id);
            var key = roles.key("issuer " + sample.kind()).publicKey();
            imports.store(
                    List.of(new CredentialImport.Named(imports.check(credential(id), key), sample.title(), List.of())),
                    false);
        }
        session.changed();
        work();
    }

    /** Puts a sample request into the wallet. */
    protected HeldRequest asked(Wallet wallet, String id) throws Exception {
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        var stored = imports.store(
                imports.check(roles.ask(samples.requests().get(id)).compact(), Delivery.NONE), false);
        session.changed();
        work();
        return ((RequestImport.Outcome.Stored) stored).request();
    }

    @AfterEach
    void noFaults() {
        work();
        session.lock(AutoLock.Reason.ASKED);
        roles.close();
        threads.shutdownNow();
        assertThat(faults).as("faults of the program").isEmpty();
    }
}
