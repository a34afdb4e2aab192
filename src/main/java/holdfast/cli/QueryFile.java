package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
import holdfast.text.Language;
import holdfast.text.ProblemText;
import java.util.Set;

/** A query as a file. */
final class QueryFile {
    private QueryFile() {}

    /**
     * Reads a query and brings it into the compact form in which it is signed.
     *
     * @throws CliException when it is not JSON, or not a query over these tags
     */
    static String readForSigning(Terminal terminal, String name, Set<Tag> tags) {
        String compact = compact(terminal, name);
        parse(name, compact, tags);
        return compact;
    }

    /** Reads JSON and brings it into its compact form. */
    static String compact(Terminal terminal, String name) {
        try {
            return JsonWriter.compact(JsonReader.read(terminal.read(name), JsonLimits.STANDARD));
        } catch (JsonException e) {
            throw new CliException(terminal.refused(name, e));
        }
    }

    /** Reads a query's text; errors carry the engine's name for them and the place in the query. */
    static Query parse(String name, String text, Set<Tag> tags) {
        try {
            return Query.parse(text, tags);
        } catch (QueryException e) {
            throw new CliException(Terminal.describe(name) + " is not a query: "
                    + new ProblemText(Language.ENGLISH).problem(e.problem()) + " ("
                    + e.error().engineName()
                    + (e.place().text().isEmpty() ? ")" : " at " + e.place() + ")"));
        }
    }
}
