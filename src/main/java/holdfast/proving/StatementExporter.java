package holdfast.proving;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/**
 * Hands a statement and its proof out as files of the libzk implementations, so that one of those can verify it. All but the
 * proof is what a verifier computes from its own request; docs/FORMAT.md describes the files.
 */
public interface StatementExporter {

    /** Takes the files. */
    @FunctionalInterface
    interface Files {
        /** Creates a file of this name. */
        OutputStream create(String name) throws IOException;
    }

    /**
     * Writes the files.
     *
     * @param issuerKeys the keys that the request names, as they were resolved
     * @param cancelled asked often
     * @throws java.util.concurrent.CancellationException when it was cancelled; some of the files may be there
     * @throws IllegalArgumentException if the proof does not fit the request; whether it holds is not looked at
     */
    void export(
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            Files files,
            BooleanSupplier cancelled)
            throws IOException;
}
