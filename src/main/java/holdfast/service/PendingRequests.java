package holdfast.service;

import holdfast.dvr.DvrRequest;
import holdfast.token.VerifiedToken;
import holdfast.verification.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a verifier gave out, each with its own nonce, until they are answered or their time is over. Whoever
 * comes with an answer to a request that is not here was not asked: so nothing older than this process is taken twice.
 */
final class PendingRequests {
    private final int capacity;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, Pending> byId = new LinkedHashMap<>();

    /** @param kept how long a request and its result can be looked at after it has expired */
    PendingRequests(int capacity, Duration kept, Clock clock) {
        this.capacity = capacity;
        this.kept = kept;
        this.clock = clock;
    }

    /** One request. Its verdict is made under its own lock, so that two answers at once count as one after the other. */
    static final class Pending {
        private final String id;
        private final String type;
        private final VerifiedToken<DvrRequest> token;
        private final String nonce;
        private final Instant expires;
        private int attempts;
        private @Nullable Verdict verdict;

        Pending(String id, String type, VerifiedToken<DvrRequest> token, String nonce, Instant expires) {
            this.id = id;
            this.type = type;
            this.token = token;
            this.nonce = nonce;
            this.expires = expires;
        }

        String id() {
            return id;
        }

        String type() {
            return type;
        }

        VerifiedToken<DvrRequest> token() {
            return token;
        }

        String nonce() {
            return nonce;
        }

        Instant expires() {
            return expires;
        }

        synchronized Optional<Verdict> verdict() {
            return Optional.ofNullable(verdict);
        }

        /** Notes that somebody tries to answer; false when it was tried too often, or is answered. */
        synchronized boolean begin(int maxAttempts) {
            return !isAnswered() && ++attempts <= maxAttempts;
        }

        synchronized boolean isAnswered() {
            return verdict != null && verdict.accepted();
        }

        /** The last verdict stands, until one that accepts. */
        synchronized boolean conclude(Verdict latest) {
            if (isAnswered()) {
                return false;
            }
            verdict = latest;
            return true;
        }
    }

    /** False when there are too many. */
    synchronized boolean add(Pending pending) {
        Instant now = clock.instant();
        byId.values().removeIf(old -> now.isAfter(old.expires().plus(kept)));
        return byId.size() < capacity && byId.putIfAbsent(pending.id(), pending) == null;
    }

    synchronized Optional<Pending> find(String id) {
        Pending pending = byId.get(id);
        return pending == null || clock.instant().isAfter(pending.expires().plus(kept))
                ? Optional.empty()
                : Optional.of(pending);
    }
}
