package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well the holder knows the key of an issuer or a verifier: trust on first use, with an alarm. */
public sealed interface KeyStanding {
    Es256PublicKey key();

    /** For people; never text from a token. */
    String displayName();

    /** Stable name for machine-readable output. */
    default String code() {
        return switch (this) {
            case Known(PinnedKey pin) -> pin.confirmed() ? "confirmed" : "known";
            case FirstSeen first -> first.addressKnown() ? "new-key-of-known-address" : "first-seen";
            case Changed ignored -> "changed";
        };
    }

    /**
     * The alarm that this is, where the holder has not answered it.
     *
     * @param shown what the holder was shown, and agreed to when {@code accepted}
     */
    default Optional<Changed> unanswered(KeyStanding shown, boolean accepted) {
        if (!(this instanceof Changed alarm)) {
            return Optional.empty();
        }
        boolean answered = accepted
                && shown instanceof Changed(PinnedKey before, Es256PublicKey now)
                && alarm.before().key().equals(before.key())
                && alarm.key().equals(now);
        return answered ? Optional.empty() : Optional.of(alarm);
    }

    /** How a key stands among those that are pinned. */
    static KeyStanding among(
            Iterable<PinnedKey> pins, PinnedKey.Role role, KeyRef.@Nullable KeysetEndpoint name, Es256PublicKey key) {
        boolean addressKnown = false;
        for (PinnedKey pin : pins) {
            if (pin.role() != role) {
                continue;
            }
            KeyRef.KeysetEndpoint pinned = pin.keyName();
            if (name == null ? pinned == null && pin.key().equals(key) : name.equals(pinned)) {
                return pin.key().equals(key) ? new Known(pin) : new Changed(pin, key);
            }
            addressKnown |= name != null && pinned != null && name.jku().equals(pinned.jku());
        }
        return new FirstSeen(key, name, addressKnown);
    }

    /** It was met before, under the same name. */
    record Known(PinnedKey pin) implements KeyStanding {
        @Override
        public Es256PublicKey key() {
            return pin.key();
        }

        @Override
        public String displayName() {
            return pin.displayName();
        }
    }

    /**
     * It was never met.
     *
     * @param addressKnown whether another key of the same address was: usual when an issuer adds a key
     */
    record FirstSeen(Es256PublicKey key, KeyRef.@Nullable KeysetEndpoint keyName, boolean addressKnown)
            implements KeyStanding {
        @Override
        public String displayName() {
            return PinnedKey.displayName(keyName, key);
        }
    }

    /** The name stood for another key until now. Either its owner replaced the key, or somebody else answers for them. */
    record Changed(PinnedKey before, Es256PublicKey key) implements KeyStanding {
        @Override
        public String displayName() {
            return before.displayName();
        }
    }
}
