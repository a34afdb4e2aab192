package holdfast.dvr;

import holdfast.credential.Tag;
import java.util.Comparator;

/**
 * One field of one credential, by its absolute path with the index of each list element:
 * {@code accounts.checking[2].balance}.
 *
 * @param path without the tag
 */
public record FieldPath(Tag tag, String path) implements Comparable<FieldPath> {
    private static final Comparator<FieldPath> ORDER =
            Comparator.comparing(FieldPath::tag).thenComparing(FieldPath::path);

    static FieldPath root(Tag tag) {
        return new FieldPath(tag, "");
    }

    FieldPath member(String name) {
        return new FieldPath(tag, path.isEmpty() ? name : path + "." + name);
    }

    FieldPath item(int index) {
        return new FieldPath(tag, path + "[" + index + "]");
    }

    @Override
    public int compareTo(FieldPath other) {
        return ORDER.compare(this, other);
    }

    /** As a query would spell it, with the tag where there is one. */
    @Override
    public String toString() {
        return tag.isNone() ? path : path.isEmpty() ? tag.name() : tag.name() + "." + path;
    }
}
