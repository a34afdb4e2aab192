package holdfast.app;

import holdfast.attestation.NitroRoot;
import holdfast.cli.Engines;
import holdfast.cli.NetworkAccess;
import holdfast.net.GuardedNetwork;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.proving.remote.ZkPassService;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;

/** The way out: the platform's names and authorities, and the root of AWS for attestations. */
public final class Network {
    private Network() {}

    public static NetworkAccess of(Clock clock, SecureRandom random, Engines engines) {
        return new NetworkAccess(
                () -> new GuardedNetwork(
                        Resolver.system(), TlsTrust.system(), Executors.newVirtualThreadPerTaskExecutor(), clock),
                client -> new ZkPassService(client, engines.verifier(), NitroRoot.aws(), random, clock));
    }
}
