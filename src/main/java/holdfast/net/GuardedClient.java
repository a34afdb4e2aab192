package holdfast.net;

import holdfast.net.ConnectionLedger.Attempt;
import holdfast.net.LedgerLine.Result;
import holdfast.net.NetException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends what the user allowed, to where it may go, and writes it down. In this order: the address is read strictly, it
 * is looked up in the allow list, its name is resolved, every IP address behind it is checked, the ledger gets its
 * line, and only then a connection is opened, to one of the checked addresses. All of it ends at the time limit. Safe
 * for use by several threads.
 */
public final class GuardedClient {
    private static final int MAX_PEERS = 16;

    private final AllowList allowList;
    private final Resolver resolver;
    private final ConnectionLedger ledger;
    private final ExecutorService lookups;
    private final Clock clock;
    private final HttpExchange exchange;

    /** @param lookups where names are looked up, since that cannot be interrupted; a thread for each is best */
    public GuardedClient(
            AllowList allowList,
            Resolver resolver,
            TlsTrust trust,
            ConnectionLedger ledger,
            ExecutorService lookups,
            Clock clock) {
        this(allowList, resolver, ledger, lookups, clock, new HttpExchange(trust));
    }

    GuardedClient(
            AllowList allowList,
            Resolver resolver,
            ConnectionLedger ledger,
            ExecutorService lookups,
            Clock clock,
            HttpExchange exchange) {
        this.allowList = allowList;
        this.resolver = resolver;
        this.ledger = ledger;
        this.lookups = lookups;
        this.clock = clock;
        this.exchange = exchange;
    }

    /** As {@link #send(Outgoing, Cancellation)}, without a way to give up. */
    public Answer send(Outgoing outgoing) throws NetException {
        return send(outgoing, new Cancellation());
    }

    /**
     * Blocks until there is an answer or a reason why not, at most for the time limit and a moment.
     *
     * @throws NetException any of its reasons but {@code STATUS} and {@code NOT_TEXT}
     */
    public Answer send(Outgoing outgoing, Cancellation cancellation) throws NetException {
        Deadline deadline = Deadline.in(outgoing.limits().whole());
        String shown = HttpAddress.shown(outgoing.address());
        Attempt attempt = new Attempt(clock.instant(), outgoing.purpose(), outgoing.method(), shown);
        HttpAddress address;
        List<InetAddress> peers;
        try {
            address = HttpAddress.parse(outgoing.address());
            peers = checkedPeers(address, allowance(address, outgoing.purpose()), deadline, cancellation);
        } catch (NetException e) {
            try {
                ledger.refused(attempt, e.reason());
            } catch (IOException unwritten) {
                // Nothing was reached, and the refusal itself is what the caller needs to know.
                e.addSuppressed(unwritten);
            }
            throw e;
        }
        long line = open(attempt, peers);
        try {
            Answer answer = exchange.run(outgoing, address, peers, deadline, cancellation);
            byte[] body = outgoing.body();
            close(
                    line,
                    new Result.Answered(answer.status(), body == null ? 0 : body.length, answer.body().length),
                    shown);
            return answer;
        } catch (NetException e) {
            if (e.reason() != Reason.LEDGER_FAILED) {
                close(line, new Result.Failed(e.reason()), shown);
            }
            throw e;
        }
    }

    private AllowList.Allowance allowance(HttpAddress address, Purpose purpose) throws NetException {
        AllowList.Allowance allowance = allowList
                .find(address, purpose)
                .orElseThrow(() -> new NetException(Reason.NOT_ALLOWED, address.shown(), "it has not been allowed"));
        if (!address.isHttps() && !allowance.loopback()) {
            throw new NetException(Reason.ADDRESS_NOT_HTTPS, address.shown(), "it does not begin with https://");
        }
        return allowance;
    }

    private List<InetAddress> checkedPeers(
            HttpAddress address, AllowList.Allowance allowance, Deadline deadline, Cancellation cancellation)
            throws NetException {
        List<InetAddress> peers = resolve(address, deadline, cancellation);
        if (peers.isEmpty()) {
            throw new NetException(Reason.HOST_UNKNOWN, address.shown(), "its host has no address");
        }
        for (InetAddress peer : peers) {
            IpClass kind = IpClass.of(peer);
            boolean loopback = kind == IpClass.LOOPBACK && allowance.loopback();
            // One forbidden address among good ones is how a name is made to point inwards.
            if (!loopback && (kind != IpClass.PUBLIC || !address.isHttps())) {
                throw new NetException(
                        Reason.HOST_FORBIDDEN,
                        address.shown(),
                        "its host is " + peer.getHostAddress() + ", which is " + kind.described());
            }
        }
        return peers.subList(0, Math.min(peers.size(), MAX_PEERS));
    }

    private List<InetAddress> resolve(HttpAddress address, Deadline deadline, Cancellation cancellation)
            throws NetException {
        if (address.literal().isPresent()) {
            try {
                return List.of(InetAddress.getByAddress(address.literal().get()));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("a literal has 4 or 16 bytes", e);
            }
        }
        Future<List<InetAddress>> lookup = lookups.submit(() -> List.copyOf(resolver.resolve(address.host())));
        try {
            if (!cancellation.onCancel(() -> lookup.cancel(true))) {
                throw new CancellationException();
            }
            return lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NetException(Reason.TIMED_OUT, address.shown(), "its name was not found in time", e);
        } catch (CancellationException e) {
            throw new NetException(Reason.CANCELLED, address.shown(), "it was cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetException(Reason.CANCELLED, address.shown(), "it was cancelled", e);
        } catch (ExecutionException e) {
            throw new NetException(Reason.HOST_UNKNOWN, address.shown(), "its name was not found", e.getCause());
        } finally {
            cancellation.onCancel(null);
            lookup.cancel(true);
        }
    }

    private long open(Attempt attempt, List<InetAddress> peers) throws NetException {
        try {
            return ledger.opening(
                    attempt, peers.stream().map(InetAddress::getHostAddress).toList());
        } catch (IOException e) {
            throw unwritten(attempt.address(), e);
        }
    }

    private void close(long line, Result result, String shown) throws NetException {
        try {
            ledger.closed(line, result);
        } catch (IOException e) {
            throw unwritten(shown, e);
        }
    }

    private static NetException unwritten(String shown, IOException e) {
        return new NetException(Reason.LEDGER_FAILED, shown, "the connection could not be written down", e);
    }

    /** A point in time that no clock change moves. */
    record Deadline(long nanoTime) {
        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        /** At least a nanosecond, since zero means for ever to those who are told it. */
        Duration left() {
            return Duration.ofNanos(Math.max(1, nanoTime - System.nanoTime()));
        }

        boolean isOver() {
            return nanoTime - System.nanoTime() <= 0;
        }
    }
}
