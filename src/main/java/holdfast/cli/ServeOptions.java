package holdfast.cli;

import holdfast.net.AllowedAddresses;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.KeySetFetcher;
import holdfast.net.MemoryLedger;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.service.Clients;
import holdfast.service.Role;
import holdfast.service.ServerTls;
import holdfast.service.ServiceHost;
import holdfast.service.ServiceKey;
import holdfast.service.http.Bounds;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.token.Es256PrivateKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all services take. */
final class ServeOptions {
    private static final String CLIENTS = "clients.json";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8443", description = "Port; 0 for any that is free.")
    private int port;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "DIR",
            description = "Folder with the service's keys, and with clients.json (see add-client).")
    private Path keys;

    @Option(
            names = "--tls-cert",
            paramLabel = "PEM",
            description = "Certificate, and those between it and an authority.")
    private @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Its private key, PKCS#8 without a password.")
    private @Nullable String key;

    @Option(
            names = "--public-url",
            paramLabel = "U",
            description = "What callers write before a path, where a proxy stands between; https://localhost:PORT by"
                    + " default.")
    private @Nullable String publicUrl;

    @Option(names = "--metrics", description = "Show metrics at /metrics, to everybody who reaches the port.")
    private boolean metrics;

    @Option(
            names = "--allow-jku",
            paramLabel = "U",
            description = "Address of a key set that may be fetched when a request names it; may be repeated. None is"
                    + " fetched otherwise.")
    private List<String> keySets = new ArrayList<>();

    @Option(
            names = "--grace",
            paramLabel = "T",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long work may take to finish when the service is stopped (${DEFAULT-VALUE}).")
    private Duration grace;

    Path keys() {
        return keys;
    }

    /** A key folder as keygen writes it. */
    static ServiceKey serviceKey(Terminal terminal, Path folder) {
        Es256PrivateKey own = privateKey(terminal, folder.resolve("private.pem"));
        Path published = folder.resolve("jwks.json");
        JwkSet set = terminal.about(published.toString(), JwkSet::parse);
        for (String kid : set.names()) {
            if (isKey(set, kid, own)) {
                return new ServiceKey(own, kid);
            }
        }
        throw new CliException(published + " does not have the key of private.pem. Make both with: holdfast keygen");
    }

    private static boolean isKey(JwkSet set, String kid, Es256PrivateKey own) {
        try {
            return set.signatureKey(kid).equals(own.publicKey());
        } catch (TokenException e) {
            return false;
        }
    }

    static Es256PrivateKey privateKey(Terminal terminal, Path file) {
        return terminal.about(file.toString(), KeyReader::readPrivate);
    }

    Clients clients(Terminal terminal) {
        return clients(terminal, keys);
    }

    static Clients clients(Terminal terminal, Path keys) {
        Path file = keys.resolve(CLIENTS);
        if (!Files.exists(file)) {
            return Clients.none();
        }
        try {
            return Clients.parse(terminal.read(file.toString()));
        } catch (IllegalArgumentException e) {
            throw new CliException(file + " is refused: " + e.getMessage() + ".");
        }
    }

    static Path clientsFile(Path keys) {
        return keys.resolve(CLIENTS);
    }

    /** Fetches the key sets that were allowed by name, each through the guarded door; knows no other. */
    KeyResolver resolver(Clock clock, Engines engines) {
        if (keySets.isEmpty()) {
            return KeyResolver.none();
        }
        List<AllowedAddresses.Entry> allowed = new ArrayList<>();
        for (String address : keySets) {
            try {
                allowed.add(new AllowedAddresses.Entry(Purpose.KEY_SET, HttpAddress.parse(address), false));
            } catch (NetException e) {
                throw new CliException("--allow-jku: " + e.getMessage());
            }
        }
        return new KeySetFetcher(
                new GuardedClient(
                        AllowedAddresses.of(allowed),
                        Resolver.system(),
                        TlsTrust.system(),
                        new MemoryLedger(),
                        engines.threads().get(),
                        clock),
                clock);
    }

    private ServiceHost.Settings settings(Terminal terminal) {
        return new ServiceHost.Settings(port, tls(terminal), checkedUrl(), metrics, Bounds.STANDARD);
    }

    private @Nullable SSLContext tls(Terminal terminal) {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new CliException(
                    "--tls-cert and --tls-key belong together. Give both, or neither for this computer" + " only.");
        }
        try {
            return ServerTls.of(terminal.read(certificate), terminal.readText(key));
        } catch (IllegalArgumentException e) {
            throw new CliException("--tls-cert " + certificate + " and --tls-key " + key + ": " + e.getMessage() + ".");
        }
    }

    private @Nullable String checkedUrl() {
        if (publicUrl == null) {
            return null;
        }
        try {
            HttpAddress.parse(publicUrl);
        } catch (NetException e) {
            throw new CliException("--public-url: " + e.getMessage());
        }
        return publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    /** Serves until the program is told to end. */
    int serve(Terminal terminal, Metrics counts, ServiceLog log, Function<Supplier<String>, Role> role) {
        ServiceHost host;
        try {
            host = ServiceHost.start(role, settings(terminal), log, counts);
        } catch (IOException e) {
            throw new CliException("The service cannot start: " + e.getMessage() + ". Choose another --port.");
        }
        terminal.out().println("Serving at " + host.base() + ". Ctrl-C stops.");
        terminal.out().flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            try {
                host.stop(grace);
            } catch (InterruptedException e) {
                host.close();
            } finally {
                stopped.countDown();
            }
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            host.close();
        }
        return Cli.OK;
    }
}
