package holdfast.net;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long an answer may be kept (RFC 9111 section 5.2.2), for a private cache. */
final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]{1,18})\"?");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,9}");

    private Freshness() {}

    /**
     * @param cacheControl the values of all {@code Cache-Control} headers
     * @param age of the {@code Age} header, where there is one
     */
    static Optional<Duration> read(List<String> cacheControl, @Nullable String age) {
        Optional<Duration> freshness = Optional.empty();
        for (String directive :
                String.join(",", cacheControl).toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = directive.strip();
            if (name.equals("no-store") || name.equals("no-cache") || name.startsWith("no-cache=")) {
                return Optional.of(Duration.ZERO);
            }
            Matcher maxAge = MAX_AGE.matcher(name);
            if (maxAge.matches()) {
                Duration said = Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
                freshness = Optional.of(
                        freshness.filter(other -> other.compareTo(said) < 0).orElse(said));
            }
        }
        Duration spent =
                age != null && AGE.matcher(age).matches() ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
        return freshness.map(time -> time.compareTo(spent) > 0 ? time.minus(spent) : Duration.ZERO);
    }
}
