package holdfast.app;

import holdfast.net.GuardedClient;
import holdfast.net.MemoryLedger;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.net.UpdateCheck;
import holdfast.net.UpdateSource;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The search for a later release, which runs only when somebody asks for it. */
final class Updates {
    private Updates() {}

    /** Empty when the program was built without a release key. */
    static Optional<UpdateCheck> check(Clock clock) {
        return UpdateSource.ofThisBuild()
                .map(source -> new UpdateCheck(
                        source,
                        new GuardedClient(
                                UpdateCheck.only(source),
                                Resolver.system(),
                                TlsTrust.system(),
                                new MemoryLedger(),
                                Executors.newVirtualThreadPerTaskExecutor(),
                                clock),
                        clock));
    }
}
