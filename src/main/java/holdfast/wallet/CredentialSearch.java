package holdfast.wallet;

import java.util.List;
import java.util.Locale;

/** Finds credentials by what the holder and their issuers are called. Their data is not searched. */
public final class CredentialSearch {
    private CredentialSearch() {}

    /**
     * The credentials with all words of a text in their names, labels or issuers' names; case does not count.
     *
     * @param text empty finds all
     */
    public static List<HeldCredential> find(Wallet wallet, String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return wallet.credentials().stream()
                .filter(credential -> {
                    String searched = (credential.name() + "\n" + String.join("\n", credential.labels()) + "\n"
                                    + wallet.issuer(credential).displayName())
                            .toLowerCase(Locale.ROOT);
                    for (String word : words) {
                        if (!searched.contains(word)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }
}
