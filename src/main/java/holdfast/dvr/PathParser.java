package holdfast.dvr;

import static holdfast.dvr.QueryParser.error;

import holdfast.credential.Tag;
import holdfast.dvr.Path.Segment;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the path of a {@code dvar}. Names are those that JMESPath takes without quotes, less those that start with an
 * underscore: a letter, then letters, digits and underscores, all ASCII. So no query can read a public marker.
 */
final class PathParser {
    // One segment: a dot (except at the start) and a name, or a bracket.
    private static final Pattern SEGMENT = Pattern.compile(
            "(?<dot>\\.?)(?<name>[A-Za-z0-9_]+)|\\[(?:(?<index>0|[1-9][0-9]{0,8})|\\?(?<flag>[A-Za-z0-9_]+))?\\]");

    private final SortedSet<Tag> tags;

    PathParser(SortedSet<Tag> tags) {
        this.tags = tags;
    }

    Operand.DataVar dataVar(JsonValue json, Place place) throws QueryException {
        if (!(json instanceof JsonString string)) {
            throw error(Fault.PATH_NOT_TEXT, place, json.kind());
        }
        String text = string.value();
        List<Segment> segments = segments(text, place);
        if (tags.first().isNone()) {
            return new Operand.DataVar(place, Tag.NONE, new Path(segments));
        }
        String first = ((Segment.Name) segments.getFirst()).name();
        if (!Tag.isValid(first) || !tags.contains(new Tag(first))) {
            throw error(
                    Fault.UNKNOWN_TAG,
                    place,
                    text,
                    first,
                    tags.stream().map(Tag::name).collect(Collectors.joining(", ")));
        }
        if (segments.size() < 2 || !(segments.get(1) instanceof Segment.Name)) {
            throw error(Fault.PATH_ONLY_TAG, place, text);
        }
        return new Operand.DataVar(place, new Tag(first), new Path(segments.subList(1, segments.size())));
    }

    private static List<Segment> segments(String text, Place place) throws QueryException {
        List<Segment> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(text);
        int at = 0;
        boolean projected = false;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw at == 0 && !startsLikeName(text) && text.charAt(0) != '['
                        ? error(Fault.PATH_NAME_START, place, text, text)
                        : error(Fault.PATH_FORM, place, text);
            }
            Segment segment = segment(matcher, at == 0, text, place);
            if (segment instanceof Segment.Each || segment instanceof Segment.Filter) {
                if (projected) {
                    throw error(Fault.PATH_TWO_PROJECTIONS, place, text);
                }
                projected = true;
            }
            segments.add(segment);
            at = matcher.end();
        }
        if (segments.isEmpty() || !(segments.getFirst() instanceof Segment.Name)) {
            throw error(Fault.PATH_FORM, place, text);
        }
        return segments;
    }

    private static Segment segment(Matcher matcher, boolean first, String text, Place place) throws QueryException {
        String name = matcher.group("name");
        if (name != null) {
            if (first == matcher.group("dot").equals(".")) {
                throw error(Fault.PATH_FORM, place, text);
            }
            return new Segment.Name(requireLetter(name, text, place));
        }
        String index = matcher.group("index");
        if (index != null) {
            return new Segment.Index(Integer.parseInt(index));
        }
        String flag = matcher.group("flag");
        return flag == null ? new Segment.Each() : new Segment.Filter(requireLetter(flag, text, place));
    }

    private static String requireLetter(String name, String text, Place place) throws QueryException {
        if (!startsLikeName(name)) {
            throw error(Fault.PATH_NAME_START, place, text, name);
        }
        return name;
    }

    private static boolean startsLikeName(String text) {
        char c = text.charAt(0);
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
