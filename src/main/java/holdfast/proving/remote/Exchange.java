package holdfast.proving.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.Answer;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.Limits;
import holdfast.net.NetException;
import holdfast.net.Outgoing;
import holdfast.net.Purpose;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The REST flow with one service. What only asks is asked again when it failed on the way, at most twice in a row; what
 * makes the service prove is sent once.
 */
final class Exchange {
    /** Where services prove now, and where older ones do; a service that does not know the first has not read it. */
    private static final String CURRENT = "/api/1.0/dvr/1.0/proof";

    private static final String OLDER = "/v1/proof";

    private static final int RETRIES = 2;

    private final GuardedClient client;
    private final HttpAddress base;
    private final Timing timing;
    private final BooleanSupplier cancelled;
    private final Watch watch;

    Exchange(GuardedClient client, HttpAddress base, Timing timing, BooleanSupplier cancelled, Watch watch) {
        this.client = client;
        this.base = base;
        this.timing = timing;
        this.cancelled = cancelled;
        this.watch = watch;
    }

    /** Asks, again where that may help. */
    Answer ask(String path) throws ProvingException {
        return ask(path, timing::ask, Map.of());
    }

    private Answer ask(String path, Supplier<Limits> limits, Map<String, String> headers) throws ProvingException {
        int failed = 0;
        while (true) {
            watch.check();
            try {
                Outgoing outgoing = Outgoing.get(
                                Purpose.REMOTE_PROVER, base.sibling(path).text(), limits.get())
                        .withHeaders(headers);
                Answer answer = client.send(outgoing, watch.cancellation());
                if (!isPassing(answer.status()) || failed == RETRIES) {
                    return answer;
                }
            } catch (NetException e) {
                if (!isPassing(e.reason()) || failed == RETRIES) {
                    throw Failures.network(e, cancelled);
                }
            }
            failed++;
            watch.pause(timing.retryAfter());
        }
    }

    private static boolean isPassing(int status) {
        return status == 502 || status == 503 || status == 504;
    }

    private static boolean isPassing(NetException.Reason reason) {
        return reason == NetException.Reason.CONNECTION_FAILED || reason == NetException.Reason.TIMED_OUT;
    }

    /**
     * Sends the request for a proof and waits for it.
     *
     * @param sent runs when the service has taken it
     * @return the answer that holds the proof
     */
    Answer prove(String body, Map<String, String> headers, Runnable sent) throws ProvingException {
        Answer answer = post(CURRENT, body, headers);
        if (answer.status() == 404 || answer.status() == 405) {
            answer = post(OLDER, body, headers);
        }
        sent.run();
        return switch (answer.status()) {
            case 200 -> answer;
            case 202 -> queued(OutputReader.statusPath(answer), headers);
            default -> throw Failures.of(answer);
        };
    }

    private Answer post(String path, String body, Map<String, String> headers) throws ProvingException {
        watch.check();
        try {
            return client.send(
                    Outgoing.post(
                                    Purpose.REMOTE_PROVER,
                                    base.sibling(path).text(),
                                    timing.post(),
                                    body.getBytes(UTF_8),
                                    "application/json")
                            .withHeaders(headers),
                    watch.cancellation());
        } catch (NetException e) {
            throw Failures.network(e, cancelled);
        }
    }

    private Answer queued(String path, Map<String, String> headers) throws ProvingException {
        long end = System.nanoTime() + timing.patience().toNanos();
        while (System.nanoTime() - end < 0) {
            watch.pause(timing.interval());
            Answer answer;
            try {
                answer = ask(path, () -> atMost(Duration.ofNanos(end - System.nanoTime())), headers);
            } catch (ProvingException e) {
                if (e.remote() == RemoteFailure.NETWORK && System.nanoTime() - end >= 0) {
                    break; // The last question was cut off by the end of the waiting.
                }
                throw e;
            }
            if (answer.status() == 200) {
                return answer;
            }
            if (answer.status() != 202) {
                throw Failures.of(answer);
            }
        }
        throw new ProvingException(
                RemoteFailure.NOT_IN_TIME,
                base.shown() + ": the proof was not ready within "
                        + timing.patience().toSeconds() + " s",
                null);
    }

    /** The limits of one question, within what is left of all the waiting. */
    private Limits atMost(Duration left) {
        Limits poll = timing.poll();
        Duration whole = left.compareTo(poll.whole()) < 0 ? left : poll.whole();
        return new Limits(
                poll.connect(), poll.pause(), whole.isPositive() ? whole : Duration.ofMillis(1), poll.maxBytes());
    }
}
