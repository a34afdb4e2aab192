package holdfast.ui.verify;

import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.verification.Check;
import holdfast.verification.Verdict;
import holdfast.wallet.HistoryExport;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of checking every proof of a folder. */
record ProofTable(List<Row> rows) {
    private static final String HEAD = "file,accepted,proven_by,outputs,failed\r\n";

    ProofTable {
        rows = List.copyOf(rows);
    }

    /**
     * One proof.
     *
     * @param verdict null where it was not checked
     * @param why it was not: the key of a sentence
     */
    record Row(String file, @Nullable Verdict verdict, String why) {
        boolean accepted() {
            return verdict != null && verdict.accepted();
        }

        /** The checks that failed. */
        List<Check> failed() {
            return verdict == null
                    ? List.of()
                    : verdict.checks().stream().filter(check -> !check.passed()).toList();
        }
    }

    /** One line a proof; cells that a spreadsheet would run are made harmless. */
    String csv() {
        return HEAD + rows.stream().map(ProofTable::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        Verdict verdict = row.verdict();
        JsonObject outputs = verdict == null ? JsonObject.builder().build() : verdict.acceptedOutputsJson();
        String failed = verdict == null
                ? row.why()
                : row.failed().stream().map(check -> check.name().code()).collect(Collectors.joining(" "));
        return String.join(
                        ",",
                        HistoryExport.cell(row.file()),
                        row.accepted() ? "yes" : "no",
                        verdict == null ? "" : verdict.provenBy().code(),
                        HistoryExport.cell(JsonWriter.compact(outputs)),
                        HistoryExport.cell(failed))
                + "\r\n";
    }
}
