package holdfast.ui.common;

/** Text from outside, as it may be shown: on one line, and with nothing that could reorder or hide what stands beside it. */
public final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** With a mark for each control or format character, and shortened when it is very long. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
