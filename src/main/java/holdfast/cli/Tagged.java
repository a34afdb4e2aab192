package holdfast.cli;

import holdfast.credential.Tag;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options of the form {@code [TAG=]VALUE} that are given once for each credential of a request. */
final class Tagged {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    private Tagged() {}

    /**
     * Splits the options and reads their values.
     *
     * @param option name of the option, for messages
     * @throws CliException when a tag is given twice, or one without a tag stands beside another
     */
    static <T> SortedMap<Tag, T> read(String option, List<String> values, Function<String, T> reader) {
        SortedMap<Tag, T> byTag = new TreeMap<>();
        for (String value : values) {
            Matcher matcher = FORM.matcher(value);
            boolean tagged = matcher.matches();
            Tag tag = tagged && Tag.isValid(matcher.group(1)) ? new Tag(matcher.group(1)) : Tag.NONE;
            if (byTag.containsKey(tag)) {
                throw new CliException(
                        tag.isNone()
                                ? option + " is given twice without a tag. Write " + option
                                        + " TAG=… for each credential."
                                : option + " names the tag " + tag + " twice. Give each tag once.");
            }
            byTag.put(tag, reader.apply(tag.isNone() ? value : matcher.group(2)));
        }
        if (byTag.size() > 1 && byTag.containsKey(Tag.NONE)) {
            throw new CliException(
                    option + " is given with and without a tag. With several credentials each needs one.");
        }
        return byTag;
    }
}
