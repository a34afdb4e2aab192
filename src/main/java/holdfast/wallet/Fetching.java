package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.Cancellation;
import holdfast.net.DocumentFetcher;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.RequestAnswer;
import holdfast.net.RequestLink;
import holdfast.wallet.HeldRequest.Delivery;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings credentials and requests from addresses. What comes is text from outside, to be checked by
 * {@link CredentialImport} and {@link RequestImport} like what comes from a file.
 */
public final class Fetching {
    private final Connections connections;
    private final DocumentFetcher fetcher;

    public Fetching(Connections connections) {
        this.connections = connections;
        this.fetcher = new DocumentFetcher(connections.client());
    }

    /** With what the holder shows an issuer who they are. Closing it wipes the secret. */
    public static final class Login implements AutoCloseable {
        private final @Nullable String account;
        private final byte[] secret;

        private Login(@Nullable String account, byte[] secret) {
            this.account = account;
            this.secret = secret;
        }

        /** Nothing is shown. */
        public static Login none() {
            return new Login(null, new byte[0]);
        }

        /**
         * A name and a password (Basic, RFC 7617).
         *
         * @param account without a colon
         * @param secret taken over and wiped
         * @throws IllegalArgumentException for a colon or a control character in the name
         */
        public static Login account(String account, byte[] secret) {
            if (account.chars().anyMatch(c -> c == ':' || c < ' ' || c == 0x7F)) {
                throw new IllegalArgumentException("the name of an account has no colon");
            }
            return new Login(account, secret);
        }

        /** A token (Bearer, RFC 6750); taken over and wiped. */
        public static Login token(byte[] secret) {
            return new Login("", secret);
        }

        private Map<String, String> headers() {
            if (account == null) {
                return Map.of();
            }
            if (account.isEmpty()) {
                return Map.of("Authorization", "Bearer " + new String(secret, UTF_8));
            }
            byte[] name = (account + ":").getBytes(UTF_8);
            byte[] both = Arrays.copyOf(name, name.length + secret.length);
            System.arraycopy(secret, 0, both, name.length, secret.length);
            String header = "Basic " + Base64.getEncoder().encodeToString(both);
            Arrays.fill(both, (byte) 0);
            return Map.of("Authorization", header);
        }

        @Override
        public void close() {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** A request as it came, with what came beside it. */
    public record Received(String token, Delivery delivery) {}

    /** What came of it. */
    public sealed interface Outcome<T> {
        record Fetched<T>(T content) implements Outcome<T> {}

        /** The holder has not allowed that address; nothing was reached. */
        record NotAllowed<T>(Wanted wanted) implements Outcome<T> {}

        /** The link and the answer contradict each other in that member; nothing of either is used. */
        record Contradiction<T>(String member) implements Outcome<T> {}
    }

    /**
     * Fetches a credential.
     *
     * @throws NetException why there is none
     */
    public Outcome<String> credential(HttpAddress address, Login login, Cancellation cancellation) throws NetException {
        Wanted wanted = new Wanted(Purpose.USER_DATA, address);
        if (!connections.isAllowed(wanted)) {
            return new Outcome.NotAllowed<>(wanted);
        }
        return new Outcome.Fetched<>(fetcher.userData(address.text(), login.headers(), cancellation));
    }

    /**
     * Fetches the request that a link leads to.
     *
     * @throws NetException why there is none
     */
    public Outcome<Received> request(RequestLink link, Cancellation cancellation) throws NetException {
        Wanted wanted = new Wanted(Purpose.REQUEST, link.url());
        if (!connections.isAllowed(wanted)) {
            return new Outcome.NotAllowed<>(wanted);
        }
        return merged(link, fetcher.request(link.url().text(), cancellation));
    }

    /** Fetches the request at an address, as {@link #request(RequestLink, Cancellation)}. */
    public Outcome<Received> request(HttpAddress address, Cancellation cancellation) throws NetException {
        return request(new RequestLink(address, null, null, null, null), cancellation);
    }

    /** Asks a verifier to make a request for this holder, with a nonce of its own. */
    public Outcome<Received> newRequest(HttpAddress address, Cancellation cancellation) throws NetException {
        Wanted wanted = new Wanted(Purpose.REQUEST, address);
        if (!connections.isAllowed(wanted)) {
            return new Outcome.NotAllowed<>(wanted);
        }
        return merged(
                new RequestLink(address, null, null, null, null), fetcher.newRequest(address.text(), cancellation));
    }

    private static Outcome<Received> merged(RequestLink link, RequestAnswer answer) {
        Merge merge = new Merge();
        Delivery delivery = new Delivery(
                merge.one("nonce", link.nonce(), answer.nonce()),
                merge.one("audience", link.audience(), answer.audience()),
                merge.one("reply", text(link.reply()), text(answer.reply())),
                merge.one("expires", link.expires(), answer.expires()));
        return merge.contradiction == null
                ? new Outcome.Fetched<>(new Received(answer.token(), delivery))
                : new Outcome.Contradiction<>(merge.contradiction);
    }

    private static @Nullable String text(@Nullable HttpAddress address) {
        return address == null ? null : address.text();
    }

    /** Takes what either says; both saying different things is a contradiction. */
    private static final class Merge {
        private @Nullable String contradiction;

        <T> @Nullable T one(String member, @Nullable T first, @Nullable T second) {
            if (first != null && second != null && !Objects.equals(first, second)) {
                contradiction = member;
            }
            return first == null ? second : first;
        }
    }
}
