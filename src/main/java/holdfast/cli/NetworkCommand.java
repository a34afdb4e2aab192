package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.net.HttpAddress;
import holdfast.net.LedgerLine;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.text.NetworkText;
import holdfast.wallet.AllowedAddress;
import holdfast.wallet.Connections;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.Wanted;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "network",
        description = {
            "Shows every connection that was made, tried or refused for this vault, the last ones at the end.",
            "Nothing is reached that was not allowed before; see also: holdfast network allowed."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {"", "Example: holdfast network --last 20"})
final class NetworkCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many to show; ${DEFAULT-VALUE} by default.")
    private int last;

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    @Mixin
    private LanguageOption language = new LanguageOption();

    NetworkCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random) {
        return new CommandLine(new NetworkCommand(terminal, clock, random))
                .addSubcommand(new AllowedCommand(terminal, clock, random))
                .addSubcommand(new AllowCommand(terminal, clock, random))
                .addSubcommand(new ForbidCommand(terminal, clock, random));
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.READ)) {
            List<LedgerLine> all = Connections.ledger(wallet);
            List<LedgerLine> lines = all.subList(Math.max(0, all.size() - Math.max(0, last)), all.size());
            if (Connections.isLedgerDamaged(wallet)) {
                terminal.warn("the list of connections was altered by something else; a part of it is missing");
            }
            if (json) {
                terminal.json(
                        JsonValue.array(lines.stream().map(LedgerLine::toJson).toList()));
            } else if (lines.isEmpty()) {
                terminal.out().println("No connection was ever made or tried for this vault.");
            } else {
                print(lines);
            }
        }
        return Cli.OK;
    }

    /** Runs of the same, such as the questions whether a proof is ready, are one line. */
    private void print(List<LedgerLine> lines) {
        NetworkText words = new NetworkText(language.value());
        for (int i = 0; i < lines.size(); ) {
            LedgerLine line = lines.get(i);
            int end = i + 1;
            while (end < lines.size() && isSame(line, lines.get(end))) {
                end++;
            }
            terminal.out()
                    .println(line.attempt().at() + "  " + line.attempt().method() + " "
                            + Terminal.visible(line.attempt().address()) + "  "
                            + words.purpose(line.attempt().purpose())
                            + (line.peers().isEmpty() ? "" : "  " + line.peers().getFirst()) + "  "
                            + words.result(line.result()) + (end - i > 1 ? "  ×" + (end - i) : ""));
            i = end;
        }
    }

    private static boolean isSame(LedgerLine a, LedgerLine b) {
        return a.attempt().method().equals(b.attempt().method())
                && a.attempt().address().equals(b.attempt().address())
                && a.peers().equals(b.peers())
                && a.result().equals(b.result());
    }

    @Command(
            name = "allowed",
            description = "Lists the addresses that may be reached, and what for.",
            footer = {"", "Example: holdfast network allowed"})
    static final class AllowedCommand extends WalletCommand {
        @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
        private boolean json;

        @Mixin
        private LanguageOption language = new LanguageOption();

        AllowedCommand(Terminal terminal, Clock clock, SecureRandom random) {
            super(terminal, clock, random, Access.READ);
        }

        @Override
        int with(Wallet wallet) throws WalletException {
            if (json) {
                terminal.json(JsonValue.array(wallet.addresses().stream()
                        .map(allowed -> JsonValue.JsonObject.builder()
                                .put("id", allowed.id().hex())
                                .put("purpose", allowed.purpose().code())
                                .put("address", allowed.address().text())
                                .put("loopback", allowed.loopback())
                                .put("since", allowed.since().toString())
                                .build())
                        .toList()));
                return Cli.OK;
            }
            NetworkText words = new NetworkText(language.value());
            wallet.addresses().forEach(allowed -> terminal.out().println(line(words, allowed)));
            wallet.provers()
                    .forEach(prover -> terminal.out()
                            .println(prover.id().brief() + "  " + prover.address() + "  "
                                    + words.purpose(Purpose.REMOTE_PROVER) + " "
                                    + Terminal.visible(prover.name())));
            return Cli.OK;
        }
    }

    private static String line(NetworkText words, AllowedAddress allowed) {
        String scope = allowed.purpose().byOrigin()
                ? allowed.address().origin()
                : allowed.address().text();
        return allowed.id().brief() + "  " + scope + "  " + words.purpose(allowed.purpose())
                + (allowed.loopback() ? "  (may be this computer)" : "") + "  since " + allowed.since();
    }

    @Command(
            name = "allow",
            description = "Allows an address for one purpose. Nothing is reached by this.",
            footer = {"", "Example: holdfast network allow key-set https://bank.example/.well-known/jwks.json"})
    static final class AllowCommand implements Callable<Integer> {
        private final Terminal terminal;
        private final Clock clock;
        private final SecureRandom random;

        @Mixin
        private WalletFolder folder = new WalletFolder();

        @Parameters(paramLabel = "PURPOSE", description = "key-set, user-data, request or proof.")
        private String purpose;

        @Parameters(paramLabel = "URL", description = "The address; for a request or proof its service counts.")
        private String url;

        @Option(names = "--loopback", description = "It may be this computer, and then also without TLS.")
        private boolean loopback;

        AllowCommand(Terminal terminal, Clock clock, SecureRandom random) {
            this.terminal = terminal;
            this.clock = clock;
            this.random = random;
        }

        @Override
        public Integer call() throws WalletException, NetException {
            Wanted wanted = new Wanted(purpose(), HttpAddress.parse(url));
            try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
                AllowedAddress allowed = Connections.allow(wallet, wanted, loopback);
                terminal.out().println(allowed.id().brief() + "  " + wanted.scope());
            }
            return Cli.OK;
        }

        private Purpose purpose() {
            for (Purpose one : Purpose.values()) {
                if (one != Purpose.REMOTE_PROVER
                        && one != Purpose.UPDATE
                        && one.code().equals(purpose.toLowerCase(Locale.ROOT))) {
                    return one;
                }
            }
            throw new CliException("\"" + Terminal.visible(purpose)
                    + "\" is no purpose. Take key-set, user-data, request or proof; a prover is added with: holdfast"
                    + " provers add.");
        }
    }

    @Command(
            name = "forbid",
            description = "Takes a permission back.",
            footer = {"", "Example: holdfast network forbid 1a2b"})
    static final class ForbidCommand extends WalletCommand {
        @Parameters(paramLabel = "ID", description = "As holdfast network allowed shows it.")
        private String id;

        ForbidCommand(Terminal terminal, Clock clock, SecureRandom random) {
            super(terminal, clock, random, Access.WRITE);
        }

        @Override
        int with(Wallet wallet) throws WalletException {
            AllowedAddress allowed = wallet.address(id);
            wallet.remove(allowed.id());
            terminal.out().println("Not reached any more: " + allowed.address().shown());
            return Cli.OK;
        }
    }
}
