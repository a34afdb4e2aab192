package holdfast.wallet;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.wallet.HistoryEvent.RequestSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The history as a file: JSON with the whole chain, or CSV for a spreadsheet. */
public final class HistoryExport {
    private static final List<String> COLUMNS = List.of(
            "number",
            "at",
            "kind",
            "request",
            "request_id",
            "verifier",
            "verifier_key",
            "outputs",
            "prover",
            "reason",
            "about",
            "to");

    /** Where a spreadsheet may begin a cell, or a row, with what it takes for a formula, also in full-width letters. */
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[;\\t\\r\\n\u0085\u2028\u2029])(?=[\"\\s]{0,20}[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    /** What a terminal would act on, or would turn the text beside it. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\t\\r\\n]]");

    private HistoryExport() {}

    /** Everything, hashes included: who has the file can follow the chain. */
    public static JsonObject json(Wallet wallet) {
        List<JsonObject> entries = new ArrayList<>();
        for (HistoryEntry entry : wallet.history()) {
            entries.add(json(entry));
        }
        JsonValue.Builder json = JsonObject.builder().put("format", "holdfast-history-1");
        switch (wallet.checkHistory()) {
            case HistoryCheck.Intact(long count, long deleted, String head) ->
                json.put("intact", true).put("head", head);
            case HistoryCheck.Broken(long number, HistoryCheck.Reason reason) ->
                json.put("intact", false).put("broken_at", number).put("reason", reason.code());
        }
        return json.put("entries", JsonValue.array(entries)).build();
    }

    /** One entry as the export has it. */
    public static JsonObject json(HistoryEntry entry) {
        JsonValue.Builder json = JsonObject.builder();
        entry.toJson().members().forEach((name, value) -> {
            if (!name.equals("v")) {
                json.put(name, value);
            }
        });
        return json.put("hash", entry.hash()).build();
    }

    /** RFC 4180, with a heading. No cell begins with a character that makes a spreadsheet take it for a formula. */
    public static String csv(Wallet wallet) {
        StringBuilder out = new StringBuilder();
        row(out, COLUMNS);
        for (HistoryEntry entry : wallet.history()) {
            row(out, cells(entry));
        }
        return out.toString();
    }

    private static List<String> cells(HistoryEntry entry) {
        String number = Long.toString(entry.number());
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone(var deletedAt) ->
                List.of(number, deletedAt.toString(), "tombstone", "", "", "", "", "", "", "", "", "");
            case HistoryEntry.Content.Kept(HistoryEvent event) -> {
                RequestSummary request = event.request();
                yield List.of(
                        number,
                        event.at().toString(),
                        event.kind().code(),
                        request == null ? "" : request.title(),
                        request == null ? "" : request.id(),
                        request == null ? "" : request.verifier(),
                        request == null ? "" : request.verifierKey(),
                        event.outputs().members().isEmpty() ? "" : JsonWriter.compact(event.outputs()),
                        orEmpty(event.prover()),
                        orEmpty(event.reason()),
                        event.about() == null ? "" : event.about().toString(),
                        orEmpty(event.to()));
            }
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void row(StringBuilder out, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    /**
     * One cell; what a spreadsheet would run gets an apostrophe in front, which shows it as text. So does what would
     * begin a cell where the spreadsheet divides at semicolons, as with Indonesian settings: there the quotation marks
     * around a cell count for nothing, since none of them begins what that program takes for one.
     */
    public static String cell(String text) {
        String harmless =
                FORMULA.matcher(CONTROL.matcher(text).replaceAll("\uFFFD")).replaceAll("'");
        boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
