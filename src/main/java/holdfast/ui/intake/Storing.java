package holdfast.ui.intake;

import holdfast.token.KeyResolver;
import holdfast.ui.common.InBackground;
import holdfast.ui.intake.IntakeViewModel.Stored;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was looked at into the vault, in the background.
 *
 * @param ready what it is, as it was when the holder said so
 * @param names of those that are credentials, beside each
 * @param old the credential in whose place the one goes; null to add
 * @param agreed whether the holder agreed to a changed key: those with one are ready only because they did, to that very
 *     key
 */
record Storing(
        List<Found> ready, List<String> names, @Nullable HeldCredential old, boolean agreed) {
    Storing {
        ready = List.copyOf(ready);
        names = List.copyOf(names);
    }

    /**
     * How it ended.
     *
     * @param stored empty when a key was pinned since they were looked at, so that there is an alarm that nobody answered
     * @param again how the keys stand then, for each
     */
    record End(Optional<Stored> stored, List<Found> again) {
        End {
            again = List.copyOf(again);
        }
    }

    /** @param ready each of them a credential or a request */
    static Storing of(List<IntakeItem> ready, @Nullable HeldCredential old) {
        return new Storing(
                ready.stream().map(item -> item.foundProperty().get()).toList(),
                ready.stream()
                        .map(item -> item.nameProperty().getValueSafe().strip())
                        .toList(),
                old,
                ready.stream().anyMatch(item -> item.standing() instanceof KeyStanding.Changed));
    }

    @InBackground
    End run(Wallet wallet) throws WalletException {
        Optional<Stored> stored = store(wallet);
        return new End(stored, stored.isPresent() ? List.of() : again(wallet));
    }

    @InBackground
    private Optional<Stored> store(Wallet wallet) throws WalletException {
        List<HeldCredential> added = new ArrayList<>();
        int present = 0;
        List<CredentialImport.Named> credentials = credentials();
        if (!credentials.isEmpty()) {
            CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
            CredentialImport.Outcome outcome = old != null && credentials.size() == 1
                    ? imports.replace(old, credentials.getFirst().credential(), agreed)
                    : imports.store(credentials, agreed);
            switch (outcome) {
                case CredentialImport.Outcome.Stored(var fresh, var there) -> {
                    added.addAll(fresh);
                    present += there.size();
                }
                case CredentialImport.Outcome.KeyChanged ignored -> {
                    return Optional.empty();
                }
            }
        }
        List<HeldRequest> asked = new ArrayList<>();
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        for (Found found : ready) {
            if (found instanceof Found.Request(var request)) {
                switch (imports.store(request, agreed)) {
                    case RequestImport.Outcome.Stored(HeldRequest held) -> asked.add(held);
                    case RequestImport.Outcome.Present ignored -> present++;
                    case RequestImport.Outcome.KeyChanged ignored -> {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(new Stored(added, asked, present));
    }

    private List<CredentialImport.Named> credentials() {
        List<CredentialImport.Named> credentials = new ArrayList<>();
        for (int i = 0; i < ready.size(); i++) {
            if (ready.get(i) instanceof Found.Credential(var checked)) {
                credentials.add(new CredentialImport.Named(checked, names.get(i), List.of()));
            }
        }
        return credentials;
    }

    /** How the keys stand now, those of the credentials one beside the other. */
    @InBackground
    private List<Found> again(Wallet wallet) {
        var credentials = new CredentialImport(wallet, KeyResolver.none())
                .again(credentials().stream()
                        .map(CredentialImport.Named::credential)
                        .toList())
                .iterator();
        RequestImport requests = new RequestImport(wallet, KeyResolver.none());
        return ready.stream()
                .map(found -> switch (found) {
                    case Found.Credential ignored -> new Found.Credential(credentials.next());
                    case Found.Request(var checked) -> new Found.Request(requests.again(checked));
                    default -> found;
                })
                .toList();
    }
}
