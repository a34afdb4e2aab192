package holdfast.text;

import holdfast.dvr.Place;
import java.util.List;

/**
 * A sentence that explains a part of a query, and the sentences that belong under it.
 *
 * @param place which part
 * @param fields the paths that the sentence itself speaks of, as the query spells them
 */
public record Line(String text, Place place, List<String> fields, List<Line> parts) {
    public Line {
        fields = List.copyOf(fields);
        parts = List.copyOf(parts);
    }

    Line(String text, Place place, List<String> fields) {
        this(text, place, fields, List.of());
    }

    /** The same with a sentence around it; {@code parts} stay under it. */
    Line reworded(String around) {
        return new Line(around, place, fields, parts);
    }

    /** As plain text, two spaces of indentation for each level. */
    public String indented() {
        StringBuilder out = new StringBuilder();
        indented(out, 0);
        return out.toString();
    }

    private void indented(StringBuilder out, int level) {
        out.repeat("  ", level).append(text).append('\n');
        parts.forEach(part -> part.indented(out, level + 1));
    }
}
