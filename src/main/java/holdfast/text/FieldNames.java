package holdfast.text;

import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Path;
import holdfast.dvr.Path.Segment;
import holdfast.dvr.Quantifier;
import holdfast.dvr.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names for the fields that a query reads. A field is called by the last name of its path, with as much of what stands
 * before it as tells it from the query's other fields.
 */
final class FieldNames {
    private final Messages messages;
    private final Phrases phrases;
    private final boolean severalCredentials;
    private final Map<List<String>, String> names = new HashMap<>();

    FieldNames(Messages messages, Query query) {
        this.messages = messages;
        phrases = new Phrases(messages);
        severalCredentials = query.tags().size() > 1;
        List<List<String>> chains = new ArrayList<>();
        for (DataVar dataVar : query.dataVars()) {
            List<String> chain = chain(dataVar.path(), dataVar.path().segments().size());
            if (!chains.contains(chain)) {
                chains.add(chain);
            }
        }
        for (List<String> chain : chains) {
            int length = 1;
            while (length < chain.size() && isAmbiguous(chain, length, chains)) {
                length++;
            }
            names.put(chain, name(chain, length));
        }
    }

    private static boolean isAmbiguous(List<String> chain, int length, List<List<String>> chains) {
        List<String> end = chain.subList(chain.size() - length, chain.size());
        return chains.stream()
                .anyMatch(other -> !other.equals(chain)
                        && other.size() >= length
                        && Phrases.words(other.getLast()).equals(Phrases.words(chain.getLast()))
                        && other.subList(other.size() - length, other.size()).equals(end));
    }

    /** The names of a path before the given segment. */
    private static List<String> chain(Path path, int end) {
        List<String> chain = new ArrayList<>();
        for (Segment segment : path.segments().subList(0, end)) {
            if (segment instanceof Segment.Name name) {
                chain.add(name.name());
            }
        }
        return chain;
    }

    private String name(List<String> chain, int length) {
        String last = Phrases.words(chain.getLast());
        if (length == 1) {
            return phrases.quoted(last);
        }
        List<String> before = chain.subList(chain.size() - length, chain.size() - 1).reversed().stream()
                .map(Phrases::words)
                .toList();
        return messages.text("field.of", "field", phrases.quoted(last), "owner", String.join(" – ", before));
    }

    /**
     * A field in words.
     *
     * @param quantifier how its elements count where it is a list; null where the list as a whole is meant
     * @param list whether it is a list even where the path does not say so
     */
    String phrase(DataVar dataVar, @Nullable Quantifier quantifier, boolean list) {
        String phrase = untagged(dataVar.path(), quantifier, list);
        return severalCredentials
                ? messages.text(
                        "field.tagged",
                        "field",
                        phrase,
                        "credential",
                        Phrases.words(dataVar.tag().name()))
                : phrase;
    }

    private String untagged(Path path, @Nullable Quantifier quantifier, boolean list) {
        List<Segment> segments = path.segments();
        List<String> all = chain(path, segments.size());
        String name = Objects.requireNonNullElseGet(names.get(all), () -> name(all, 1));
        int projection = path.projection();
        String each = quantifier == null ? "whole" : quantifier == Quantifier.AND ? "every" : "some";
        String last = phrases.quoted(Phrases.words(all.getLast()));
        if (projection >= 0) {
            String of = phrases.quoted(Phrases.words(chain(path, projection).getLast()));
            boolean entries = path.fieldIndex() < projection;
            if (segments.get(projection) instanceof Segment.Filter filter) {
                return messages.text(
                        "field.filter." + each,
                        "field",
                        last,
                        "list",
                        of,
                        "flag",
                        phrases.quoted(Phrases.words(filter.flag())));
            }
            return messages.text((entries ? "field.entries." : "field.each.") + each, "field", last, "list", of);
        }
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i) instanceof Segment.Index index) {
                String of = phrases.quoted(Phrases.words(chain(path, i).getLast()));
                return messages.text(
                        path.fieldIndex() < i ? "field.entry" : "field.in-entry",
                        "field",
                        last,
                        "list",
                        of,
                        "number",
                        phrases.number(index.index() + 1L));
            }
        }
        return list ? messages.text("field.entries." + each, "field", name, "list", name) : name;
    }
}
