package holdfast.dvr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Guesses from the name of a field what it is about. A guess only ever adds a remark. */
public final class FieldKind {
    private static final Set<String> IDENTIFIERS = Set.of(
            "id",
            "ids",
            "identifier",
            "uuid",
            "guid",
            "number",
            "numbers",
            "no",
            "nr",
            "num",
            "nik",
            "npwp",
            "ktp",
            "ssn",
            "passport",
            "licence",
            "license",
            "iban",
            "account",
            "card",
            "pan",
            "tin",
            "vin",
            "serial",
            "email",
            "mail",
            "phone",
            "mobile",
            "telephone",
            "msisdn",
            "nisn",
            "nim",
            "sim",
            "bpjs",
            "username",
            "login");
    private static final Set<String> BIRTH = Set.of("birth", "birthday", "birthdate", "dob", "born");

    private FieldKind() {}

    /** The words of a name: {@code dateOfBirth}, {@code date_of_birth} and {@code DOBValue} fall into their words. */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean startsWord = i > 0
                    && upper
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            if (c == '_' || startsWord) {
                flush(word, words);
            }
            if (c != '_') {
                word.append(c);
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Whether the value is probably one of a kind: a number of a document, an account, a phone, an address. */
    public static boolean identifies(String name) {
        List<String> words = words(name);
        return !words.isEmpty() && IDENTIFIERS.contains(words.getLast().toLowerCase(Locale.ROOT));
    }

    /** Whether it is probably a date of birth. */
    public static boolean isBirth(String name) {
        return words(name).stream().anyMatch(word -> BIRTH.contains(word.toLowerCase(Locale.ROOT)));
    }
}
