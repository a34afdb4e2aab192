package holdfast.net;

import holdfast.net.GuardedClient.Deadline;
import holdfast.net.NetException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over HTTP/1.1 and a connection of its own: no redirects, no retries, no cookies, no cache,
 * no proxy, no compression, and no other peer than the checked ones.
 */
final class HttpExchange {
    /** Where the value of Retry-After is kept: the library sends a request again when it finds a zero there. */
    private static final String KEPT_RETRY_AFTER = "Holdfast-Retry-After";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final OkHttpClient base;

    HttpExchange(TlsTrust trust) {
        this(trust, EventListener.NONE);
    }

    HttpExchange(TlsTrust trust, EventListener listener) {
        base = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sockets(), trust.manager())
                .eventListener(listener)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(HttpExchange::readable)
                .protocols(List.of(Protocol.HTTP_1_1))
                // Nothing stays open: each line of the ledger is one connection.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    /** The answer without what makes the library act on its own, or fail in ways that nobody expects. */
    private static Response readable(Interceptor.Chain chain) throws IOException {
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The library meets some answers, such as a negative status, with these; the connection must end all the
            // same.
            throw new IOException("an answer that cannot be read", e);
        }
        Response.Builder changed =
                response.newBuilder().removeHeader("Retry-After").removeHeader(KEPT_RETRY_AFTER);
        String value = response.header("Retry-After");
        if (value != null && SECONDS.matcher(value).matches()) {
            changed.header(KEPT_RETRY_AFTER, value);
        }
        return changed.build();
    }

    Answer run(
            Outgoing outgoing,
            HttpAddress address,
            List<InetAddress> peers,
            Deadline deadline,
            Cancellation cancellation)
            throws NetException {
        Call call = client(outgoing.limits(), address, peers, deadline).newCall(request(outgoing, address));
        if (!cancellation.onCancel(call::cancel)) {
            throw cancelled(address);
        }
        try (Response response = call.execute()) {
            return read(response, address, outgoing.limits().maxBytes());
        } catch (IOException e) {
            throw failed(e, address, deadline, cancellation);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // As above, for a body with a negative length; closing the answer may not have closed the connection.
            call.cancel();
            throw failed(new IOException("an answer that cannot be read", e), address, deadline, cancellation);
        } finally {
            cancellation.onCancel(null);
        }
    }

    private OkHttpClient client(Limits limits, HttpAddress address, List<InetAddress> peers, Deadline deadline) {
        Set<InetSocketAddress> checked = peers.stream()
                .map(peer -> new InetSocketAddress(peer, address.port()))
                .collect(Collectors.toUnmodifiableSet());
        Duration left = deadline.left();
        return base.newBuilder()
                .dns(host -> peers)
                .socketFactory(new CheckedSockets(checked))
                .connectionSpecs(List.of(address.isHttps() ? ConnectionSpec.RESTRICTED_TLS : ConnectionSpec.CLEARTEXT))
                .callTimeout(atLeastAMillisecond(left))
                .connectTimeout(atLeastAMillisecond(limits.connect()))
                .readTimeout(atLeastAMillisecond(limits.pause()))
                .writeTimeout(atLeastAMillisecond(limits.pause()))
                .build();
    }

    /** Zero would mean no limit. */
    private static Duration atLeastAMillisecond(Duration time) {
        return time.toMillis() < 1 ? Duration.ofMillis(1) : time;
    }

    private static Request request(Outgoing outgoing, HttpAddress address) {
        Request.Builder request = new Request.Builder().url(address.url());
        byte[] body = outgoing.body();
        if (body != null) {
            request.post(RequestBody.create(body, MediaType.get(outgoing.contentType())));
        }
        outgoing.headers().forEach(request::header);
        return request
                // Asking for no encoding also keeps the library from decompressing what comes.
                .header("Accept-Encoding", "identity")
                .header("Connection", "close")
                .header("User-Agent", "holdfast")
                .build();
    }

    private static Answer read(Response response, HttpAddress address, int maxBytes) throws IOException, NetException {
        int status = response.code();
        if (status >= 300 && status < 400) {
            throw new NetException(Reason.REDIRECTED, address.shown(), "it answered with status " + status);
        }
        for (String encoding : response.headers("Content-Encoding")) {
            if (!encoding.toLowerCase(Locale.ROOT).equals("identity")) {
                throw new NetException(Reason.ENCODED, address.shown(), "its answer is encoded");
            }
        }
        if (response.body().contentLength() > maxBytes) {
            throw tooLarge(address, maxBytes);
        }
        BufferedSource source = response.body().source();
        if (source.request(maxBytes + 1L)) {
            throw tooLarge(address, maxBytes);
        }
        return new Answer(
                address,
                status,
                Optional.ofNullable(response.header("Content-Type")),
                Freshness.read(response.headers("Cache-Control"), response.header("Age")),
                retryAfter(response.header(KEPT_RETRY_AFTER)),
                source.readByteArray());
    }

    private static Optional<Duration> retryAfter(@Nullable String value) {
        return Optional.ofNullable(value).map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static NetException tooLarge(HttpAddress address, int maxBytes) {
        return new NetException(Reason.TOO_LARGE, address.shown(), "its answer is larger than " + maxBytes + " bytes");
    }

    private static NetException cancelled(HttpAddress address) {
        return new NetException(Reason.CANCELLED, address.shown(), "it was cancelled");
    }

    private static NetException failed(
            IOException e, HttpAddress address, Deadline deadline, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            return new NetException(Reason.CANCELLED, address.shown(), "it was cancelled", e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new NetException(Reason.CANCELLED, address.shown(), "it was interrupted", e);
        }
        // A limit that is reached also shows as a socket that the watchdog closed.
        if (e instanceof InterruptedIOException || deadline.isOver()) {
            return new NetException(Reason.TIMED_OUT, address.shown(), "it did not answer in time", e);
        }
        if (e instanceof CheckedSockets.UncheckedPeerException) {
            return new NetException(Reason.HOST_FORBIDDEN, address.shown(), "its host was not checked", e);
        }
        if (e instanceof SSLException) {
            return new NetException(Reason.TLS_FAILED, address.shown(), "no secure connection could be made", e);
        }
        return new NetException(Reason.CONNECTION_FAILED, address.shown(), "the connection failed", e);
    }
}
