package holdfast.ui.common;

import holdfast.text.Plain;

/** Text from outside, as it may be shown: on one line, and with nothing that could reorder or hide what stands beside it. */
public final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** With a mark for each control or format character, and shortened when it is very long. */
    public static String line(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        String shown = Plain.text(text.substring(0, end));
        return end < text.length() ? shown + '…' : shown;
    }
}
