package holdfast.ui.common;

import holdfast.wallet.KeyStanding;
import holdfast.wallet.PinnedKey;

/** How a key is known, in words and as a pill. */
public final class KeyText {
    private final Words words;
    private final When when;

    public KeyText(Words words) {
        this.words = words;
        this.when = new When(words.language());
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
            case KeyStanding.Known ignored -> Pill.Tone.GOOD;
            case KeyStanding.FirstSeen ignored -> Pill.Tone.WARN;
            case KeyStanding.Changed ignored -> Pill.Tone.BAD;
        };
    }
}
