package holdfast.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which a remote prover is chosen, and agreed to. */
final class RemoteOptions {
    @Option(
            names = "--remote",
            paramLabel = "NAME|URL",
            description =
                    "Prove through this remote prover instead of on this computer. It reads the whole credentials."
                            + " Without --agree it is only asked who it is, and what it would read is shown.")
    private @Nullable String remote;

    @Option(names = "--agree", description = "Send what --remote shows that the prover would read.")
    private boolean agree;

    @Option(
            names = "--accept-changed-keys",
            description = "Take a remote prover's keys that are not those known so far. Ask its operator first.")
    private boolean acceptChangedKeys;

    @Option(
            names = "--account",
            paramLabel = "KEY",
            description = "With --remote URL: your account's name there; its secret is asked for.")
    private @Nullable String account;

    @Option(
            names = "--loopback",
            description = "With --remote URL: it may run on this computer, and then also without TLS.")
    private boolean loopback;

    @Nullable
    String remote() {
        return remote;
    }

    /** Whether it is an address, and not the name of a prover in the vault. */
    boolean isAddress() {
        return remote != null && remote.contains("://");
    }

    boolean agree() {
        return agree;
    }

    boolean acceptChangedKeys() {
        return acceptChangedKeys;
    }

    @Nullable
    String account() {
        return account;
    }

    boolean loopback() {
        return loopback;
    }
}
