package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import holdfast.wallet.PinnedKey.Role;
import org.jspecify.annotations.Nullable;

/** Pins the keys that a set of changes brings, one after the other: what one of them pins, the next one finds. */
final class KeyPinning {
    private final Wallet wallet;
    private final Changes changes;

    KeyPinning(Wallet wallet, Changes changes) {
        this.wallet = wallet;
        this.changes = changes;
    }

    /** Pins a key that is met first, and replaces one whose change the holder has accepted. */
    void pin(Role role, KeyRef.@Nullable KeysetEndpoint name, Es256PublicKey key) {
        if (wallet.standing(role, name, key) instanceof KeyStanding.Known) {
            return; // Also when another one in the same changes replaces it.
        }
        switch (KeyStanding.among(changes.keys(), role, name, key)) {
            case KeyStanding.Known ignored -> {}
            case KeyStanding.FirstSeen ignored ->
                changes.put(PinnedKey.met(changes.newId(), role, name, key, wallet.now()));
            case KeyStanding.Changed(PinnedKey before, Es256PublicKey now) ->
                changes.acceptKey(before.replacedBy(now), wallet.now());
        }
    }
}
