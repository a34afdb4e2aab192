package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofSystem;
import holdfast.ui.common.InBackground;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the text of a request in the making is. */
sealed interface Draft {
    record Blank() implements Draft {}

    /** @param problem what the reader said, in English */
    record NotJson(String problem) implements Draft {}

    record NotAQuery(QueryException why) implements Draft {}

    /**
     * A query.
     *
     * @param compact as it would be signed
     */
    record Parsed(Query query, String compact, List<Finding> findings) implements Draft {
        public Parsed {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Reads it, which takes time.
     *
     * @param names of the credentials that it reads, with commas between them; empty for one without a name
     */
    @InBackground
    static Draft read(String text, String names) {
        String compact;
        try {
            compact = JsonWriter.compact(JsonReader.read(text, JsonLimits.STANDARD));
        } catch (JsonException e) {
            return new NotJson(String.valueOf(e.getMessage()));
        }
        try {
            Query query = Query.parse(compact, tags(names));
            return new Parsed(query, compact, Lint.check(query, DayCount.of(ProofSystem.LIBZK)));
        } catch (QueryException e) {
            return new NotAQuery(e);
        }
    }

    /** What is no name is left out, and the query's own error then says so. */
    private static SortedSet<Tag> tags(String names) {
        SortedSet<Tag> tags = new TreeSet<>();
        for (String name : names.split("[,\\s]+", -1)) {
            if (!name.isEmpty() && Tag.isValid(name)) {
                tags.add(new Tag(name));
            }
        }
        return tags.isEmpty() ? new TreeSet<>(Set.of(Tag.NONE)) : tags;
    }
}
