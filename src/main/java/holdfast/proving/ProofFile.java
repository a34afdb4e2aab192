package holdfast.proving;

import holdfast.credential.Tag;
import holdfast.token.Es256PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A proof as it travels ({@code .hfproof}): the members of a zkPass proof object and what a verifier needs to check it
 * without asking anybody. Whoever reads one holds claims; each is either compared with what the verifier has itself, or
 * bound by the {@link SessionId}.
 *
 * @param zkproof the proof, in the form of {@code holdfast.zk.protocol}; base64 in the file. Not copied
 * @param title {@code dvr_title}: a copy from the request
 * @param id {@code dvr_id}: a copy from the request
 * @param dvrDigest {@code dvr_digest}: names the request, 64 lower-case hex digits
 * @param issuerKeys {@code user_data_verifying_keys}: for each tag the key under which the proof shows a signature
 * @param verifierKey {@code dvr_verifying_key}: the key that signed the request
 * @param timestamp {@code time_stamp}: when the holder says it was made, in whole seconds
 * @param method version of the circuits, as {@code query_method_ver}
 * @param reference {@code date}: the day that counts as today
 * @param outputs in order; each key once
 * @param sizeClasses for each tag the SHA-256 blocks of its size class
 * @param branches for each {@code if} that was reached, in order, whether its condition held
 * @param shape the kinds and size classes of the values that the circuits read, in the words of the statement
 * @param parameters for each circuit, in order
 * @param nonce what the verifier asked to be bound, where it did
 * @param audience for whom the proof is meant, where the verifier said so
 */
public record ProofFile(
        Bytes zkproof,
        String title,
        String id,
        String dvrDigest,
        SortedMap<Tag, Es256PublicKey> issuerKeys,
        Es256PublicKey verifierKey,
        Instant timestamp,
        String method,
        LocalDate reference,
        List<ProvenOutput> outputs,
        SortedMap<Tag, Integer> sizeClasses,
        List<Boolean> branches,
        String shape,
        List<CircuitParameters> parameters,
        @Nullable String nonce,
        @Nullable String audience) {

    public ProofFile {
        issuerKeys = Collections.unmodifiableSortedMap(new TreeMap<>(issuerKeys));
        sizeClasses = Collections.unmodifiableSortedMap(new TreeMap<>(sizeClasses));
        outputs = List.copyOf(outputs);
        branches = List.copyOf(branches);
        parameters = List.copyOf(parameters);
    }

    /** The same claims around another proof. */
    public ProofFile withProof(byte[] proof) {
        return new ProofFile(
                new Bytes(proof),
                title,
                id,
                dvrDigest,
                issuerKeys,
                verifierKey,
                timestamp,
                method,
                reference,
                outputs,
                sizeClasses,
                branches,
                shape,
                parameters,
                nonce,
                audience);
    }

    /** Bytes with the equality of values. */
    public record Bytes(String base64) {
        public Bytes(byte[] bytes) {
            this(Base64.getEncoder().encodeToString(bytes));
        }

        public byte[] toArray() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public String toString() {
            return base64.length() / 4 * 3 + " bytes";
        }
    }
}
