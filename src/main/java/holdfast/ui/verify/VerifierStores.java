package holdfast.ui.verify;

import holdfast.verification.store.VerifierStore;
import holdfast.wallet.WalletException;
import java.io.IOException;
import java.nio.file.Path;

/** A verifier's encrypted store in a folder: its signing key, and which proofs were accepted. */
public interface VerifierStores {
    /**
     * Opens the store, or makes one where the folder is empty.
     *
     * @param passphrase wiped by the caller
     * @throws WalletException why not, with the reasons of a vault
     * @throws IOException when the folder holds another vault than a verifier's
     */
    VerifierStore open(Path folder, char[] passphrase) throws WalletException, IOException;
}
