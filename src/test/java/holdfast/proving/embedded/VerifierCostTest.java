package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A proof file says how large its circuits are; a verifier does not build just any. */
class VerifierCostTest {
    private static final String QUERY = "[{\"assign\":{\"c\":{\"and\":[{\"==\":[{\"dvar\":\"a.x\"},1]},"
            + "{\"==\":[{\"dvar\":\"b.x\"},{\"dvar\":\"c.x\"}]}]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";

    private final Proofs proofs = new Proofs();

    @Test
    void verify_moreBlocksThanAreTaken_isRefusedBeforeAnythingIsCompiled() throws Exception {
        List<Tag> tags = List.of(new Tag("a"), new Tag("b"), new Tag("c"));
        VerifiedToken<DvrRequest> request = proofs.request("Three", QUERY, proofs.issuer.publicKey(), tags);
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        SortedMap<Tag, Integer> sizes = new TreeMap<>();
        tags.forEach(tag -> keys.put(tag, proofs.issuer.publicKey()));
        tags.forEach(tag -> sizes.put(tag, 256));
        ProofFile proof = new ProofFile(
                new ProofFile.Bytes(new byte[0]),
                request.content().title(),
                request.content().id(),
                request.content().digest(),
                keys,
                request.key(),
                Proofs.NOW,
                request.content().queryMethodVersion(),
                Proofs.TODAY,
                List.of(),
                sizes,
                List.of(),
                "depth=7;a.x=i;b.x=i;c.x=i",
                List.of(),
                null,
                null);
        AtomicInteger asked = new AtomicInteger();
        Workers workers = Workers.of(Runnable::run, 1, () -> asked.incrementAndGet() < 0);
        Verdict verdict = new EmbeddedVerifier(proofs.cache).verify(request, keys, proof, Progress.NONE, workers);
        Verdict.Invalid invalid = assertInstanceOf(Verdict.Invalid.class, verdict);
        assertEquals(Verdict.Reason.STATEMENT, invalid.reason());
        assertTrue(invalid.detail().contains("768 blocks") && invalid.detail().contains("384"), invalid.detail());
        assertEquals(0, asked.get(), "nothing was built");

        EmbeddedExporter exporter = new EmbeddedExporter(Runnable::run, 1, proofs.cache);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> exporter.export(
                        request,
                        keys,
                        proof,
                        name -> {
                            throw new AssertionError("nothing was to be written");
                        },
                        () -> asked.incrementAndGet() < 0));
        assertTrue(refused.getMessage().contains("768 blocks"), refused.getMessage());
        assertEquals(0, asked.get(), "nothing was built");
    }
}
