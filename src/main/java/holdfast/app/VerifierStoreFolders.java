package holdfast.app;

import holdfast.ui.verify.VerifierStores;
import holdfast.vault.CreateOutcome;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.vault.OpenOutcome;
import holdfast.vault.Passphrase;
import holdfast.vault.Vault;
import holdfast.vault.VaultInfo;
import holdfast.vault.VaultSecret;
import holdfast.vault.VaultStore;
import holdfast.verification.store.VerifierStore;
import holdfast.wallet.VaultProblems;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.SecretKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** Opens and makes verifiers' stores for the window. */
final class VerifierStoreFolders implements VerifierStores {
    private final SecureRandom random;
    private final Clock clock;
    private final GenerationMemory generations;
    private final Supplier<KdfCost> cost;

    /** @param cost of the key derivation of a new store */
    VerifierStoreFolders(SecureRandom random, Clock clock, GenerationMemory generations, Supplier<KdfCost> cost) {
        this.random = random;
        this.clock = clock;
        this.generations = generations;
        this.cost = cost;
    }

    @Override
    public VerifierStore open(Path folder, char[] passphrase) throws WalletException, IOException {
        VaultStore vaults = new VaultStore(folder, random, clock, generations);
        try (VaultSecret secret = WalletStore.secret(passphrase, SecretKind.PASSPHRASE)) {
            boolean isNew = vaults.info() instanceof VaultInfo.NotFound;
            Vault vault = isNew ? create(vaults, (Passphrase) secret) : opened(vaults.open(secret));
            try {
                return isNew ? VerifierStore.begin(vault, random, clock) : new VerifierStore(vault, random, clock);
            } catch (IOException e) {
                vault.close();
                throw e;
            }
        }
    }

    private Vault create(VaultStore vaults, Passphrase secret) throws WalletException {
        CreateOutcome outcome = vaults.create(secret, cost.get(), null);
        if (outcome instanceof CreateOutcome.Created(Vault vault)) {
            return vault;
        }
        throw VaultProblems.of(outcome);
    }

    private static Vault opened(OpenOutcome outcome) throws WalletException {
        if (outcome instanceof OpenOutcome.Opened(Vault vault, var notices)) {
            return vault;
        }
        throw VaultProblems.of(outcome);
    }
}
