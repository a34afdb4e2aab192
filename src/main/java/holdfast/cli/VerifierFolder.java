package holdfast.cli;

import holdfast.token.Es256PrivateKey;
import holdfast.vault.CreateOutcome;
import holdfast.vault.FileGenerationMemory;
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
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a verifier's own encrypted store. */
final class VerifierFolder {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Your encrypted store as a verifier: the signing key, and which proofs were accepted. Made by"
                    + " keygen --store; needs no wallet.")
    private @Nullable Path folder;

    @Option(
            names = "--passphrase-fd",
            paramLabel = "N",
            description = "Read the store's passphrase from file descriptor N; 0 is standard input.")
    private @Nullable Integer descriptor;

    boolean isGiven() {
        return folder != null;
    }

    /** Opens the store. The caller closes it. */
    VerifierStore open(Terminal terminal, Clock clock, SecureRandom random, Access access) throws WalletException {
        VaultStore vaults = vaults(terminal, clock, random);
        try (VaultSecret passphrase = ask(terminal, false)) {
            OpenOutcome outcome = access == Access.WRITE ? vaults.open(passphrase) : vaults.openReadOnly(passphrase);
            if (!(outcome instanceof OpenOutcome.Opened(Vault vault, var notices))) {
                throw VaultProblems.of(outcome);
            }
            notices.forEach(notice -> terminal.warn(WalletStore.notice(notice).sentence()));
            return store(vault, random, clock);
        }
    }

    /** Opens the store, or creates it where the folder has none. The caller closes it. */
    VerifierStore openOrCreate(Terminal terminal, Clock clock, SecureRandom random, KdfOptions cost)
            throws WalletException {
        VaultStore vaults = vaults(terminal, clock, random);
        if (!(vaults.info() instanceof VaultInfo.NotFound)) {
            return open(terminal, clock, random, Access.WRITE);
        }
        try (VaultSecret passphrase = ask(terminal, true)) {
            CreateOutcome outcome = vaults.create((Passphrase) passphrase, cost.givenOrMeasured(), null);
            if (!(outcome instanceof CreateOutcome.Created(Vault vault))) {
                throw VaultProblems.of(outcome);
            }
            try {
                return VerifierStore.begin(vault, random, clock);
            } catch (IOException e) {
                vault.close();
                throw new CliException("The store in " + folder + " could not be begun: " + Terminal.reason(e)
                        + ". Nothing was stored; remove the folder, or name another one.");
            }
        }
    }

    /** The signing key that the store holds. The caller destroys it. */
    Es256PrivateKey signingKey(Terminal terminal, Clock clock, SecureRandom random) throws WalletException {
        try (VerifierStore store = open(terminal, clock, random, Access.READ)) {
            return store.signingKey()
                    .orElseThrow(() -> new CliException(
                            "The store " + folder + " has no signing key. Make one with: holdfast keygen --store"));
        } catch (IOException e) {
            throw new CliException("The store " + folder + ": " + Terminal.reason(e) + ".");
        }
    }

    private VaultStore vaults(Terminal terminal, Clock clock, SecureRandom random) {
        if (folder == null) {
            throw new IllegalStateException("no store was named");
        }
        return new VaultStore(
                folder,
                random,
                clock,
                new FileGenerationMemory(terminal.places().generations()));
    }

    private VaultSecret ask(Terminal terminal, boolean isNew) throws WalletException {
        try (Secrets secrets = new Secrets(terminal, descriptor)) {
            String prompt = "Passphrase of the store: ";
            char[] typed = isNew ? secrets.readNew(prompt) : secrets.read(prompt);
            try {
                return WalletStore.secret(typed, SecretKind.PASSPHRASE);
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    private VerifierStore store(Vault vault, SecureRandom random, Clock clock) {
        try {
            return new VerifierStore(vault, random, clock);
        } catch (IOException e) {
            vault.close();
            throw new CliException("The folder " + folder + " is " + Terminal.reason(e) + ". Name another one.");
        }
    }
}
