package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import holdfast.wallet.PinnedKey.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pins the keys that a set of changes brings, each once. */
final class KeyPinning {
    private final Wallet wallet;
    private final Changes changes;
    private final Set<Pin> done = new HashSet<>();

    private record Pin(Role role, KeyRef.@Nullable KeysetEndpoint name, Es256PublicKey key) {}

    KeyPinning(Wallet wallet, Changes changes) {
        this.wallet = wallet;
        this.changes = changes;
    }

    /** Pins a key that is met first, and replaces one whose change the holder has accepted. */
    void pin(Role role, KeyRef.@Nullable KeysetEndpoint name, Es256PublicKey key) {
        if (!done.add(new Pin(role, name, key))) {
            return;
        }
        switch (wallet.standing(role, name, key)) {
            case KeyStanding.Known ignored -> {}
            case KeyStanding.FirstSeen ignored ->
                changes.put(new PinnedKey(changes.newId(), role, name, key, "", wallet.now(), false, List.of()));
            case KeyStanding.Changed(PinnedKey before, Es256PublicKey now) ->
                changes.acceptKey(before.replacedBy(now), wallet.now());
        }
    }
}
