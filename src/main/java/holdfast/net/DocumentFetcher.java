package holdfast.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;

/**
 * Fetches credentials and requests, and hands proofs over. What comes back says nothing yet: whoever asked parses and
 * verifies it.
 */
public final class DocumentFetcher {
    /** A proof may have several megabytes, and lines are slow. */
    private static final Limits DELIVERY =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Limits.FETCH.maxBytes());

    private static final int CREATED = 201;

    private final GuardedClient client;
    private final Limits limits;
    private final Limits delivery;

    public DocumentFetcher(GuardedClient client) {
        this(client, Limits.FETCH, DELIVERY);
    }

    DocumentFetcher(GuardedClient client, Limits limits) {
        this(client, limits, limits);
    }

    private DocumentFetcher(GuardedClient client, Limits limits, Limits delivery) {
        this.client = client;
        this.limits = limits;
        this.delivery = delivery;
    }

    /**
     * A user data token from its issuer.
     *
     * @param headers with which the holder shows who they are, such as {@code Authorization}
     * @throws NetException any of its reasons
     */
    public String userData(String address, Map<String, String> headers, Cancellation cancellation) throws NetException {
        Outgoing outgoing = Outgoing.get(Purpose.USER_DATA, address, limits).withHeaders(headers);
        return RequestAnswer.token(client.send(outgoing, cancellation).requireOk(), "user_data_token");
    }

    /**
     * A request from its address.
     *
     * @throws NetException any of its reasons
     */
    public RequestAnswer request(String address, Cancellation cancellation) throws NetException {
        return RequestAnswer.read(client.send(Outgoing.get(Purpose.REQUEST, address, limits), cancellation)
                .requireOk());
    }

    /**
     * Asks a verifier to make a request. Sent once: each may be a new one.
     *
     * @throws NetException any of its reasons
     */
    public RequestAnswer newRequest(String address, Cancellation cancellation) throws NetException {
        Outgoing outgoing = Outgoing.post(Purpose.REQUEST, address, limits, "{}".getBytes(UTF_8), "application/json");
        Answer answer = client.send(outgoing, cancellation);
        return RequestAnswer.read(answer.status() == CREATED ? answer : answer.requireOk());
    }

    /**
     * Hands a proof to its verifier. Sent once: a verifier takes no proof twice.
     *
     * @param contentType {@code application/json} for a proof file, {@code application/jwt} for a proof token
     * @throws NetException any of its reasons; the verifier may have the proof all the same
     */
    public Reception proof(String address, byte[] proof, String contentType, Cancellation cancellation)
            throws NetException {
        return Reception.read(
                client.send(Outgoing.post(Purpose.PROOF, address, delivery, proof, contentType), cancellation));
    }
}
