package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.CredentialImport.Named;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "vault",
        description = {
            "Times how long a wallet with many credentials takes to open and to save, in a temporary folder.",
            "Opening an empty wallet with the same cost shows how much of that is the key derivation."
        },
        footer = {"", "Example: holdfast bench vault --credentials 10000"})
final class BenchVaultCommand implements Callable<Integer> {
    private static final KdfCost COST = KdfCost.DEFAULT;

    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Option(names = "--credentials", paramLabel = "N", description = "How many; 10000 by default.")
    private int count = 10_000;

    @Option(names = "--bytes", paramLabel = "N", description = "Of data in each; 1500 by default.")
    private int bytes = 1_500;

    @Option(names = "--runs", paramLabel = "N", description = "How many times it is opened; 5 by default.")
    private int runs = 5;

    BenchVaultCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    private record Time(long wallNanos, long cpuNanos) {
        String text() {
            return String.format("%6.0f ms, %6.0f ms of processor", wallNanos / 1e6, cpuNanos / 1e6);
        }
    }

    private interface Step {
        void run() throws WalletException, TokenException;
    }

    @Override
    public Integer call() throws WalletException, TokenException, IOException {
        if (count < 1 || bytes < 1 || runs < 1) {
            throw new CliException("--credentials, --bytes and --runs are at least 1.");
        }
        Path folder = Files.createTempDirectory("holdfast-bench");
        try {
            char[] passphrase = "bench".toCharArray();
            WalletStore empty = store(folder.resolve("empty"));
            empty.create(passphrase, false).wallet().close();
            WalletStore full = store(folder.resolve("full"));
            try (Wallet wallet = full.create(passphrase, false).wallet()) {
                fill(wallet);
            }
            terminal.out()
                    .printf(
                            "%d credentials, %d bytes; key derivation %d MiB, %d passes, %d lanes%n",
                            count,
                            Files.size(folder.resolve("full/vault.hfv")),
                            COST.memoryKib() / 1024,
                            COST.passes(),
                            COST.lanes());
            for (int run = 0; run < runs; run++) {
                Time derivation = time(() -> open(empty, passphrase).close());
                Time whole = time(() -> open(full, passphrase).close());
                terminal.out().println("open empty  " + derivation.text());
                terminal.out().println("open full   " + whole.text());
            }
            try (Wallet wallet = open(full, passphrase)) {
                Time save = time(() -> wallet.describe(wallet.credentials().getFirst(), "Another name", List.of()));
                terminal.out().println("save        " + save.text());
            }
        } finally {
            delete(folder);
        }
        return Cli.OK;
    }

    private WalletStore store(Path folder) {
        return new WalletStore(folder, random, clock, GenerationMemory.none(), () -> COST);
    }

    private static Wallet open(WalletStore store, char[] passphrase) throws WalletException {
        return store.unlock(passphrase, WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.WRITE)
                .wallet();
    }

    /** Through the import that a holder uses, so that the records are what they would be. */
    private void fill(Wallet wallet) throws WalletException, TokenException {
        Es256PrivateKey issuer = Es256PrivateKey.generate(random);
        TokenSigner signer = new TokenSigner(issuer, null, random);
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        List<Named> credentials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonObject data = JsonObject.builder()
                    .put("number", JsonValue.of(i))
                    .put("filler", "x".repeat(bytes))
                    .build();
            credentials.add(new Named(
                    imports.check(signer.userData(data).compact(), issuer.publicKey()),
                    "Credential " + i,
                    List.of("bench")));
        }
        imports.store(credentials, false);
        issuer.destroy();
    }

    private Time time(Step step) throws WalletException, TokenException {
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        step.run();
        return new Time(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - cpu);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
