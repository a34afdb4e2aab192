package holdfast.cli;

import holdfast.attestation.Measurements;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.net.NetException;
import holdfast.proving.ContactedService;
import holdfast.proving.ProvingException;
import holdfast.proving.ServiceKeys;
import holdfast.text.NetworkText;
import holdfast.wallet.Connections;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "provers",
        description = {
            "Works with the remote provers in the vault. A remote prover reads all that it proves; it is asked only by"
                    + " prove --remote, and never by itself."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast provers list"})
final class ProversCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        return new CommandLine(new ProversCommand())
                .addSubcommand(new ListCommand(terminal, clock, random))
                .addSubcommand(new AddCommand(terminal, clock, random))
                .addSubcommand(new CheckCommand(terminal, clock, random, network))
                .addSubcommand(new RemoveCommand(terminal, clock, random));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, add, check or remove?");
    }

    @Command(
            name = "list",
            description = "Lists the remote provers. Secrets are not shown.",
            footer = {"", "Example: holdfast provers list"})
    static final class ListCommand extends WalletCommand {
        @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
        private boolean json;

        ListCommand(Terminal terminal, Clock clock, SecureRandom random) {
            super(terminal, clock, random, Access.READ);
        }

        @Override
        int with(Wallet wallet) throws WalletException {
            if (json) {
                terminal.json(JsonValue.array(
                        wallet.provers().stream().map(ListCommand::json).toList()));
            } else if (wallet.provers().isEmpty()) {
                terminal.out().println("There is no remote prover; proofs are made on this computer.");
            } else {
                wallet.provers().forEach(prover -> terminal.out().println(line(prover)));
            }
            return Cli.OK;
        }

        private static String line(RemoteProver prover) {
            return prover.id().brief() + "  " + Terminal.visible(prover.name()) + "  " + prover.address()
                    + (prover.apiKey().isEmpty() ? "" : "  account " + Terminal.visible(prover.apiKey()))
                    + (prover.measurements().isEmpty() ? "" : "  only in an attested enclave")
                    + (prover.keys() == null
                            ? "  not agreed to yet"
                            : "  key " + prover.keys().encryption().fingerprint());
        }

        private static JsonObject json(RemoteProver prover) {
            ServiceKeys keys = prover.keys();
            return JsonObject.builder()
                    .put("id", prover.id().hex())
                    .put("name", prover.name())
                    .put("address", prover.address())
                    .put("account", prover.apiKey())
                    .put("loopback", prover.loopback())
                    .put(
                            "measurements",
                            JsonValue.array(prover.measurements().stream()
                                    .map(one -> JsonValue.array(List.of(
                                            JsonValue.of(one.pcr0()),
                                            JsonValue.of(one.pcr1()),
                                            JsonValue.of(one.pcr2()))))
                                    .toList()))
                    .putIfPresent(
                            "encryption_key",
                            keys == null ? null : keys.encryption().fingerprint())
                    .putIfPresent(
                            "signing_key", keys == null ? null : keys.signing().fingerprint())
                    .build();
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds a remote prover. Nothing is reached by this.",
                "The secret of an account is asked for after the passphrase of the vault, and kept in the vault."
            },
            footer = {
                "",
                "Example: holdfast provers add office https://prover.example --account sari",
                "With an enclave: … --enclave PCR0:PCR1:PCR2, as its operator publishes them"
            })
    static final class AddCommand implements Callable<Integer> {
        private final Terminal terminal;
        private final Clock clock;
        private final SecureRandom random;

        @Mixin
        private WalletFolder folder = new WalletFolder();

        @Parameters(paramLabel = "NAME", description = "What you call it.")
        private String name;

        @Parameters(paramLabel = "URL", description = "Its base address: https, host, and port where it has one.")
        private String url;

        @Option(names = "--account", paramLabel = "KEY", description = "Your account's name (API key) there.")
        private @Nullable String account;

        @Option(
                names = "--enclave",
                paramLabel = "PCR0:PCR1:PCR2",
                description =
                        "A program that may run there, in hexadecimal; may be repeated. The prover must then prove"
                                + " each time that one of them runs in an AWS Nitro enclave.")
        private List<String> enclaves = new ArrayList<>();

        @Option(names = "--loopback", description = "It may run on this computer, and then also without TLS.")
        private boolean loopback;

        AddCommand(Terminal terminal, Clock clock, SecureRandom random) {
            this.terminal = terminal;
            this.clock = clock;
            this.random = random;
        }

        @Override
        public Integer call() throws WalletException, NetException {
            RemoteProving.Setup setup = new RemoteProving.Setup(
                    name,
                    url,
                    account == null ? "" : account,
                    loopback,
                    enclaves.stream().map(AddCommand::measurements).toList());
            try (Secrets secrets = folder.secrets(terminal);
                    Wallet wallet =
                            folder.open(folder.store(terminal, clock, random), terminal, secrets, Access.WRITE)) {
                char[] typed = account == null ? new char[0] : secrets.read("Secret of the account: ");
                byte[] secret = Secrets.utf8(typed);
                Arrays.fill(typed, '\0');
                try {
                    RemoteProver prover = RemoteProving.add(wallet, setup, secret);
                    terminal.out().println(prover.id() + "  " + Terminal.visible(prover.name()));
                } finally {
                    Arrays.fill(secret, (byte) 0);
                }
            }
            return Cli.OK;
        }

        private static Measurements measurements(String text) {
            String[] pcrs = text.split(":", -1);
            if (pcrs.length != 3) {
                throw new CliException("--enclave takes three measurements with colons between, PCR0:PCR1:PCR2.");
            }
            try {
                return Measurements.ofHex(pcrs[0], pcrs[1], pcrs[2]);
            } catch (IllegalArgumentException e) {
                throw new CliException("--enclave: " + e.getMessage());
            }
        }
    }

    @Command(
            name = "check",
            description = "Asks a remote prover for its keys and its attestation. Nothing about you is sent.",
            footer = {"", "Example: holdfast provers check office"})
    static final class CheckCommand implements Callable<Integer> {
        private final Terminal terminal;
        private final Clock clock;
        private final SecureRandom random;
        private final NetworkAccess network;

        @Mixin
        private WalletFolder folder = new WalletFolder();

        @Parameters(paramLabel = "NAME", description = "Its name, or the beginning of its id.")
        private String name;

        @Mixin
        private LanguageOption language = new LanguageOption();

        CheckCommand(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
            this.terminal = terminal;
            this.clock = clock;
            this.random = random;
            this.network = network;
        }

        @Override
        public Integer call() throws WalletException {
            NetworkText words = new NetworkText(language.value());
            try (CancelOnInterrupt interrupt = new CancelOnInterrupt();
                    Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
                RemoteProver prover = RemoteProving.find(wallet, name);
                Connections connections =
                        new Connections(wallet, network.network().get());
                RemoteProving remote = new RemoteProving(wallet, connections, network.services());
                try (ContactedService service = remote.contact(prover, interrupt)) {
                    terminal.out().println(words.consentTitle(Terminal.visible(prover.name()), service.address()));
                    terminal.out().println(words.consentEnclave(service.enclave()));
                    terminal.out().println(words.consentKeys(prover.keys(), service.keys()));
                    terminal.out().println(words.notSent());
                    boolean changed = prover.keys() != null && !prover.keys().equals(service.keys());
                    return changed ? Cli.REFUSED : Cli.OK;
                } catch (ProvingException e) {
                    terminal.err().println(words.remote(e) + " [" + e.code() + "]");
                    return Cli.REFUSED;
                } catch (CancellationException e) {
                    terminal.err().println("Cancelled. " + words.notSent());
                    return Cli.REFUSED;
                }
            }
        }
    }

    @Command(
            name = "remove",
            description = "Removes a remote prover and its secret. History about it stays.",
            footer = {"", "Example: holdfast provers remove office"})
    static final class RemoveCommand extends WalletCommand {
        @Parameters(paramLabel = "NAME", description = "Its name, or the beginning of its id.")
        private String name;

        RemoveCommand(Terminal terminal, Clock clock, SecureRandom random) {
            super(terminal, clock, random, Access.WRITE);
        }

        @Override
        int with(Wallet wallet) throws WalletException {
            RemoteProver prover = RemoteProving.find(wallet, name);
            wallet.remove(prover.id());
            terminal.out().println("Removed " + Terminal.visible(prover.name()) + " and its secret.");
            return Cli.OK;
        }
    }
}
