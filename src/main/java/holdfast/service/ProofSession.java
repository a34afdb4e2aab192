package holdfast.service;

import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.service.http.ServiceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proof is bound to beside its request.
 *
 * @param date the day that counts as today
 * @param timestamp when the proof is said to be made, in whole seconds
 */
record ProofSession(
        LocalDate date,
        Instant timestamp,
        @Nullable String nonce,
        @Nullable String audience) {
    private static final Set<String> MEMBERS = Set.of("date", "time_stamp", "nonce", "audience");
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int LONGEST = 1024;

    /** The service's own day and time. */
    static ProofSession at(Instant now, @Nullable String nonce, @Nullable String audience) throws ServiceException {
        requireShort(nonce, "nonce");
        requireShort(audience, "audience");
        return new ProofSession(
                LocalDate.ofInstant(now, ZoneOffset.UTC), now.truncatedTo(ChronoUnit.SECONDS), nonce, audience);
    }

    /** What the caller said, as far as it agrees with the service's clock. */
    static ProofSession read(JsonObject json, Instant now) throws ServiceException {
        Bodies.requireKnown(json, MEMBERS);
        ProofSession own = at(
                now,
                Bodies.optionalText(json, "nonce").orElse(null),
                Bodies.optionalText(json, "audience").orElse(null));
        ProofSession said = new ProofSession(
                json.get("date") == null ? own.date() : date(Bodies.text(json, "date")),
                json.get("time_stamp") == null ? own.timestamp() : time(json),
                own.nonce(),
                own.audience());
        if (Math.abs(ChronoUnit.DAYS.between(said.date(), own.date())) > 1) {
            throw ServiceException.invalid("The date is more than a day from the service's.");
        }
        if (Duration.between(said.timestamp(), now).abs().compareTo(SKEW) > 0) {
            throw ServiceException.invalid("The time_stamp is more than five minutes from the service's clock.");
        }
        return said;
    }

    /** As it stands in the service's own note of a job; it is not checked again when that is read. */
    JsonObject toJson() {
        return JsonObject.builder()
                .put("date", date.toString())
                .put("time_stamp", timestamp.getEpochSecond())
                .putIfPresent("nonce", nonce)
                .putIfPresent("audience", audience)
                .build();
    }

    /** What {@link #toJson} wrote, however long ago. */
    static ProofSession ofJson(JsonObject json) throws ServiceException {
        return new ProofSession(
                date(Bodies.text(json, "date")),
                time(json),
                Bodies.optionalText(json, "nonce").orElse(null),
                Bodies.optionalText(json, "audience").orElse(null));
    }

    private static LocalDate date(String text) throws ServiceException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ServiceException.invalid("The date is not of the form YYYY-MM-DD.");
        }
    }

    private static Instant time(JsonObject json) throws ServiceException {
        if (json.get("time_stamp") instanceof JsonNumber number
                && number.asLong().isPresent()
                && Math.abs(number.asLong().getAsLong()) < 1L << 40) {
            return Instant.ofEpochSecond(number.asLong().getAsLong());
        }
        throw ServiceException.invalid("The time_stamp is not a time in whole seconds.");
    }

    private static void requireShort(@Nullable String text, String name) throws ServiceException {
        if (text != null && text.length() > LONGEST) {
            throw ServiceException.invalid("The " + name + " has more than " + LONGEST + " characters.");
        }
    }
}
