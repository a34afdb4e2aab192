package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.wallet.PinnedKey.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings credentials into the wallet: first every signature, then every key's standing, and only then one save for all
 * of them. An issuer's key is pinned when it is first met.
 */
public final class CredentialImport {
    private static final EntryId NOT_STORED = new EntryId("0".repeat(32));

    private final Wallet wallet;
    private final KeyResolver fresh;

    /** @param fresh finds keys as they are published now; the wallet's pinned keys stand in where it knows none */
    public CredentialImport(Wallet wallet, KeyResolver fresh) {
        this.wallet = wallet;
        this.fresh = fresh;
    }

    /**
     * A credential that verified and is not stored yet.
     *
     * @param keyName the address that its issuer's key was found at, and the name in it; null for a key that came by
     *     itself, whatever address the token claims
     * @param issuer how well its issuer's key is known
     * @param held the same credential, when the wallet has it already
     */
    public record Checked(
            VerifiedToken<UserData> token,
            KeyRef.@Nullable KeysetEndpoint keyName,
            KeyStanding issuer,
            Optional<HeldCredential> held) {}

    /** What the holder says about a credential that comes in. */
    public record Named(Checked credential, String name, List<String> labels) {
        public Named {
            labels = List.copyOf(labels);
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * All are in the wallet.
         *
         * @param added those that were not in it before
         * @param present those that were
         */
        record Stored(List<HeldCredential> added, List<HeldCredential> present) implements Outcome {
            public Stored {
                added = List.copyOf(added);
                present = List.copyOf(present);
            }
        }

        /** The alarm: a key is not the one that its name stood for until now. Nothing was stored. */
        record KeyChanged(List<KeyStanding.Changed> keys) implements Outcome {
            public KeyChanged {
                keys = List.copyOf(keys);
            }
        }
    }

    /** Reads and verifies the bytes of a file; see {@link #check(String, Es256PublicKey)}. */
    public Checked check(byte[] file, @Nullable Es256PublicKey given) throws TokenException {
        return check(new String(file, UTF_8), given);
    }

    /**
     * Reads and verifies a credential.
     *
     * @param text a user data token; white space around it is taken off
     * @param given the issuer's key, where the holder has it; else the key that the token's header names
     * @throws TokenException why it is refused
     */
    public Checked check(String text, @Nullable Es256PublicKey given) throws TokenException {
        UnverifiedToken<UserData> token = TokenReader.userData(text.strip());
        return given != null
                ? checked(new TokenVerifier(KeyResolver.none()).verify(token, given), foundAt(token.keyName(), given))
                : checked(
                        new TokenVerifier(freshOrPinned(wallet, fresh, Role.ISSUER)).verifyAsNamed(token),
                        token.keyName());
    }

    /**
     * The name that a token claims for a key which the holder gave, where it is more than a claim: the address says the
     * same, or the name stands for a key already, so that another one is an alarm. Otherwise anybody whose key the
     * holder takes could call themselves by the address of somebody else.
     */
    private KeyRef.@Nullable KeysetEndpoint foundAt(KeyRef.@Nullable KeysetEndpoint claimed, Es256PublicKey given) {
        if (claimed == null || wallet.keys().stream().anyMatch(pin -> pin.isOf(Role.ISSUER, claimed))) {
            return claimed;
        }
        try {
            return fresh.resolve(claimed).equals(given) ? claimed : null;
        } catch (TokenException e) {
            return null;
        }
    }

    /** What was verified before, beside what the wallet holds now. */
    public Checked again(Checked before) {
        return checked(before.token(), before.keyName());
    }

    /** The same for several that are to be stored together: each key beside those that the ones before it bring. */
    public List<Checked> again(List<Checked> before) {
        List<KeyStanding> standings = standings(before);
        List<Checked> now = new ArrayList<>();
        for (Checked checked : before) {
            now.add(new Checked(
                    checked.token(),
                    checked.keyName(),
                    standings.get(now.size()),
                    again(checked).held()));
        }
        return now;
    }

    private Checked checked(VerifiedToken<UserData> verified, KeyRef.@Nullable KeysetEndpoint keyName) {
        Optional<HeldCredential> held = wallet.credentials().stream()
                .filter(credential -> credential.signedDigest().equals(verified.signedDigest()))
                .findFirst();
        return new Checked(verified, keyName, wallet.standing(Role.ISSUER, keyName, verified.key()), held);
    }

