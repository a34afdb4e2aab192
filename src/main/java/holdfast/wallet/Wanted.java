package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.token.UnverifiedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that something wants to be reached, for the holder to allow or not. It comes from outside: only
 * {@link Connections#allow} makes it one that is reached.
 */
public record Wanted(Purpose purpose, HttpAddress address) {

    /** @throws NetException when it is no address by the strict reading */
    public static Wanted of(Purpose purpose, String address) throws NetException {
        return new Wanted(purpose, HttpAddress.parse(address));
    }

    /** Where the key of a token is published, when its header names a place. */
    public static Optional<Wanted> keysOf(UnverifiedToken<?> token) throws NetException {
        return keys(token.keyName());
    }

    /** Where the keys of the issuers that a request names are published, each place once. */
    public static List<Wanted> issuersOf(DvrRequest request) throws NetException {
        List<Wanted> places = new ArrayList<>();
        for (var wanted : request.userDataRequests().values()) {
            keys(wanted.verifyingKey()).filter(place -> !places.contains(place)).ifPresent(places::add);
        }
        return places;
    }

    private static Optional<Wanted> keys(@Nullable KeyRef key) throws NetException {
        return key instanceof KeyRef.KeysetEndpoint(String jku, String kid)
                ? Optional.of(of(Purpose.KEY_SET, jku))
                : Optional.empty();
    }

    /** What would be allowed: the address, or its scheme, host and port where the purpose goes by those. */
    public String scope() {
        return purpose.byOrigin() ? address.origin() : address.text();
    }
}
