package holdfast.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this computer that does what no honest one does. */
final class RawServer implements AutoCloseable {
    /** What it does with a connection, once it has read the head of the request; runs until it returns or fails. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final boolean readsRequest;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    RawServer(Behaviour behaviour) throws IOException {
        this(behaviour, true);
    }

    /** @param readsRequest false to answer, or to be silent, at once */
    RawServer(Behaviour behaviour, boolean readsRequest) throws IOException {
        this.behaviour = behaviour;
        this.readsRequest = readsRequest;
        server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.add(Thread.ofVirtual().start(this::accept));
    }

    int port() {
        return server.getLocalPort();
    }

    String address() {
        return "http://" + LocalNetwork.HOST + ":" + port() + "/keys";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                threads.add(Thread.ofVirtual().start(() -> serve(socket)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (readsRequest) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
            }
            behaviour.answer(socket.getOutputStream());
        } catch (IOException e) {
            // The client hung up, which is what it should do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.forEach(Thread::interrupt);
    }
}
