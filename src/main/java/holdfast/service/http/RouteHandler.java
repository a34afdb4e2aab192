package holdfast.service.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;

/** From the library's requests to ours and back, with the limits of time and memory between. */
final class RouteHandler extends Handler.Abstract {
    private static final int KIB = 1024;

    /** What is not larger takes no room: the number of connections bounds it, and it stays possible when room is out. */
    private static final int SMALL = 16 * KIB;

    private final List<Route> routes;
    private final Bounds bounds;
    private final ServiceLog log;
    private final Metrics metrics;
    /** Room for bodies and answers, in KiB. */
    private final Semaphore room;

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;

    RouteHandler(List<Route> routes, Bounds bounds, ServiceLog log, Metrics metrics) {
        this.routes = List.copyOf(routes);
        this.bounds = bounds;
        this.log = log;
        this.metrics = metrics;
        this.room = new Semaphore(bounds.bytes() / KIB);
        metrics.gauge("holdfast_requests_open", open::get);
    }

    void stopping() {
        stopping = true;
    }

    boolean awaitQuiet(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (open.get() > 0) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long started = System.nanoTime();
        open.incrementAndGet();
        Exchange exchange = new Exchange(started);
        Reply reply;
        try {
            reply = exchange.answer(request);
        } catch (ServiceException e) {
            reply = Reply.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply = Reply.error(ServiceException.stopping());
        } catch (RuntimeException | IOException | StackOverflowError | OutOfMemoryError e) {
            // What escaped from here would keep its room for ever.
            log.fault("request-failed", e);
            reply = Reply.error(ServiceException.fault());
        }
        exchange.send(reply, response, callback);
        return true;
    }

    /** For what the library refuses before a route is looked for, such as a head that is none. */
    boolean error(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (status < 400) {
            status = 500;
        }
        ServiceException e = status >= 500 ? ServiceException.fault() : ServiceException.invalid("This is no request.");
        Reply reply = Reply.error(e);
        head(response, status, reply);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
        return true;
    }

    private static void head(Response response, int status, Reply reply) {
        response.setStatus(status);
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
        headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        headers.put(HttpHeader.CONNECTION, "close");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        reply.headers().forEach(headers::put);
    }

    /** One request on its way. */
    private final class Exchange {
        private final long started;
        private String route = "none";
        private int bodyBytes;
        private int reserved;

        Exchange(long started) {
            this.started = started;
        }

        Reply answer(Request request) throws ServiceException, InterruptedException, IOException {
            String path = request.getHttpURI().getPath();
            Route found = null;
            Map<String, String> variables = Map.of();
            boolean known = false;
            for (Route candidate : routes) {
                Optional<Map<String, String>> match = path == null ? Optional.empty() : candidate.match(path);
                if (match.isPresent()) {
                    known = true;
                    if (candidate.method().equals(request.getMethod())) {
                        found = candidate;
                        variables = match.get();
                    }
                }
            }
            if (found == null) {
                throw known ? ServiceException.methodNotAllowed() : ServiceException.notFound();
            }
            route = found.method() + " " + found.pattern();
            if (stopping && !found.whileStopping()) {
                throw ServiceException.stopping();
            }
            Incoming head = new Incoming(
                    variables,
                    query(request),
                    name -> Optional.ofNullable(request.getHeaders().get(name)),
                    new byte[0]);
            found.guard().check(head);
            return found.handler().handle(head.with(body(request, found.maxBytes())));
        }

        private byte[] body(Request request, int maxBytes) throws ServiceException, InterruptedException, IOException {
            long length = request.getLength();
            if (length == 0) {
                return new byte[0];
            }
            if (length > maxBytes) {
                throw ServiceException.tooLarge(maxBytes);
            }
            reserve(length < 0 ? maxBytes : (int) length);
            CompletableFuture<byte[]> arriving = new CompletableFuture<>();
            Content.Source.asByteArrayAsync(request, maxBytes, Promise.Invocable.toPromise(arriving));
            try {
                byte[] body = arriving.get(bounds.body().toMillis(), TimeUnit.MILLISECONDS);
                bodyBytes = body.length;
                return body;
            } catch (TimeoutException e) {
                request.fail(e);
                throw ServiceException.tooSlow();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IllegalStateException) {
                    throw ServiceException.tooLarge(maxBytes);
                }
                throw ServiceException.invalid("The request ended too early.");
            }
        }

        private Map<String, String> query(Request request) throws ServiceException {
            Map<String, String> query = new TreeMap<>();
            try {
                for (Fields.Field field : Request.extractQueryParameters(request)) {
                    String value = field.getValue();
                    query.put(field.getName(), value == null ? "" : value);
                }
                return query;
            } catch (RuntimeException e) {
                throw ServiceException.invalid("The address cannot be read.");
            }
        }

        /** Room for this many bytes, which may take a moment while others are answered. */
        private void reserve(int bytes) throws ServiceException, InterruptedException {
            if (bytes <= SMALL) {
                return;
            }
            int wanted = (bytes + KIB - 1) / KIB;
            if (!room.tryAcquire(wanted, bounds.body().toMillis(), TimeUnit.MILLISECONDS)) {
                throw ServiceException.busy(Duration.ofSeconds(2));
            }
            reserved += wanted;
        }

        void send(Reply reply, Response response, Callback callback) {
            Reply sent = reply;
            try {
                reserve(reply.body().length);
            } catch (ServiceException e) {
                sent = Reply.error(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                sent = Reply.error(ServiceException.stopping());
            }
            Reply last = sent;
            head(response, last.status(), last);
            response.write(true, ByteBuffer.wrap(last.body()), Callback.from(callback, () -> finished(last)));
        }

        private void finished(Reply reply) {
            room.release(reserved);
            open.decrementAndGet();
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started);
            String labels = "{route=\"" + route + "\"";
            metrics.count("holdfast_requests_total" + labels + ",status=\"" + reply.status() + "\"}", 1);
            metrics.count("holdfast_request_microseconds_total" + labels + "}", micros);
            log.info(
                    "request",
                    Map.of(
                            "route",
                            route,
                            "status",
                            reply.status(),
                            "ms",
                            micros / 1000,
                            "bytes_in",
                            bodyBytes,
                            "bytes_out",
                            reply.body().length));
        }
    }
}
