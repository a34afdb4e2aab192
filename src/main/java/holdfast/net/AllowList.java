package holdfast.net;

import java.util.Optional;

/** What the user has allowed to be reached. Asked before anything else, even before a name is looked up. */
@FunctionalInterface
public interface AllowList {

    /** What was allowed for this address and purpose; empty when it was not. */
    Optional<Allowance> find(HttpAddress address, Purpose purpose);

    /**
     * How far a permission reaches.
     *
     * @param loopback whether the host may be this computer, and then also without TLS; for trying things out
     */
    record Allowance(boolean loopback) {
        public static final Allowance PUBLIC = new Allowance(false);
        public static final Allowance LOOPBACK = new Allowance(true);
    }

    /** Allows nothing. */
    static AllowList nothing() {
        return (address, purpose) -> Optional.empty();
    }
}
