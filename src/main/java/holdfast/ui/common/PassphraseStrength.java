package holdfast.ui.common;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A rough guess how long a passphrase would hold out against somebody who has the vault's file. It errs towards weak: what
 * repeats, follows the alphabet or the keyboard, or is in everybody's list counts for little.
 */
public enum PassphraseStrength {
    EMPTY,
    WEAK,
    FAIR,
    STRONG;

    private static final int FAIR_BITS = 45;
    private static final int STRONG_BITS = 65;

    /** Of a list of thousands of common words; more where letters are no words. */
    private static final double BITS_PER_WORD = 12;

    private static final double BITS_FOR_CHARACTER = 4.5;
    private static final double BITS_FOR_MARK = 5.5;
    private static final List<String> WORN = List.of(
            "password",
            "passphrase",
            "qwerty",
            "letmein",
            "welcome",
            "admin",
            "iloveyou",
            "monkey",
            "dragon",
            "master",
            "sunshine",
            "princess",
            "football",
            "secret",
            "rahasia",
            "sayang",
            "indonesia",
            "holdfast");
    private static final List<String> ROWS =
            List.of("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm");

    public static PassphraseStrength of(CharSequence typed) {
        if (typed.isEmpty()) {
            return EMPTY;
        }
        double bits = bits(typed.toString().toLowerCase(Locale.ROOT));
        return bits < FAIR_BITS ? WEAK : bits < STRONG_BITS ? FAIR : STRONG;
    }

    private static double bits(String text) {
        String rest = text;
        double bits = 0;
        for (String worn : WORN) {
            if (rest.contains(worn)) {
                rest = rest.replace(worn, " ");
                bits += 2;
            }
        }
        Set<String> seen = new HashSet<>();
        for (String part : rest.split("[\\s\\-_.,;]+")) {
            if (!part.isEmpty() && seen.add(part)) {
                bits += Math.min(partBits(part), isWord(part) ? BITS_PER_WORD : Double.MAX_VALUE);
            }
        }
        return bits;
    }

    private static boolean isWord(String part) {
        return part.length() <= 12
                && part.chars().allMatch(Character::isLetter)
                && part.chars().distinct().count() > 2
                && part.chars().anyMatch(c -> "aeiou".indexOf(c) >= 0);
    }

    private static double partBits(String part) {
        double bits = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean follows = i > 0 && follows(part.charAt(i - 1), c);
            bits += follows ? 0.5 : Character.isLetterOrDigit(c) ? BITS_FOR_CHARACTER : BITS_FOR_MARK;
        }
        return bits;
    }

    private static boolean follows(char before, char c) {
        if (Math.abs(before - c) <= 1) {
            return true;
        }
        return ROWS.stream().anyMatch(row -> {
            int at = row.indexOf(before);
            return at >= 0 && row.indexOf(c) >= 0 && Math.abs(row.indexOf(c) - at) == 1;
        });
    }
}
