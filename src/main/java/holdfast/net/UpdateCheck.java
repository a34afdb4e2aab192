package holdfast.net;

import holdfast.net.AllowList.Allowance;
import holdfast.net.UpdateOutcome.Reason;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks once, when the user asks, whether there is a later release. The manifest must be signed by the key that this
 * program was built with, be within its time, and is only ever offered when it is later than this program.
 */
public final class UpdateCheck {
    /** How far a clock may be behind that of whoever published. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final UpdateSource source;
    private final GuardedClient client;
    private final Clock clock;
    private final Limits limits;

    /** @param client allows {@link #only} the source's address */
    public UpdateCheck(UpdateSource source, GuardedClient client, Clock clock) {
        this(source, client, clock, Limits.FETCH);
    }

    UpdateCheck(UpdateSource source, GuardedClient client, Clock clock, Limits limits) {
        this.source = source;
        this.client = client;
        this.clock = clock;
        this.limits = limits;
    }

    /** Allows the one address of a source. Asking for the check is the permission. */
    public static AllowList only(UpdateSource source) {
        return (address, purpose) -> purpose == Purpose.UPDATE && address.equals(source.address())
                ? Optional.of(Allowance.PUBLIC)
                : Optional.empty();
    }

    public UpdateSource source() {
        return source;
    }

    /** Fetches and judges. Blocks for at most 3 s and a moment. */
    public UpdateOutcome check(ReleaseVersion running) {
        ReleaseManifest release;
        try {
            String text = client.send(
                            Outgoing.get(Purpose.UPDATE, source.address().text(), limits))
                    .requireOk()
                    .text()
                    .strip();
            VerifiedToken<UserData> token =
                    new TokenVerifier(KeyResolver.none()).verify(TokenReader.userData(text), source.key());
            release = ReleaseManifest.of(token.content().data());
        } catch (NetException e) {
            return new UpdateOutcome.Unreachable(e);
        } catch (TokenException e) {
            return new UpdateOutcome.Refused(Reason.NOT_SIGNED, e.reason().code());
        } catch (ReleaseManifest.FormException e) {
            return new UpdateOutcome.Refused(Reason.FORM, String.valueOf(e.getMessage()));
        }
        Instant now = clock.instant();
        if (!now.isBefore(release.validUntil())) {
            return new UpdateOutcome.Refused(
                    Reason.EXPIRED, release.validUntil().toString());
        }
        if (release.published().isAfter(now.plus(CLOCK_SKEW))) {
            return new UpdateOutcome.Refused(Reason.FUTURE, release.published().toString());
        }
        int order = release.version().compareTo(running);
        return order > 0
                ? new UpdateOutcome.Newer(release)
                : order == 0 ? new UpdateOutcome.Current(release) : new UpdateOutcome.Earlier(release);
    }
}
