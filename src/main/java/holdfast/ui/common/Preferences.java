package holdfast.ui.common;

import holdfast.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * How the window looks; kept outside the vault, since it counts before one is open.
 *
 * @param scheme light, dark, or as the system
 * @param scalePercent size of the text, 100 to 200
 * @param language null for the system's
 * @param stillness whether nothing moves that need not
 * @param vault folder of the vault that was open last; empty for the holder's own
 */
public record Preferences(
        Scheme scheme, int scalePercent, @Nullable Language language, boolean stillness, String vault) {
    public static final int SMALLEST = 100;
    public static final int LARGEST = 200;
    public static final Preferences DEFAULT = new Preferences(Scheme.SYSTEM, SMALLEST, null, false, "");

    /** Which colours. */
    public enum Scheme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** @throws IllegalArgumentException for a size outside its bounds */
    public Preferences {
        if (scalePercent < SMALLEST || scalePercent > LARGEST) {
            throw new IllegalArgumentException("the text's size is between 100 and 200 per cent");
        }
    }

    public Preferences with(Scheme other) {
        return new Preferences(other, scalePercent, language, stillness, vault);
    }

    public Preferences with(int percent) {
        return new Preferences(scheme, percent, language, stillness, vault);
    }

    public Preferences with(@Nullable Language other) {
        return new Preferences(scheme, scalePercent, other, stillness, vault);
    }

    public Preferences withStillness(boolean still) {
        return new Preferences(scheme, scalePercent, language, still, vault);
    }

    public Preferences withVault(String folder) {
        return new Preferences(scheme, scalePercent, language, stillness, folder);
    }
}
