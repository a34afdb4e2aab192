package holdfast.ui.verify;

import holdfast.dvr.Path;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * What the editor of a request offers: pieces of the query language and, where the name of a field is being written, the
 * fields of the chosen sample.
 */
final class Completion {
    /** The caret stands in the text of a "dvar". */
    private static final Pattern IN_FIELD = Pattern.compile("(?s).*\"dvar\"\\s*:\\s*\"([^\"]*)");

    private static final List<String> KEYWORDS = List.of(
            "{ \"assign\": { \"name\": { \"==\": [ { \"dvar\": \"\" }, \"\" ] } } }",
            "{ \"output\": { \"result\": { \"lvar\": \"name\" } } }",
            "{ \"if\": { \"condition\": { \"lvar\": \"name\" }, \"then\": [ ], \"else\": [ ] } }",
            "{ \"and\": [ ] }",
            "{ \"or\": [ ] }",
            "{ \">=\": [ { \"dvar\": \"\" }, 0 ] }",
            "{ \"<=\": [ { \"dvar\": \"\" }, 0 ] }",
            "{ \"~==\": [ { \"dvar\": \"\" }, \"\" ] }",
            "{ \"~contains\": [ { \"dvar\": \"\" }, \"\" ] }",
            "{ \">=\": [ { \"get_age\": [ { \"dvar\": \"\" }, \"DD/MM/YYYY\" ] }, 18 ] }",
            "{ \"get_day_diff\": [ { \"dvar\": \"\" }, \"DD/MM/YYYY\" ] }",
            "{ \"dvar\": \"\" }",
            "{ \"lvar\": \"\" }");

    private Completion() {}

    /**
     * What can be put in at the caret.
     *
     * @param paths of the fields that are known
     */
    static List<String> offers(Collection<String> paths, String text, int caret) {
        var field = IN_FIELD.matcher(text.substring(0, caret));
        if (field.matches()) {
            String begun = field.group(1);
            List<String> rest = paths.stream()
                    .filter(path -> path.startsWith(begun) && path.length() > begun.length())
                    .map(path -> path.substring(begun.length()))
                    .toList();
            if (!rest.isEmpty()) {
                return rest;
            }
        }
        List<String> offers = new ArrayList<>(KEYWORDS);
        paths.forEach(path -> offers.add("{ \"dvar\": \"" + path + "\" }"));
        return offers;
    }

    /** The paths of all single values in an object; of a list those of its first element. */
    static void paths(String path, JsonValue value, SequencedSet<String> into) {
        switch (value) {
            case JsonObject object ->
                object.members().forEach((name, member) -> {
                    if (!Path.isMarker(name)) {
                        paths(path.isEmpty() ? name : path + "." + name, member, into);
                    }
                });
            case JsonArray array -> {
                if (!array.items().isEmpty()) {
                    paths(path + "[0]", array.items().getFirst(), into);
                }
            }
            default -> into.add(path);
        }
    }
}
