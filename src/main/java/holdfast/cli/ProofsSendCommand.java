package holdfast.cli;

import holdfast.net.Cancellation;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.text.NetworkText;
import holdfast.wallet.Connections;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.ProofSending;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.Wanted;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = {
            "Sends a proof to its verifier: to the address that came with the request, or to another one.",
            "First it is searched for every private value of the credentials it was made from; a hit blocks it."
        },
        footer = {"", "Example: holdfast proofs send 7"})
final class ProofsSendCommand extends WalletCommand {
    private final NetworkAccess network;

    @Parameters(paramLabel = "NUMBER", description = "The entry of the history that has the proof.")
    private long number;

    @Option(names = "--to", paramLabel = "URL", description = "Where to; else where the request says.")
    private @Nullable String to;

    @Mixin
    private Permission permission = new Permission();

    ProofsSendCommand(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        super(terminal, clock, random, Access.WRITE);
        this.network = network;
    }

    @Override
    int with(Wallet wallet) throws WalletException, NetException {
        HistoryEntry entry = wallet.entry(number);
        Connections connections = new Connections(wallet, network.network().get());
        ProofSending sending = new ProofSending(wallet, connections);
        Optional<Wanted> address = to == null ? sending.replyAddress(entry) : Optional.of(Wanted.of(Purpose.PROOF, to));
        if (address.isEmpty()) {
            throw new CliException("Entry " + number + " has no proof, or its request does not say where the proof"
                    + " may be sent. Give the address with --to.");
        }
        if (!permission.allows(terminal, connections, List.of(address.get()))) {
            return Cli.REFUSED;
        }
        return report(address.get().address(), sending.send(entry, address.get().address(), new Cancellation()));
    }

    private int report(HttpAddress address, ProofSending.Outcome outcome) {
        return switch (outcome) {
            case ProofSending.Outcome.Accepted(var entry, Optional<HttpAddress> result) -> {
                terminal.out().println("Sent to " + address.shown() + ", and accepted.");
                result.ifPresent(where -> terminal.out().println("The verifier says more at " + where.text()));
                yield Cli.OK;
            }
            case ProofSending.Outcome.Refused(var entry, List<String> reasons) -> {
                terminal.err().println("Sent to " + address.shown() + ", and refused by the verifier. It says:");
                reasons.forEach(reason -> terminal.err().println("  " + Terminal.visible(reason)));
                yield Cli.REFUSED;
            }
            case ProofSending.Outcome.Unanswered(var entry, NetException why) -> {
                terminal.err().println(new NetworkText(permission.language()).sentence(why));
                terminal.err().println("The proof may have arrived all the same; the history says so.");
                yield Cli.REFUSED;
            }
            case ProofSending.Outcome.NotAllowed(Wanted wanted) ->
                throw new IllegalStateException("it was allowed before: " + wanted.scope());
            case ProofSending.Outcome.Blocked(var hits) -> {
                ProveCommand.blocked(terminal, hits);
                yield Cli.REFUSED;
            }
            case ProofSending.Outcome.NoProof() ->
                throw new CliException("Entry " + number + " has no proof. Look for \"proven\" in the list.");
        };
    }
}
