package holdfast.net;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates servers are believed by. */
public final class TlsTrust {
    private final X509TrustManager manager;
    private final SSLSocketFactory sockets;

    private TlsTrust(X509TrustManager manager, SSLSocketFactory sockets) {
        this.manager = manager;
        this.sockets = sockets;
    }

    /** The authorities that the platform trusts. */
    public static TlsTrust system() {
        return of(null);
    }

    /** Only these authorities, for example those of a service of one's own. */
    public static TlsTrust only(KeyStore authorities) {
        return of(authorities);
    }

    private static TlsTrust of(@Nullable KeyStore authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            X509TrustManager manager = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the platform has no trust manager"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new TlsTrust(manager, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no TLS", e);
        }
    }

    X509TrustManager manager() {
        return manager;
    }

    SSLSocketFactory sockets() {
        return sockets;
    }
}
