package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.vault.LockHolder;
import holdfast.vault.VaultInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "info",
        description = "Tells what can be said of a vault without its passphrase. None of it is authenticated.",
        footer = {"", "Example: holdfast vault info --json"})
final class VaultInfoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    VaultInfoCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() {
        return switch (folder.store(terminal, clock, random).vaults().info()) {
            case VaultInfo.Header header -> {
                if (json) {
                    terminal.json(json(header));
                } else {
                    print(header);
                }
                yield Cli.OK;
            }
            case VaultInfo.NotFound ignored ->
                throw new CliException(
                        "There is no vault in " + folder.folder(terminal) + ". Create one with: holdfast vault create");
            case VaultInfo.NewerVersion(String message) ->
                refused("a newer version of the program wrote it: " + message);
            case VaultInfo.Malformed(String reason) -> refused(reason);
            case VaultInfo.StorageFailed(String reason) ->
                throw new CliException("The vault in " + folder.folder(terminal) + " cannot be read: " + reason + ".");
        };
    }

    private int refused(String reason) {
        terminal.err()
                .println("holdfast: the vault in " + folder.folder(terminal) + " cannot be opened: " + reason + ".");
        return Cli.REFUSED;
    }

    private static JsonObject json(VaultInfo.Header header) {
        List<JsonObject> slots = header.slots().stream()
                .map(slot -> JsonObject.builder()
                        .put("kind", code(slot.kind()))
                        .put("memory_kib", slot.cost().memoryKib())
                        .put("passes", slot.cost().passes())
                        .put("lanes", slot.cost().lanes())
                        .build())
                .toList();
        JsonValue.Builder out = JsonObject.builder()
                .put("version", header.version())
                .put("id", header.id().hex())
                .put("generation", header.generation())
                .put("bytes", header.bytes())
                .put("slots", JsonValue.array(slots))
                .put(
                        "other_files",
                        JsonValue.array(
                                header.others().stream().map(JsonValue::of).toList()));
        header.holder().ifPresent(holder -> {
            JsonValue.Builder who = JsonObject.builder();
            holder.pid().ifPresent(pid -> who.put("pid", pid));
            out.put(
                    "open_in",
                    who.put("user", holder.user())
                            .put("since", holder.since().toString())
                            .build());
        });
        return out.build();
    }

    private static String code(VaultInfo.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void print(VaultInfo.Header header) {
        var out = terminal.out();
        out.println("Vault in " + folder.folder(terminal));
        out.println();
        out.println("  id          " + header.id());
        out.println("  generation  " + header.generation() + ", format " + header.version() + ", " + header.bytes()
                + " bytes");
        for (VaultInfo.Slot slot : header.slots()) {
            out.println("  opens with  " + code(slot.kind()).replace('-', ' ') + " (Argon2id, "
                    + slot.cost().memoryKib() / 1024 + " MiB, " + slot.cost().passes() + " passes, "
                    + slot.cost().lanes() + " lanes)");
        }
        header.others().forEach(name -> out.println("  also there  " + name));
        out.println("  open in     "
                + header.holder().map(VaultInfoCommand::describe).orElse("no other program"));
    }

    private static String describe(LockHolder holder) {
        return holder.pid().isPresent()
                ? "process " + holder.pid().getAsLong() + " of " + Terminal.visible(holder.user()) + ", since "
                        + holder.since()
                : "another program";
    }
}
