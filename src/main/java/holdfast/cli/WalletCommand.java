package holdfast.cli;

import holdfast.net.NetException;
import holdfast.token.TokenException;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that opens the wallet, does one thing with it, and closes it again. */
abstract class WalletCommand implements Callable<Integer> {
    final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Access access;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    WalletCommand(Terminal terminal, Clock clock, SecureRandom random, Access access) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.access = access;
    }

    /** @return the exit code */
    abstract int with(Wallet wallet) throws WalletException, NetException, TokenException;

    @Override
    public final Integer call() throws WalletException, NetException, TokenException {
        try (Wallet wallet = folder.open(terminal, clock, random, access)) {
            return with(wallet);
        }
    }
}
