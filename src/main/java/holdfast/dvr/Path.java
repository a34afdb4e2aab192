package holdfast.dvr;

import java.util.List;

/**
 * A path into the data of one credential: names joined by dots, {@code [0]} for one element of a list, {@code []} for
 * all of them, {@code [?name]} for those whose member of that name is true. It starts with a name, and has at most one
 * of the last two (a projection), so that its value is one value or one flat list.
 *
 * @param segments at least one
 */
public record Path(List<Segment> segments) {

    /** One step from a node of the data to the next. */
    public sealed interface Segment {
        /** The member of that name. */
        record Name(String name) implements Segment {}

        /** One element, from 0. */
        record Index(int index) implements Segment {}

        /** Every element. */
        record Each() implements Segment {}

        /** Every element whose member {@code flag} is true. */
        record Filter(String flag) implements Segment {}
    }

    private static final String MARKER_END = "_zkpass_public_";

    /** @throws IllegalArgumentException when it does not start with a name */
    public Path {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || !(segments.getFirst() instanceof Segment.Name)) {
            throw new IllegalArgumentException("a path starts with a name");
        }
    }

    /** Whether its value is a list whatever the data. Without this it still is one where it names a list. */
    public boolean isProjection() {
        return projection() >= 0;
    }

    /** Index of the segment {@code []} or {@code [?…]}; -1 where there is none. */
    public int projection() {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Each || segments.get(i) instanceof Segment.Filter) {
                return i;
            }
        }
        return -1;
    }

    /** The last name in it: the field whose sibling marker decides whether the value may be output. */
    public String field() {
        return ((Segment.Name) segments.get(fieldIndex())).name();
    }

    /** Index of the segment of {@link #field()}. */
    public int fieldIndex() {
        for (int i = segments.size() - 1; ; i--) {
            if (segments.get(i) instanceof Segment.Name) {
                return i;
            }
        }
    }

    /** The name of the sibling that marks a field as public. */
    public static String marker(String field) {
        return "_" + field + MARKER_END;
    }

    /** Whether a member of this name is such a mark, and no data. */
    public static boolean isMarker(String name) {
        return name.startsWith("_") && name.endsWith(MARKER_END) && name.length() > MARKER_END.length();
    }

    /** As a query spells it, without a tag. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Name name -> text.append(text.isEmpty() ? "" : ".").append(name.name());
                case Segment.Index index ->
                    text.append('[').append(index.index()).append(']');
                case Segment.Each ignored -> text.append("[]");
                case Segment.Filter filter ->
                    text.append("[?").append(filter.flag()).append(']');
            }
        }
        return text.toString();
    }
}
