package holdfast.ui.common;

import holdfast.dvr.QueryException;
import holdfast.net.NetException;
import holdfast.text.NetworkText;
import holdfast.text.ProblemText;
import holdfast.token.TokenException;
import holdfast.wallet.PresentationException;
import holdfast.wallet.WalletException;
import java.io.IOException;
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

    /** For any error; what is none of the kinds below is a fault of the program. */
    public Sentence of(Exception error) {
        return switch (error) {
            case WalletException wallet -> of(wallet);
            case TokenException token -> of(token);
            case PresentationException presentation -> of(presentation);
            case QueryException query -> of(query);
            case NetException net -> of(net);
            case LockedException ignored -> sentence("error.locked");
            case IOException ignored -> sentence("error.file");
            default -> unexpected();
        };
    }

    public Sentence of(WalletException error) {
        return sentence(
                "error.wallet." + error.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Why a token, key or key set was refused. */
    public Sentence of(TokenException error) {
        return sentence("error.token." + group(error.reason()));
    }

    /** What differs for the person in front of the window; the reason itself is for programs. */
    private static String group(TokenException.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> "too-large";
            case NOT_COMPACT, EMPTY_SEGMENT, NOT_BASE64, BASE64_NOT_CANONICAL -> "not-a-token";
            case HEADER_NOT_JSON,
                    HEADER_MEMBER_FORBIDDEN,
                    HEADER_MEMBER_UNKNOWN,
                    HEADER_MEMBER_INVALID,
                    KEY_NAME_INCOMPLETE -> "header";
            case ALGORITHM_NOT_ALLOWED, ENCRYPTED_KEY_PRESENT -> "algorithm";
            case SIGNATURE_LENGTH, SIGNATURE_RANGE, SIGNATURE_WRONG -> "signature";
            case PAYLOAD_NOT_JSON, PAYLOAD_NOT_WRAPPED, MEMBER_MISSING, MEMBER_UNKNOWN, MEMBER_INVALID, TAG_INVALID ->
                "content";
            case MISSING_PUBLIC_KEY -> "key-not-named";
            case KEY_SET_NOT_FOUND -> "key-set-not-found";
            case KEY_SET_UNAVAILABLE -> "key-set-unavailable";
            case KEY_NOT_FOUND -> "key-not-found";
            case KEY_SET_INVALID, KEY_NAME_DUPLICATE -> "key-set-invalid";
            case KEY_FORMAT, KEY_TYPE, KEY_CURVE, KEY_NOT_ON_CURVE, KEY_USE, KEY_ENCRYPTED, KEY_MISMATCH, KEY_WIPED ->
                "key-unusable";
            case KEY_IS_PRIVATE -> "key-is-private";
            case KEY_IS_PUBLIC -> "key-is-public";
            case IV_LENGTH, TAG_LENGTH, DECRYPTION_FAILED -> "decryption";
        };
    }

    public Sentence of(PresentationException error) {
        return switch (error) {
            case PresentationException.BadQuery bad -> of(bad.query());
            case PresentationException.OtherIssuer ignored -> sentence("error.presentation.other-issuer");
            case PresentationException.TagMismatch ignored -> sentence("error.presentation.tags");
        };
    }

    /** Why something was not fetched or sent: what happened, and the rest of the sentence as advice. */
    public Sentence of(NetException error) {
        String[] parts = new NetworkText(words.language()).sentence(error).split("(?<=\\.) (?=\\p{Lu})", 2);
        return new Sentence(parts[0], parts.length > 1 ? parts[1] : "");
    }

    public Sentence of(QueryException error) {
        return sentence("error.query", "problem", new ProblemText(words.language()).problem(error.problem()));
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
