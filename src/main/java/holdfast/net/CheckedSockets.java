package holdfast.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to checked addresses and to nothing else, whatever the library above them looked up or was
 * told. They pass by any proxy that the platform is set to.
 */
final class CheckedSockets extends SocketFactory {
    private final Set<InetSocketAddress> checked;

    CheckedSockets(Set<InetSocketAddress> checked) {
        this.checked = Set.copyOf(checked);
    }

    /** A connection to an address that was not checked was prevented. */
    static final class UncheckedPeerException extends IOException {
        private static final long serialVersionUID = 1L;

        UncheckedPeerException(SocketAddress address) {
            super("not a checked address: " + address);
        }
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket();
    }

    private final class CheckedSocket extends Socket {
        CheckedSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress address) throws IOException {
            connect(address, 0);
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            if (!(address instanceof InetSocketAddress inet) || !checked.contains(inet)) {
                throw new UncheckedPeerException(address);
            }
            super.connect(address, timeout);
        }
    }

    // The other ways connect at once; nothing here uses them, and so nothing can.

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new UncheckedPeerException(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new UncheckedPeerException(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new UncheckedPeerException(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new UncheckedPeerException(new InetSocketAddress(address, port));
    }
}
