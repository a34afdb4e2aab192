package holdfast.verification;

import java.time.Instant;

/** Remembers which proofs were accepted, for as long as they could be accepted again. */
public interface ReplayCache {
    /**
     * Notes a proof.
     *
     * @param id names the proof whatever text it travels in
     * @param until when it need not be remembered any more
     * @return whether it was not there before
     */
    boolean add(String id, Instant until);
}
