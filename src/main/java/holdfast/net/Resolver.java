package holdfast.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a name up. May take long; whoever calls it bounds the wait. */
@FunctionalInterface
public interface Resolver {

    /** All addresses of the name, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The platform's resolver. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
