package holdfast.ui.common;

import holdfast.wallet.KeyStanding;
import holdfast.wallet.PinnedKey;

/** How a key is known, in words and as a pill. */
public final class KeyText {
    /** So much of a fingerprint tells two keys apart at a glance. */
    private static final int SHORT = 9;

    private final Words words;
    private final When when;

    public KeyText(Words words) {
        this.words = words;
        this.when = new When(words.language());
    }

    /**
     * What the holder calls a key's owner, or its address; a key without either is no name.
     *
     * @param unnamed what such a one is called, with the beginning of its fingerprint
     */
    public static String name(Words words, KeyStanding standing, String unnamed) {
        String name = standing.displayName();
        String fingerprint = standing.key().fingerprint();
        return name.equals(fingerprint) ? words.text(unnamed, "key", brief(fingerprint)) : name;
    }

    /** The beginning of a fingerprint, where it stands for a name. */
    public static String brief(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHORT, fingerprint.length()));
    }

    /** In a few words, for example: key known since 3 Nov 2026. */
    public String brief(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Known(PinnedKey pin) ->
                words.text(pin.confirmed() ? "key.confirmed" : "key.known", "date", when.day(pin.firstSeen()));
            case KeyStanding.FirstSeen first ->
                words.text(first.addressKnown() ? "key.new-of-address" : "key.first-seen");
            case KeyStanding.Changed ignored -> words.text("key.changed");
        };
    }

    /** What it means and what to do. */
    public String advice(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Known(PinnedKey pin) ->
                words.text(pin.confirmed() ? "key.confirmed.advice" : "key.known.advice");
            case KeyStanding.FirstSeen ignored -> words.text("key.first-seen.advice");
            case KeyStanding.Changed ignored -> words.text("key.changed.advice");
        };
    }

    public Pill pill(KeyStanding standing) {
        return new Pill(brief(standing), tone(standing));
    }

    private static Pill.Tone tone(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Known(PinnedKey pin) -> pin.confirmed() ? Pill.Tone.GOOD : Pill.Tone.NEUTRAL;
            case KeyStanding.FirstSeen ignored -> Pill.Tone.WARN;
            case KeyStanding.Changed ignored -> Pill.Tone.BAD;
        };
    }
}
