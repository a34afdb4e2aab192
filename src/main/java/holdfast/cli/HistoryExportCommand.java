package holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonWriter;
import holdfast.wallet.HistoryExport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Writes the history to a file: json with the hashes of its chain, or csv for a spreadsheet.",
            "It names verifiers and answers; keep it as you would keep the vault."
        },
        footer = {"", "Example: holdfast history export --out history.csv --format csv"})
final class HistoryExportCommand extends WalletCommand {
    @Option(names = "--out", required = true, paramLabel = "F", description = "New file, or - for standard output.")
    private String out;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "json", description = "json or csv.")
    private Format format;

    /** The names are what the user types. */
    enum Format {
        json,
        csv
    }

    HistoryExportCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        String text = switch (format) {
            case json -> JsonWriter.pretty(HistoryExport.json(wallet)) + "\n";
            case csv -> HistoryExport.csv(wallet);
        };
        if (out.equals(Terminal.STANDARD)) {
            terminal.out().print(format == Format.json ? Terminal.prettyJson(HistoryExport.json(wallet)) + "\n" : text);
        } else {
            terminal.writeNew(out, text.getBytes(UTF_8), true);
        }
        return Cli.OK;
    }
}
