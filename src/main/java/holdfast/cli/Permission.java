package holdfast.cli;

import holdfast.credential.KeyRef;
import holdfast.net.NetException;
import holdfast.text.Language;
import holdfast.text.NetworkText;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.UnverifiedToken;
import holdfast.wallet.Connections;
import holdfast.wallet.WalletException;
import holdfast.wallet.Wanted;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options with which the user allows what a command wants to reach. */
final class Permission {
    @Option(
            names = "--allow",
            description = "Allow the addresses that this needs, from now on. Without it they are only named.")
    private boolean allow;

    @Option(
            names = "--allow-loopback",
            description = "As --allow, for a service on this computer; it may then also be without TLS.")
    private boolean loopback;

    @Mixin
    private LanguageOption language = new LanguageOption();

    Language language() {
        return language.value();
    }

    boolean loopback() {
        return loopback;
    }

    /** @return false when something has not been allowed, nor is now; what, was printed */
    boolean allows(Terminal terminal, Connections connections, List<Wanted> wanted) throws WalletException {
        List<Wanted> missing = connections.notAllowed(wanted);
        if (!allow && !loopback) {
            NetworkText words = new NetworkText(language());
            for (Wanted one : missing) {
                terminal.err()
                        .println("Not allowed yet: " + one.scope() + " (" + words.purpose(one.purpose())
                                + "). It was not reached; if you trust who gave it to you, repeat with --allow.");
            }
            return missing.isEmpty();
        }
        for (Wanted one : missing) {
            connections.allow(one, loopback);
        }
        return true;
    }

    /**
     * Whether the key that a token names can be had: at hand, pinned, or at an address that is allowed.
     *
     * @param known finds keys without a network
     */
    boolean allowsKeysOf(Terminal terminal, Connections connections, UnverifiedToken<?> token, KeyResolver known)
            throws WalletException, NetException {
        Optional<Wanted> place = Wanted.keysOf(token);
        var name = token.keyName();
        if (place.isEmpty() || name == null || isKnown(known, name)) {
            return true;
        }
        return allows(terminal, connections, List.of(place.get()));
    }

    private static boolean isKnown(KeyResolver known, KeyRef.KeysetEndpoint name) {
        try {
            known.resolve(name);
            return true;
        } catch (TokenException e) {
            return false;
        }
    }
}
