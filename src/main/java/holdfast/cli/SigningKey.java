package holdfast.cli;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say with which key a token is signed, and where its public half is published. */
final class SigningKey {
    @Option(names = "--key", paramLabel = "PEM", description = "Private key that signs (see keygen).")
    private @Nullable String file;

    @Option(
            names = "--jku",
            paramLabel = "U",
            description = "Address of the key set that holds the public key; with --kid.")
    private @Nullable String jku;

    @Option(names = "--kid", paramLabel = "K", description = "Name of the key in that key set.")
    private @Nullable String kid;

    boolean isGiven() {
        return file != null;
    }

    /** The caller destroys it when it has signed. */
    Es256PrivateKey read(Terminal terminal) {
        if (file == null) {
            throw new CliException("Which key shall sign? Give --key PEM; holdfast keygen makes one.");
        }
        return terminal.about(file, KeyReader::readPrivate);
    }

    /** What the token's header shall say of the key; null where nothing. */
    KeyRef.@Nullable KeysetEndpoint name() {
        if (jku == null && kid == null) {
            return null;
        }
        if (jku == null || kid == null) {
            throw new CliException("--jku and --kid name a published key together. Give both, or neither.");
        }
        return new KeyRef.KeysetEndpoint(jku, kid);
    }
}
