package holdfast.ui.common;

import holdfast.text.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as people write them, in the time zone of the computer. */
public final class When {
    private final Locale locale;
    private final ZoneId zone;

    public When(Language language) {
        this(language, ZoneId.systemDefault());
    }

    When(Language language, ZoneId zone) {
        this.locale = Locale.forLanguageTag(language.tag());
        this.zone = zone;
    }

    /** For example 3 Nov 2026. */
    public String day(Instant instant) {
        return day(instant.atZone(zone).toLocalDate());
    }

    public String day(LocalDate date) {
        return date.getDayOfMonth() + " "
                + DateTimeFormatter.ofPattern("MMM uuuu", locale).format(date);
    }

    /** For example 3 Nov 2026, 10:42. */
    public String time(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return day(time.toLocalDate()) + ", "
                + DateTimeFormatter.ofPattern("HH:mm", locale).format(time);
    }
}