    /** Fresh keys count before pinned ones: otherwise a changed key would never be noticed. */
    static KeyResolver freshOrPinned(Wallet wallet, KeyResolver fresh, Role role) {
        KeyResolver pinned = wallet.pinned(role);
        return name -> {
            try {
                return fresh.resolve(name);
            } catch (TokenException e) {
                if (e.reason() == TokenException.Reason.KEY_SET_NOT_FOUND) {
                    return pinned.resolve(name);
                }
                throw e;
            }
        };
    }

    /**
     * Stores credentials, all of them or none.
     *
     * @param acceptChangedKeys whether the holder, told of the alarms in {@code credentials}, takes the new keys; a key
     *     that was pinned since they were checked is another alarm
     */
    public Outcome store(List<Named> credentials, boolean acceptChangedKeys) throws WalletException {
        // Nothing is pinned between the look at the keys and the save.
        synchronized (wallet) {
            List<KeyStanding.Changed> alarms =
                    alarms(credentials.stream().map(Named::credential).toList(), acceptChangedKeys);
            return alarms.isEmpty() ? store(credentials) : new Outcome.KeyChanged(alarms);
        }
    }

    private List<KeyStanding.Changed> alarms(List<Checked> credentials, boolean accepted) {
        List<KeyStanding.Changed> alarms = new ArrayList<>();
        List<KeyStanding> standings = standings(credentials);
        for (int i = 0; i < credentials.size(); i++) {
            standings
                    .get(i)
                    .unanswered(credentials.get(i).issuer(), accepted)
                    .filter(alarm -> !alarms.contains(alarm))
                    .ifPresent(alarms::add);
        }
        return alarms;
    }

    /** How each key stands when the ones before it are pinned: one name with two new keys is an alarm as well. */
    private List<KeyStanding> standings(List<Checked> credentials) {
        Map<KeyRef.KeysetEndpoint, PinnedKey> brought = new LinkedHashMap<>();
        List<KeyStanding> standings = new ArrayList<>();
        for (Checked checked : credentials) {
            KeyRef.KeysetEndpoint name = checked.keyName();
            Es256PublicKey key = checked.token().key();
            KeyStanding now = wallet.standing(Role.ISSUER, name, key);
            if (name != null && !(now instanceof KeyStanding.Known)) {
                if (KeyStanding.among(brought.values(), Role.ISSUER, name, key) instanceof KeyStanding.Changed among) {
                    now = among;
                }
                brought.put(
                        name,
                        now instanceof KeyStanding.Changed(PinnedKey before, Es256PublicKey fresh)
                                ? before.replacedBy(fresh)
                                : PinnedKey.met(NOT_STORED, Role.ISSUER, name, key, wallet.now()));
            }
            standings.add(now);
        }
        return standings;
    }

    private Outcome store(List<Named> credentials) throws WalletException {
        return wallet.change(changes -> {
            KeyPinning pinning = new KeyPinning(wallet, changes);
            Map<String, HeldCredential> added = new LinkedHashMap<>();
            List<HeldCredential> present = new ArrayList<>();
            for (Named named : credentials) {
                VerifiedToken<UserData> token = named.credential().token();
                if (named.credential().held().isPresent()) {
                    present.add(named.credential().held().get());
                } else if (!added.containsKey(token.signedDigest())) {
                    HeldCredential credential = held(changes.newId(), named);
                    changes.put(credential);
                    added.put(credential.signedDigest(), credential);
                }
                pinning.pin(Role.ISSUER, named.credential().keyName(), token.key());
            }
            return new Outcome.Stored(List.copyOf(added.values()), present);
        });
    }

    /** Puts a newer credential in the place of another one, which keeps its name, its labels and its id. */
    public Outcome replace(HeldCredential old, Checked newer, boolean acceptChangedKeys) throws WalletException {
        synchronized (wallet) {
            List<KeyStanding.Changed> alarms = alarms(List.of(newer), acceptChangedKeys);
            return alarms.isEmpty() ? replace(old, newer) : new Outcome.KeyChanged(alarms);
        }
    }

    private Outcome replace(HeldCredential old, Checked newer) throws WalletException {
        return wallet.change(changes -> {
            HeldCredential replacement = held(old.id(), new Named(newer, old.name(), old.labels()));
            changes.put(replacement);
            new KeyPinning(wallet, changes)
                    .pin(Role.ISSUER, newer.keyName(), newer.token().key());
            return new Outcome.Stored(List.of(replacement), List.of());
        });
    }

    private HeldCredential held(EntryId id, Named named) {
        VerifiedToken<UserData> token = named.credential().token();
        return new HeldCredential(
                id,
                named.name(),
                named.labels(),
                token.compact(),
                token.signedDigest(),
                token.key(),
                named.credential().keyName(),
                wallet.now());
    }
}
