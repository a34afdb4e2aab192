package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
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
        String compact;
        try {
            compact = JsonWriter.compact(JsonReader.read(terminal.read(name), JsonLimits.STANDARD));
        } catch (JsonException e) {
            throw new CliException(terminal.refused(name, e));
        }
        parse(name, compact, tags);
        return compact;
    }

    /** Reads a query's text; errors carry the engine's name for them and the place in the query. */
    static Query parse(String name, String text, Set<Tag> tags) {
        try {
            return Query.parse(text, tags);
        } catch (QueryException e) {
            throw new CliException(
                    Terminal.describe(name) + " is not a query: " + e.problem().summary());
        }
    }
}
