package holdfast.text;

import holdfast.dvr.FieldKind;
import holdfast.dvr.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values, numbers, dates and names as people write them. Made from the bundle, so that every computer writes the same. */
public final class Phrases {
    private static final int GROUP = 3;

    private final Messages messages;

    public Phrases(Messages messages) {
        this.messages = messages;
    }

    /** A whole number with its digits in groups: 50,000,000. */
    public String number(long value) {
        String digits = Long.toString(value);
        int first = value < 0 ? 1 : 0;
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - GROUP; i > first; i -= GROUP) {
            grouped.insert(i, messages.text("number.group"));
        }
        return first == 1 ? grouped.replace(0, 1, "−").toString() : grouped.toString();
    }

    /** A date with the name of its month: 21 November 2026. */
    public String date(LocalDate date) {
        return messages.text(
                "date",
                "day",
                date.getDayOfMonth(),
                "month",
                messages.text("month." + date.getMonthValue()),
                "year",
                date.getYear());
    }

    /** Text in quotation marks. Line breaks and other control characters are shown as a mark, never obeyed. */
    public String quoted(String text) {
        return messages.text("quoted", "text", Plain.text(text));
    }

    /** A value for people. */
    public String value(Value value) {
        return switch (value) {
            case Value.Text text -> quoted(text.value());
            case Value.Int integer -> number(integer.value());
            case Value.Bool bool -> messages.text(bool.value() ? "value.yes" : "value.no");
            case Value.Items items ->
                items.values().isEmpty()
                        ? messages.text("value.nothing")
                        : list(items.values().stream().map(this::value).toList());
        };
    }

    /** Words joined with commas and a last "and". */
    public String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        List<String> most = words.subList(0, words.size() - 1);
        return messages.text(
                words.size() == 2 ? "list.two" : "list.more", "most", String.join(", ", most), "last", words.getLast());
    }

    /** The name of a field in words: {@code dateOfBirth} gives "date of birth". Abbreviations stay as they are. */
    public static String words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : FieldKind.words(name)) {
            boolean abbreviation = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.add(abbreviation ? word : word.toLowerCase(Locale.ROOT));
        }
        return Plain.text(words.isEmpty() ? name : String.join(" ", words));
    }
}
