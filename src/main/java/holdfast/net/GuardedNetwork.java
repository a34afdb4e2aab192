package holdfast.net;

import java.time.Clock;
import java.util.concurrent.ExecutorService;

/**
 * What every guarded client of the program has in common. Who uses it decides what may be reached, and where it is
 * written down.
 *
 * @param resolver looks names up
 * @param trust the authorities that servers are believed by
 * @param lookups where names are looked up; a thread for each is best
 */
public record GuardedNetwork(Resolver resolver, TlsTrust trust, ExecutorService lookups, Clock clock) {

    /** A client that reaches what {@code allowList} allows, and writes each attempt into {@code ledger}. */
    public GuardedClient client(AllowList allowList, ConnectionLedger ledger) {
        return new GuardedClient(allowList, resolver, trust, ledger, lookups, clock);
    }
}
