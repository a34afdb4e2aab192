package holdfast.dvr;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a query, for people and for tools, for example {@code [0].assign.result.and[2]}: the third
 * condition of the {@code and} that the first statement assigns to {@code result}.
 */
public final class Place {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[~!=<>]{1,3}|~contains");

    /** The query as a whole. */
    public static final Place ROOT = new Place(null, "", false);

    // A chain rather than a text: the places under a very long name would repeat it, and outgrow the query by far.
    private final @Nullable Place parent;
    private final String step;
    private final boolean item;

    private Place(@Nullable Place parent, String step, boolean item) {
        this.parent = parent;
        this.step = step;
        this.item = item;
    }

    /** The member of that name in the object at this place. */
    Place member(String name) {
        return new Place(this, name, false);
    }

    /** The item of that index in the array at this place. */
    Place item(int index) {
        return new Place(this, "[" + index + "]", true);
    }

    public boolean isRoot() {
        return parent == null;
    }

    /** The whole path; empty for the query as a whole. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    // The chain is no longer than a query may be deep.
    private void append(StringBuilder text) {
        if (parent != null) {
            parent.append(text);
        }
        if (item) {
            text.append(step);
        } else if (PLAIN.matcher(step).matches()) {
            text.append(text.isEmpty() ? "" : ".").append(step);
        } else if (parent != null) {
            text.append("[\"")
                    .append(step.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"]");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place
                && item == place.item
                && step.equals(place.step)
                && Objects.equals(parent, place.parent);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(parent) + step.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
