package holdfast.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the operating system, on the loopback interface, in a folder of its own that goes with it. It refuses to
 * run as root, so then it runs as the user {@code postgres} that its package makes.
 */
public final class TestDatabase implements AutoCloseable {
    private static final int TRIES = 300;

    private final Path folder;
    private final Process server;
    private final int port;

    private TestDatabase(Path folder, Process server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /** Starts one; where there is none the test is skipped, or fails where it is required. */
    public static TestDatabase start() throws IOException, InterruptedException {
        Path programs = programs();
        if (programs == null) {
            if (System.getenv("HOLDFAST_REQUIRE_POSTGRES") != null) {
                throw new IllegalStateException("PostgreSQL is required here and was not found");
            }
            abort("PostgreSQL was not found (Debian: apt install postgresql); the shared queue is not tested");
        }
        Path folder = Files.createTempDirectory("holdfast-postgres");
        run(List.of("chown", "postgres", folder.toString()));
        Path data = folder.resolve("data");
        run(asOwner(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=test",
                "--auth=trust",
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C")));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = new ProcessBuilder(asOwner(List.of(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        TestDatabase database = new TestDatabase(folder, server, port);
        for (int i = 0; i < TRIES; i++) {
            try (Connection ready = DriverManager.getConnection(database.url())) {
                if (ready.isValid(5)) {
                    return database;
                }
            } catch (SQLException e) {
                if (!server.isAlive()) {
                    break;
                }
                Thread.sleep(100);
            }
        }
        String log = Files.readString(folder.resolve("log"));
        database.close();
        throw new IllegalStateException("PostgreSQL did not start: " + log);
    }

    private static Path programs() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return null;
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    private static List<String> asOwner(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        all.addAll(command);
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (command.getFirst().equals("chown")
                && !System.getProperty("user.name").equals("root")) {
            return;
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + ": " + said);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test";
    }

    /** Runs a statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
