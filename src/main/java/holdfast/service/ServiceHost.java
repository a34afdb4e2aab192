package holdfast.service;

import holdfast.json.JsonValue.JsonObject;
import holdfast.service.http.Bounds;
import holdfast.service.http.Metrics;
import holdfast.service.http.Reply;
import holdfast.service.http.Route;
import holdfast.service.http.ServiceException;
import holdfast.service.http.ServiceLog;
import holdfast.service.http.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One role, served. */
public final class ServiceHost implements AutoCloseable {
    /** Path of every role's key set. */
    public static final String KEY_SET_PATH = "/.well-known/jwks.json";

    /** For whoever is cut off to be told so. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Role role;
    private final WebServer server;
    private final ServiceLog log;
    private final CompletableFuture<String> base = new CompletableFuture<>();
    private volatile boolean stopping;

    /**
     * Where and how.
     *
     * @param port 0 for any that is free
     * @param tls null to listen on the loopback interface without TLS
     * @param publicUrl what callers write before a path, without a final slash; null for {@code localhost} and the port
     * @param showMetrics whether everybody who reaches the port may read the metrics
     */
    public record Settings(
            int port, @Nullable SSLContext tls, @Nullable String publicUrl, boolean showMetrics, Bounds bounds) {}

    /**
     * Starts a role.
     *
     * @param making makes the role, which is told its public address when it asks for it while serving
     * @throws IOException when the port cannot be had
     */
    public static ServiceHost start(
            Function<Supplier<String>, Role> making, Settings settings, ServiceLog log, Metrics metrics)
            throws IOException {
        ServiceHost host = new ServiceHost(making, settings, log, metrics);
        try {
            host.server.start();
        } catch (IOException e) {
            host.role.close();
            throw e;
        }
        String scheme = settings.tls() == null ? "http" : "https";
        String url =
                settings.publicUrl() == null ? scheme + "://localhost:" + host.server.port() : settings.publicUrl();
        host.base.complete(url);
        host.role.start();
        log.info("started", Map.of("role", host.role.name(), "port", host.server.port()));
        return host;
    }

    private ServiceHost(Function<Supplier<String>, Role> making, Settings settings, ServiceLog log, Metrics metrics) {
        this.role = making.apply(base::join);
        this.log = log;
        List<Route> routes = new ArrayList<>(role.routes());
        routes.add(Route.get(
                        KEY_SET_PATH,
                        request -> Reply.json(200, role.keySet()).with("Cache-Control", "public, max-age=600"))
                .alsoWhileStopping());
        routes.add(Route.get("/health", request -> health()).alsoWhileStopping());
        routes.add(Route.get("/metrics", request -> {
                    if (!settings.showMetrics()) {
                        throw ServiceException.notFound();
                    }
                    return Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
                })
                .alsoWhileStopping());
        this.server = new WebServer(settings.port(), settings.tls(), settings.bounds(), routes, log, metrics);
    }

    private Reply health() {
        int status = stopping ? 503 : 200;
        return Reply.json(
                status,
                JsonObject.builder()
                        .put("status", status)
                        .put("role", role.name())
                        .build());
    }

    /** The public address, without a final slash. */
    public String base() {
        return base.join();
    }

    public int port() {
        return server.port();
    }

    /**
     * Stops: takes nothing new on, finishes what it has, answers who waits, and closes.
     *
     * @param grace for all of it
     * @return whether nothing was cut off
     */
    public boolean stop(Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        stopping = true;
        server.refuseNewWork();
        boolean finished = role.finish(grace);
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        boolean quiet = server.awaitQuiet(left);
        if (!quiet) {
            role.abandon();
            server.awaitQuiet(LAST_WORDS);
        }
        server.close();
        role.close();
        log.info("stopped", Map.of("role", role.name(), "clean", finished && quiet));
        return finished && quiet;
    }

    /** Stops at once. */
    @Override
    public void close() {
        try {
            stop(Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
            role.close();
        }
    }
}
