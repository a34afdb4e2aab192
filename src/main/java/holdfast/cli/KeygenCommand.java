package holdfast.cli;

import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.TokenException;
import holdfast.token.TokenLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "keygen",
        description = {
            "Makes a signing key for an issuer or a verifier.",
            "Writes private.pem, public.pem and jwks.json into a folder; never over existing files."
        },
        footer = {"", "Example: holdfast keygen --kid k-1 --out keys"})
final class KeygenCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SecureRandom random;

    @Option(names = "--kid", required = true, paramLabel = "K", description = "Name of the key in its key set.")
    private String kid;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder; made if it does not exist.")
    private Path out;

    KeygenCommand(Terminal terminal, SecureRandom random) {
        this.terminal = terminal;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException {
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
            terminal.writeSecret(out.resolve("private.pem"), key.pem());
            terminal.writeNew(out.resolve("public.pem"), publicKey.pem());
            terminal.writeNew(out.resolve("jwks.json"), JwkSet.write(Map.of(kid, publicKey)) + "\n");
            terminal.out().println("Key " + kid + ", fingerprint " + publicKey.fingerprint());
            terminal.out().println("Keep private.pem secret; give away public.pem or publish jwks.json.");
        } finally {
            key.destroy();
        }
        return Cli.OK;
    }
}
