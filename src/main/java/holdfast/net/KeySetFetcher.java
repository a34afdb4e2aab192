package holdfast.net;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches key sets from the addresses that the user allowed, and keeps them as long as their servers say, within bounds.
 * A key that is not in a kept set makes it fetch again, but not more often than the cool-down; neither does a failure.
 * What is out of date is not used, also when there is nothing newer. Safe for use by several threads.
 */
public final class KeySetFetcher implements KeyResolver {
    static final Duration MIN_KEPT = Duration.ofMinutes(1);
    static final Duration MAX_KEPT = Duration.ofHours(24);
    static final Duration KEPT_UNLESS_SAID = Duration.ofMinutes(10);
    static final Duration COOL_DOWN = Duration.ofMinutes(5);
    static final Duration COOL_DOWN_AFTER_FAILURE = Duration.ofSeconds(30);

    /** Sets kept at once; only allowed addresses come this far. */
    private static final int MAX_SETS = 64;

    private final GuardedClient client;
    private final Clock clock;
    private final Limits limits;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    public KeySetFetcher(GuardedClient client, Clock clock) {
        this(client, clock, Limits.FETCH);
    }

    KeySetFetcher(GuardedClient client, Clock clock, Limits limits) {
        this.client = client;
        this.clock = clock;
        this.limits = limits;
    }

    /** What is known of one address; its own lock, so that one slow server does not hold up the others. */
    private static final class Kept {
        private @Nullable JwkSet set;
        private @Nullable TokenException failure;
        private Instant fetched = Instant.MIN;
        private Instant until = Instant.MIN;

        /** A clock that was set back makes it out of date too. */
        boolean isFresh(Instant now) {
            return !now.isBefore(fetched) && now.isBefore(until);
        }
    }

    @Override
    public Es256PublicKey resolve(KeyRef.KeysetEndpoint name) throws TokenException {
        return current(name.jku(), name.kid()).signatureKey(name.kid());
    }

    /**
     * The key to encrypt for, as {@link #resolve} finds those for signatures.
     *
     * @throws TokenException as there
     */
    public Es256PublicKey encryptionKey(KeyRef.KeysetEndpoint name) throws TokenException {
        return current(name.jku(), name.kid()).encryptionKey(name.kid());
    }

    private JwkSet current(String address, String wantedKey) throws TokenException {
        Kept entry = entry(address);
        synchronized (entry) {
            Instant now = clock.instant();
            if (entry.isFresh(now)) {
                if (entry.failure != null) {
                    throw entry.failure;
                }
                boolean coolDown = now.isBefore(entry.fetched.plus(COOL_DOWN));
                if (entry.set != null && (entry.set.names().contains(wantedKey) || coolDown)) {
                    return entry.set;
                }
            }
            return fetch(address, entry, now);
        }
    }

    private Kept entry(String address) {
        synchronized (kept) {
            Kept entry = kept.get(address);
            if (entry == null) {
                entry = new Kept();
                if (kept.size() == MAX_SETS) {
                    kept.remove(kept.keySet().iterator().next());
                }
                kept.put(address, entry);
            }
            return entry;
        }
    }

    private JwkSet fetch(String address, Kept entry, Instant now) throws TokenException {
        entry.set = null;
        entry.failure = null;
        entry.fetched = now;
        try {
            Answer answer =
                    client.send(Outgoing.get(Purpose.KEY_SET, address, limits)).requireOk();
            JwkSet set = JwkSet.parse(answer.text());
            entry.set = set;
            entry.until = now.plus(bounded(answer.freshness().orElse(KEPT_UNLESS_SAID)));
            return set;
        } catch (NetException e) {
            throw failed(entry, TokenException.keySetUnavailable(withoutRemedy(e), e), reachedNothing(e));
        } catch (TokenException e) {
            throw failed(entry, e, false);
        }
    }

    /** A refusal of ours costs nobody anything, and the user may lift it at once: it is not remembered. */
    private static boolean reachedNothing(NetException e) {
        return switch (e.reason()) {
            case ADDRESS_INVALID,
                    ADDRESS_AMBIGUOUS,
                    ADDRESS_USER_INFO,
                    ADDRESS_NOT_HTTPS,
                    NOT_ALLOWED,
                    HOST_FORBIDDEN,
                    LEDGER_FAILED,
                    CANCELLED -> true;
            case HOST_UNKNOWN,
                    REDIRECTED,
                    STATUS,
                    ENCODED,
                    TOO_LARGE,
                    TIMED_OUT,
                    TLS_FAILED,
                    CONNECTION_FAILED,
                    NOT_TEXT,
                    ANSWER_INVALID -> false;
        };
    }

    private static TokenException failed(Kept entry, TokenException failure, boolean forgotten) {
        entry.failure = failure;
        entry.until = forgotten ? entry.fetched : entry.fetched.plus(COOL_DOWN_AFTER_FAILURE);
        return failure;
    }

    private static String withoutRemedy(NetException e) {
        String message = String.valueOf(e.getMessage());
        String remedy = ". " + e.reason().remedy() + ".";
        return message.endsWith(remedy) ? message.substring(0, message.length() - remedy.length()) : message;
    }

    private static Duration bounded(Duration said) {
        return said.compareTo(MIN_KEPT) < 0 ? MIN_KEPT : said.compareTo(MAX_KEPT) > 0 ? MAX_KEPT : said;
    }
}
