package holdfast.text;

import java.util.Locale;

/** The languages of the program. */
public enum Language {
    ENGLISH("en"),
    INDONESIAN("id");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** IETF language tag, and the end of the names of its bundles. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** The language for a locale; English where it is none of ours. */
    public static Language of(Locale locale) {
        for (Language language : values()) {
            if (language.locale().getLanguage().equals(locale.getLanguage())) {
                return language;
            }
        }
        return ENGLISH;
    }
}
