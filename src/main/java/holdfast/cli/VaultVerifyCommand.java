package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.vault.VaultReport;
import holdfast.vault.VaultSecret;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Opens every file of a vault, reads every record and proof, and follows the history's chain.",
            "Changes nothing. Exit code 1 when anything is not as it was written."
        },
        footer = {"", "Example: holdfast vault verify"})
final class VaultVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    VaultVerifyCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        WalletStore store = folder.store(terminal, clock, random);
        VaultReport files;
        int unread;
        HistoryCheck history;
        char[] typed;
        try (Secrets secrets = folder.secrets(terminal)) {
            typed = folder.ask(store, terminal, secrets);
        }
        try (VaultSecret secret = WalletStore.secret(typed, folder.kind());
                Wallet wallet =
                        WalletFolder.opened(store.unlock(typed, folder.kind(), WalletStore.Access.READ), terminal)) {
            files = store.vaults().verify(secret);
            unread = wallet.unread().size();
            history = wallet.checkHistory();
        } finally {
            Arrays.fill(typed, '\0');
        }
        boolean sound = files.isSound() && unread == 0 && history instanceof HistoryCheck.Intact;
        if (json) {
            terminal.json(json(files, unread, history, sound));
        } else {
            print(files, unread, history, sound);
        }
        return sound ? Cli.OK : Cli.REFUSED;
    }

    private static JsonObject json(VaultReport files, int unread, HistoryCheck history, boolean sound) {
        List<JsonObject> entries = files.files().stream()
                .map(entry -> JsonObject.builder()
                        .put("name", entry.name())
                        .put("state", describe(entry.state()))
                        .put("sound", entry.state() instanceof VaultReport.State.Sound state && state.follows())
                        .build())
                .toList();
        return JsonObject.builder()
                .put("sound", sound)
                .put("files", JsonValue.array(entries))
                .put("proofs", files.bodies())
                .put("proofs_damaged", files.badBodies().size())
                .put("records_unread", unread)
                .put("history", HistoryVerifyCommand.json(history))
                .build();
    }

    private void print(VaultReport files, int unread, HistoryCheck history, boolean sound) {
        var out = terminal.out();
        files.files().forEach(entry -> out.println("  " + entry.name() + ": " + describe(entry.state())));
        out.println("  proofs: " + files.bodies() + ", damaged or missing: "
                + files.badBodies().size());
        out.println("  records that cannot be read: " + unread);
        out.println("  history: " + HistoryVerifyCommand.describe(history));
        out.println(sound ? "The vault is sound." : "The vault is NOT sound.");
    }

    private static String describe(VaultReport.State state) {
        return switch (state) {
            case VaultReport.State.Sound(long generation, var savedAt, int records, boolean follows) ->
                "generation " + generation + ", saved " + savedAt + ", " + records + " records"
                        + (follows ? "" : "; does not follow on the file before it");
            case VaultReport.State.DidNotOpen ignored -> "does not open with this secret, or was altered";
            case VaultReport.State.Broken(String reason) -> "broken: " + reason;
        };
    }
}
