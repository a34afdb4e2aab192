package holdfast.proving;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proven.
 *
 * @param request verified under the verifier's key
 * @param credentials one for each tag, verified under the key that the request names for it
 * @param reference the day that counts as today
 * @param timestamp when the proof is made
 * @param nonce what the verifier asked to be bound, where it did
 * @param audience for whom the proof is meant, where the verifier said so
 */
public record ProofTask(
        VerifiedToken<DvrRequest> request,
        SortedMap<Tag, VerifiedToken<UserData>> credentials,
        LocalDate reference,
        Instant timestamp,
        @Nullable String nonce,
        @Nullable String audience) {
    public ProofTask {
        credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
    }
}
