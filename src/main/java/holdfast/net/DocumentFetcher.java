package holdfast.net;

import java.util.Map;

/**
 * Fetches credentials and requests, as text that says nothing yet: whoever asked parses and verifies it.
 */
public final class DocumentFetcher {
    private final GuardedClient client;
    private final Limits limits;

    public DocumentFetcher(GuardedClient client) {
        this(client, Limits.FETCH);
    }

    DocumentFetcher(GuardedClient client, Limits limits) {
        this.client = client;
        this.limits = limits;
    }

    /**
     * A user data token from its issuer.
     *
     * @param headers with which the holder shows who they are, such as {@code Authorization}
     * @throws NetException any of its reasons
     */
    public String userData(String address, Map<String, String> headers, Cancellation cancellation) throws NetException {
        return fetch(Outgoing.get(Purpose.USER_DATA, address, limits).withHeaders(headers), cancellation);
    }

    /**
     * A request from a verifier.
     *
     * @throws NetException any of its reasons
     */
    public String request(String address, Cancellation cancellation) throws NetException {
        return fetch(Outgoing.get(Purpose.REQUEST, address, limits), cancellation);
    }

    private String fetch(Outgoing outgoing, Cancellation cancellation) throws NetException {
        return client.send(outgoing, cancellation).requireOk().text();
    }
}
