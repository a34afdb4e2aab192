package holdfast.credential;

import java.util.regex.Pattern;

/**
 * The name under which a request refers to one credential. It is the first segment of the paths into that credential,
 * except for the empty tag, which a request with a single credential may use.
 *
 * @param name empty, or a letter followed by letters, digits and underscores
 */
public record Tag(String name) implements Comparable<Tag> {
    private static final Pattern FORM = Pattern.compile("(?:[A-Za-z][A-Za-z0-9_]{0,63})?");

    /** The tag of a request's only credential. */
    public static final Tag NONE = new Tag("");

    /** @throws IllegalArgumentException when the name has another form; see {@link #isValid} */
    public Tag {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not a tag: \"" + name + "\"");
        }
    }

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    public boolean isNone() {
        return name.isEmpty();
    }

    /** By the bytes of the names, as the request's digest orders them. */
    @Override
    public int compareTo(Tag other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
