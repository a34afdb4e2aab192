package holdfast.service.http;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over TLS, or without it on the loopback interface only. Each request has a connection and a virtual thread of
 * its own, and all of them together the {@link Bounds}.
 */
public final class WebServer implements AutoCloseable {
    private static final String LIBRARY = "org.eclipse.jetty";

    private final Server server;
    private final ServerConnector connector;
    private final RouteHandler routes;
    private final LibraryLog libraryLog;

    /**
     * @param port 0 for any that is free
     * @param tls null to listen on the loopback interface without TLS
     */
    public WebServer(
            int port, @Nullable SSLContext tls, Bounds bounds, List<Route> routes, ServiceLog log, Metrics metrics) {
        this.routes = new RouteHandler(routes, bounds, log, metrics);
        this.libraryLog = new LibraryLog(log);
        server = new Server(new VirtualThreadPool());
        server.setHandler(this.routes);
        server.setErrorHandler(this.routes::error);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        ConnectionFactory[] factories = tls == null
                ? new ConnectionFactory[] {http}
                : new ConnectionFactory[] {new SslConnectionFactory(contexts(tls), http.getProtocol()), http};
        connector = new ServerConnector(server, 1, 1, factories);
        connector.setPort(port);
        if (tls == null) {
            connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        }
        connector.setIdleTimeout(bounds.whole().toMillis());
        connector.addBean(new Hurry(bounds));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(bounds.connections(), connector));
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setPersistentConnectionsEnabled(false);
        configuration.setRequestHeaderSize(8 * 1024);
        return configuration;
    }

    private static SslContextFactory.Server contexts(SSLContext tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return factory;
    }

    /** @throws IOException when the port cannot be had */
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            stopNow();
            throw new IOException("port " + connector.getPort() + " cannot be listened on: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** From now on only routes for that answer; the others say 503, so that a load balancer goes elsewhere. */
    public void refuseNewWork() {
        routes.stopping();
    }

    /** Waits until what is being answered is answered. */
    public boolean awaitQuiet(Duration atMost) throws InterruptedException {
        return routes.awaitQuiet(atMost);
    }

    /** Closes what is still open. */
    @Override
    public void close() {
        refuseNewWork();
        stopNow();
        libraryLog.close();
    }

    private void stopNow() {
        try {
            server.stop();
        } catch (Exception e) {
            // What can be stopped is; the program is about to end.
            server.destroy();
        }
    }

    /** Closes connections that do not get on. */
    private final class Hurry implements Connection.Listener {
        private final Bounds bounds;

        Hurry(Bounds bounds) {
            this.bounds = bounds;
        }

        @Override
        public void onOpened(Connection connection) {
            if (connection instanceof SslConnection) {
                return; // The connection for HTTP inside it is opened with it.
            }
            after(bounds.head(), () -> {
                if (connection.getMessagesIn() == 0) {
                    connection.getEndPoint().close();
                }
            });
            after(bounds.whole(), () -> connection.getEndPoint().close());
        }

        private void after(Duration time, Runnable action) {
            connector.getScheduler().schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void onClosed(Connection connection) {}
    }

    /** The library's own warnings, without their texts, which may repeat what somebody sent. */
    private static final class LibraryLog extends java.util.logging.Handler {
        private final Logger logger = Logger.getLogger(LIBRARY);
        private final ServiceLog log;

        LibraryLog(ServiceLog log) {
            this.log = log;
            logger.setUseParentHandlers(false);
            logger.setLevel(Level.WARNING);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            log.info(
                    "server",
                    java.util.Map.of(
                            "source",
                            String.valueOf(line.getLoggerName()),
                            "kind",
                            line.getThrown() == null
                                    ? ""
                                    : line.getThrown().getClass().getName()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
