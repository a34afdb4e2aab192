package holdfast.text;

/** Which characters of a text from outside may be shown as they are. */
public final class Plain {
    private Plain() {}

    /** Whether a character neither breaks a line, nor hides itself, nor turns what stands beside it. */
    public static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** The same text with a mark for each character that is not. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
        return shown.toString();
    }
}
