package holdfast.ui.present;

import holdfast.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a field as people read it: {@code accounts[?primary].balance} gives "accounts (primary) › balance". */
final class FieldWords {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z0-9_]+)((?:\\[[^\\]]*])*)");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\]]*)]");

    private FieldWords() {}

    static String of(String path) {
        List<String> parts = new ArrayList<>();
        Matcher segments = SEGMENT.matcher(path);
        while (segments.find()) {
            StringBuilder part = new StringBuilder(Phrases.words(segments.group(1)));
            Matcher brackets = BRACKET.matcher(segments.group(2));
            while (brackets.find()) {
                String inside = brackets.group(1);
                if (inside.startsWith("?")) {
                    part.append(" (").append(Phrases.words(inside.substring(1))).append(')');
                } else if (!inside.isEmpty()) {
                    part.append(' ').append(Long.parseLong(inside) + 1);
                }
            }
            parts.add(part.toString());
        }
        return String.join(" › ", parts);
    }
}
