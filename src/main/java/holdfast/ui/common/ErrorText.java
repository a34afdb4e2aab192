package holdfast.ui.common;

import holdfast.wallet.WalletException;
import java.util.Locale;

/** One sentence for what happened, one for what it means and what to do, for each kind of error. */
public final class ErrorText {
    private final Words words;

    ErrorText(Words words) {
        this.words = words;
    }

    /**
     * What is shown.
     *
     * @param what happened
     * @param advice what it means for the user's data, and what to do
     */
    public record Sentence(String what, String advice) {
        /** Both, as one text. */
        public String text() {
            return what + " " + advice;
        }
    }

    public Sentence of(WalletException error) {
        return sentence(
                "error.wallet." + error.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** For what no case above foresees: a fault of the program. Its details belong into the log. */
    public Sentence unexpected() {
        return sentence("error.unexpected");
    }

    /** @param key of the sentence; its advice is under {@code <key>.advice} */
    public Sentence sentence(String key, Object... arguments) {
        return new Sentence(words.text(key, arguments), words.text(key + ".advice", arguments));
    }
}
