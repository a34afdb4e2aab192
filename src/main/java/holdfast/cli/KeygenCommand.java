package holdfast.cli;

import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.TokenException;
import holdfast.token.TokenLimits;
import holdfast.verification.store.VerifierStore;
import holdfast.wallet.WalletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "keygen",
        description = {
            "Makes a signing key for an issuer or a verifier.",
            "Writes private.pem, public.pem and jwks.json into a folder; never over existing files.",
            "With --store the private key goes into a verifier's encrypted store instead, which is made where there is"
                    + " none."
        },
        footer = {
            "",
            "Example: holdfast keygen --kid k-1 --out keys",
            "A verifier's store: holdfast keygen --kid k-1 --out keys --store verifier"
        })
final class KeygenCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Option(names = "--kid", required = true, paramLabel = "K", description = "Name of the key in its key set.")
    private String kid;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder; made if it does not exist.")
    private Path out;

    @Mixin
    private VerifierFolder store = new VerifierFolder();

    @Mixin
    private KdfOptions cost = new KdfOptions();

    @Option(names = "--replace", description = "Put the new key in the place of the one that the store has.")
    private boolean replace;

    KeygenCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException, WalletException {
        if (kid.isBlank() || kid.length() > TokenLimits.KEY_ID) {
            throw new CliException("--kid names the key in its key set. Give it a name of at most " + TokenLimits.KEY_ID
                    + " characters, for example k-1.");
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new CliException("The folder " + out + " cannot be made: " + Terminal.reason(e) + ".");
        }
        Es256PrivateKey key = Es256PrivateKey.generate(random);
        try {
            Es256PublicKey publicKey = key.publicKey();
            if (store.isGiven()) {
                terminal.requireNew(out.resolve("public.pem").toString());
                terminal.requireNew(out.resolve("jwks.json").toString());
                keep(key);
            } else {
                terminal.writeSecret(out.resolve("private.pem"), key.pem());
            }
            terminal.writeNew(out.resolve("public.pem"), publicKey.pem());
            terminal.writeNew(out.resolve("jwks.json"), JwkSet.write(Map.of(kid, publicKey)) + "\n");
            terminal.out().println("Key " + Terminal.visible(kid) + ", fingerprint " + publicKey.fingerprint());
            terminal.out()
                    .println((store.isGiven() ? "The private key is in the store" : "Keep private.pem secret")
                            + "; give away public.pem or publish jwks.json.");
        } finally {
            key.destroy();
        }
        return Cli.OK;
    }

    private void keep(Es256PrivateKey key) throws TokenException, WalletException {
        try (VerifierStore verifier = store.openOrCreate(terminal, clock, random, cost)) {
            Optional<Es256PrivateKey> old = verifier.signingKey();
            if (old.isPresent()) {
                old.get().destroy();
                if (!replace) {
                    throw new CliException("The store has a signing key already, and what it signed is checked with it."
                            + " Nothing was changed; give --replace if that is what you want.");
                }
            }
            verifier.storeSigningKey(key);
        } catch (IOException e) {
            throw new CliException("The key was not stored: " + Terminal.reason(e) + ".");
        }
    }
}
