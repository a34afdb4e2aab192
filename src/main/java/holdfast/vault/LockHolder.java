package holdfast.vault;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has a vault open for writing, as that program wrote it down. It is information for a person: the lock itself is
 * the operating system's and goes when its process goes.
 *
 * @param pid process id, if it is known
 * @param user the account's name, or empty
 * @param since when it was opened, or the epoch when that is not known
 */
public record LockHolder(OptionalLong pid, String user, Instant since) {
    private static final Pattern SHAPE =
            Pattern.compile("pid ([0-9]{1,18})\nuser ([^\n]{0,256})\nsince ([^\n]{1,40})\n");

    static LockHolder unknown() {
        return new LockHolder(OptionalLong.empty(), "", Instant.EPOCH);
    }

    String toText() {
        return "pid " + pid.orElse(0) + "\nuser " + user.replace('\n', ' ') + "\nsince " + since + "\n";
    }

    static LockHolder parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return unknown();
        }
        try {
            return new LockHolder(
                    OptionalLong.of(Long.parseLong(matcher.group(1))),
                    matcher.group(2),
                    Instant.parse(matcher.group(3)));
        } catch (DateTimeException e) {
            return unknown();
        }
    }
}
