package holdfast.net;

import holdfast.net.AllowList.Allowance;
import holdfast.testing.TestCertificates;
import holdfast.testing.TestCertificates.Issued;
import holdfast.testing.TestCertificates.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.Call;
import okhttp3.EventListener;

/** A client whose names all lead to this computer, an authority that it trusts, and a record of what it connected to. */
public final class LocalNetwork implements AutoCloseable {
    public static final String HOST = "service.test";

    /** The usual size, and time enough for any machine, where time is not what is tested. */
    static final Limits PATIENT =
            new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Limits.FETCH.maxBytes());

    private static final char[] PASSWORD = "test".toCharArray();

    public final MemoryLedger ledger = new MemoryLedger();
    /** Every address that a connection was started to. */
    final List<InetSocketAddress> connected = new CopyOnWriteArrayList<>();

    final Issued authority;
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

    public LocalNetwork() {
        Instant now = Instant.now();
        authority = TestCertificates.selfSigned(Spec.authority(
                "test authority", "secp256r1", now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), -1));
    }

    /** For whoever brings an allow list and a ledger of their own. */
    public GuardedNetwork guarded(Clock clock) {
        return new GuardedNetwork(host -> List.of(loopback()), trust(), lookups, clock);
    }

    /** Permits this computer for every address. */
    public GuardedClient client() {
        return client(anything(Allowance.LOOPBACK), host -> List.of(loopback()));
    }

    GuardedClient client(AllowList allowList, Resolver resolver) {
        return client(allowList, resolver, ledger);
    }

    GuardedClient client(AllowList allowList, Resolver resolver, ConnectionLedger into) {
        return new GuardedClient(allowList, resolver, into, lookups, Clock.systemUTC(), exchange());
    }

    HttpExchange exchange() {
        return new HttpExchange(trust(), new EventListener() {
            @Override
            public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                connected.add(address);
            }
        });
    }

    static AllowList anything(Allowance allowance) {
        return (address, purpose) -> Optional.of(allowance);
    }

    public static InetAddress loopback() {
        return address(127, 0, 0, 1);
    }

    static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TlsTrust trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority.certificate());
            return TlsTrust.only(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS of a server for these names, by the trusted authority. */
    public SSLContext server(String... hosts) {
        Instant now = Instant.now();
        return server(authority, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), hosts);
    }

    static SSLContext server(Issued by, Instant from, Instant until, String... hosts) {
        Issued issued = TestCertificates.issue(Spec.endEntity("server", "secp256r1", from, until, hosts), by);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", issued.keys().getPrivate(), PASSWORD, new Certificate[] {issued.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
