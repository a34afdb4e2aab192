package holdfast.net;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that the user confirmed, each for one purpose, compared character by character, or by scheme, host and
 * port where the purpose says so.
 */
public record AllowedAddresses(List<Entry> entries) implements AllowList {
    public AllowedAddresses {
        entries = List.copyOf(entries);
    }

    public static AllowedAddresses of(Collection<Entry> entries) {
        return new AllowedAddresses(List.copyOf(entries));
    }

    /** One confirmed address. */
    public record Entry(Purpose purpose, HttpAddress address, boolean loopback) {
        /** Whether this permission is for that address and purpose. */
        public boolean covers(HttpAddress other, Purpose wanted) {
            return purpose == wanted
                    && (purpose.byOrigin() ? address.origin().equals(other.origin()) : address.equals(other));
        }
    }

    @Override
    public Optional<Allowance> find(HttpAddress address, Purpose purpose) {
        boolean allowed = false;
        for (Entry entry : entries) {
            if (entry.covers(address, purpose)) {
                if (entry.loopback()) {
                    return Optional.of(Allowance.LOOPBACK);
                }
                allowed = true;
            }
        }
        return allowed ? Optional.of(Allowance.PUBLIC) : Optional.empty();
    }
}
