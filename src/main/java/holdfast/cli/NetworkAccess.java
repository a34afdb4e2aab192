package holdfast.cli;

import holdfast.net.GuardedClient;
import holdfast.net.GuardedNetwork;
import holdfast.proving.ProvingService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way out, for the commands that take one; made only when one does.
 *
 * @param network what every guarded client has in common
 * @param services makes the client of proving services that goes through a guarded client
 */
public record NetworkAccess(Supplier<GuardedNetwork> network, Function<GuardedClient, ProvingService> services) {}
