package holdfast.wallet;

import holdfast.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Settings that say something about the holder, and so live in the vault.
 *
 * @param lockAfter how long the wallet may lie idle before it locks; zero never locks it for that
 * @param lockWhenMinimised whether minimising the window locks it
 * @param lastBackup when a backup was last made and reopened
 */
public record PrivateSettings(
        Duration lockAfter,
        boolean lockWhenMinimised,
        @Nullable Instant lastBackup) {
    static final String TYPE = "settings";

    /** One record in each vault. */
    static final EntryId ID = new EntryId("00000000000000000000000000000001");

    private static final long LONGEST = Duration.ofDays(1).toSeconds();

    public static final PrivateSettings DEFAULT = new PrivateSettings(Duration.ofMinutes(5), false, null);

    /** @throws IllegalArgumentException for a negative time or one of more than a day */
    public PrivateSettings {
        if (lockAfter.isNegative() || lockAfter.toSeconds() > LONGEST) {
            throw new IllegalArgumentException("idle time is between nothing and a day");
        }
    }

    PrivateSettings backedUp(Instant when) {
        return new PrivateSettings(lockAfter, lockWhenMinimised, when);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("v", 1)
                .put("lock_after_seconds", lockAfter.toSeconds())
                .put("lock_when_minimised", lockWhenMinimised)
                .putIfPresent("last_backup", lastBackup == null ? null : lastBackup.toString())
                .build();
    }

    static PrivateSettings read(Fields fields) throws RecordException {
        long seconds = fields.number("lock_after_seconds");
        if (seconds < 0 || seconds > LONGEST) {
            throw fields.invalid("lock_after_seconds");
        }
        return new PrivateSettings(
                Duration.ofSeconds(seconds), fields.bool("lock_when_minimised"), fields.optionalInstant("last_backup"));
    }
}
