package holdfast.ui.unlock;

import holdfast.wallet.WalletStore.SecretKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was typed last, for a second way to open with it: an earlier state, or for reading only. */
final class TypedSecret {
    private char @Nullable [] typed;
    private SecretKind kind = SecretKind.PASSPHRASE;

    /** Keeps a copy, in the place of what was kept before. */
    void remember(char[] secret, SecretKind what) {
        char[] copy = secret.clone();
        forget();
        typed = copy;
        kind = what;
    }

    SecretKind kind() {
        return kind;
    }

    /** A copy, which the caller wipes; null where nothing is kept. */
    char @Nullable [] copy() {
        return typed == null ? null : typed.clone();
    }

    void forget() {
        if (typed != null) {
            Arrays.fill(typed, '\0');
            typed = null;
        }
    }
}
