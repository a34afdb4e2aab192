package holdfast.token;

import holdfast.token.TokenException.Reason;

/** The compact serialisations: segments joined by dots. */
final class Segments {
    private Segments() {}

    /** @throws TokenException {@code TOO_LARGE} or {@code NOT_COMPACT} */
    static String[] split(String text, int count, int maxBytes, String input) throws TokenException {
        Texts.requireSize(text, maxBytes, input);
        if (text.startsWith("{")) {
            throw new TokenException(Reason.NOT_COMPACT, input, "it is JSON, not a compact token");
        }
        long dots = text.chars().filter(c -> c == '.').count();
        if (dots != count - 1) {
            throw new TokenException(
                    Reason.NOT_COMPACT, input, "it has " + (dots + 1) + " segments instead of " + count);
        }
        return text.split("\\.", -1);
    }
}
