package holdfast.wallet;

import holdfast.vault.GenerationMemory;
import holdfast.vault.VaultSecret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long a wallet with many credentials takes to open: run by hand, with the folder and the number of credentials.
 * Prints the time on the clock, and the processor time, which other programs do not lengthen.
 */
final class OpenBench {
    private OpenBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Given given = new Given();
        WalletStore store =
                new WalletStore(folder, given.random, given.clock, GenerationMemory.none(), () -> Given.COST);
        if (!Files.exists(folder.resolve("vault.hfv"))) {
            String token = given.credential("{\"filler\":\"" + "x".repeat(1500) + "\"}");
            try (Wallet wallet = store.create(Given.PASSPHRASE, false).wallet()) {
                wallet.change(changes -> {
                    for (int i = 0; i < count; i++) {
                        changes.put(new HeldCredential(
                                changes.newId(),
                                "Credential " + i,
                                List.of(),
                                token,
                                "%064x".formatted(i),
                                given.bank.publicKey(),
                                null,
                                given.clock.instant()));
                    }
                    return count;
                });
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            try (VaultSecret secret = WalletStore.secret(Given.PASSPHRASE, WalletStore.SecretKind.PASSPHRASE);
                    Wallet wallet = store.unlock(
                                    Given.PASSPHRASE, WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.READ)
                            .wallet()) {
                long opened = System.nanoTime() - start;
                long openedCpu = threads.getCurrentThreadCpuTime() - cpu;
                cpu = threads.getCurrentThreadCpuTime();
                wallet.vault().opens(secret);
                long derivation = threads.getCurrentThreadCpuTime() - cpu;
                System.out.printf(
                        "%d credentials, %d bytes: %d ms on the clock, %d ms of processor, about %d of them key derivation%n",
                        wallet.credentials().size(),
                        Files.size(folder.resolve("vault.hfv")),
                        opened / 1_000_000,
                        openedCpu / 1_000_000,
                        derivation / 1_000_000);
            }
        }
    }
}
