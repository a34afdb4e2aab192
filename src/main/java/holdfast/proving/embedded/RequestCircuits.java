package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.proving.SizeClass;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Fields;
import holdfast.zk.gadget.WitnessSteps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two circuits of a request. In the first, over a field of 128 bits, the tokens' hashes and payloads and the query on them; in
 * the second, over the curve's own field, the issuers' signatures. Whoever has the request builds the same.
 */
final class RequestCircuits {
    /**
     * SHA-256 blocks that the credentials of a request have room for together, at most. A proof file says its size classes, so this
     * bounds what a verifier compiles for it.
     */
    static final int MOST_BLOCKS = 384;

    private final Program data;
    private final Program signatures;
    private final SortedMap<Tag, CredentialCircuits> credentials = new TreeMap<>();
    private final DvrStatement statement;

    /**
     * Builds the circuits.
     *
     * @param sizeClasses SHA-256 blocks for each credential
     * @param check called often; ends the work by throwing
     * @throws UnfitException if the parts do not go together
     */
    RequestCircuits(
            Query query, SortedMap<Tag, Integer> sizeClasses, Shape shape, List<Boolean> branches, Runnable check)
            throws UnfitException {
        requireBounded(sizeClasses);
        data = new Program(Fields.fp128(), check);
        signatures = new Program(Fields.p256(), check);
        SortedMap<Tag, Expr[]> documents = new TreeMap<>();
        for (Map.Entry<Tag, Integer> size : sizeClasses.entrySet()) {
            CredentialCircuits circuits =
                    new CredentialCircuits(data, signatures, size.getKey().name(), size.getValue());
            credentials.put(size.getKey(), circuits);
            documents.put(size.getKey(), circuits.bytes());
        }
        statement = new DvrStatement(data, new WitnessSteps(), query, documents, shape, branches);
    }

    /** Refuses size classes that are none, or too many blocks together, before anything is done. */
    static void requireBounded(SortedMap<Tag, Integer> sizeClasses) throws UnfitException {
        long blocks = 0;
        for (int size : sizeClasses.values()) {
            if (!SizeClass.exists(size)) {
                throw new UnfitException("there is no size class of " + size + " blocks");
            }
            blocks += size;
        }
        if (blocks > MOST_BLOCKS) {
            throw new UnfitException("the credentials have size classes of %d blocks together; at most %d can be proven"
                    .formatted(blocks, MOST_BLOCKS));
        }
    }

    Program data() {
        return data;
    }

    Program signatures() {
        return signatures;
    }

    SortedMap<Tag, CredentialCircuits> credentials() {
        return credentials;
    }

    SequencedMap<String, Wired> outputs() {
        return statement.outputs();
    }

    /**
     * Sets everything but the ties' public inputs.
     *
     * @return what was looked for and is not there
     */
    List<String> assign(
            Map<Tag, CredentialCircuits.Secrets> secrets, Claims claims, Assignment ofData, Assignment ofSignatures) {
        Map<Tag, byte[]> documents = new HashMap<>();
        credentials.forEach((tag, circuits) -> {
            CredentialCircuits.Secrets secret = secretsOf(secrets, tag);
            circuits.assign(secret, ofData, ofSignatures);
            documents.put(tag, circuits.placed(secret.signingInput(), secret.payload()));
        });
        return statement.assign(ofData, documents, claims);
    }

    private static CredentialCircuits.Secrets secretsOf(Map<Tag, CredentialCircuits.Secrets> secrets, Tag tag) {
        CredentialCircuits.Secrets secret = secrets.get(tag);
        if (secret == null) {
            throw new IllegalArgumentException("there is no token for " + tag);
        }
        return secret;
    }

    /** Sets the public inputs that claims give; keys and ties are set apart. */
    void assignClaims(Claims claims, Assignment ofData) {
        statement.inputs().assign(ofData, claims);
    }
}
