package holdfast.vault.format;

import java.util.List;

/**
 * What a vault file says under encryption.
 *
 * @param savedAt milliseconds since 1970; for people to read, never to decide by
 * @param keysSince the generation in which the data key was last replaced; earlier ones open with a key given up since
 */
public record VaultBody(long savedAt, long keysSince, List<RawRecord> records, List<BodyRef> bodies) {
    public VaultBody {
        records = List.copyOf(records);
        bodies = List.copyOf(bodies);
    }

    /** Wipes all payloads and keys. */
    public void wipe() {
        records.forEach(record -> record.payload().close());
        bodies.forEach(body -> body.key().close());
    }
}
