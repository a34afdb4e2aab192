package holdfast.service.queue;

/**
 * Work for a prover, of which a queue can read nothing: all three messages are encrypted to the service's key.
 *
 * @param key names the job, 64 hex digits; a hash, so that it says nothing of the address under which the answer is
 *     fetched
 * @param envelope what the service itself needs to know of the job
 * @param userData the credentials, as the caller encrypted them
 * @param request the request, as the caller encrypted it
 */
public record SealedJob(String key, String envelope, String userData, String request) {
    /** Without its contents. */
    @Override
    public String toString() {
        return "SealedJob";
    }
}
