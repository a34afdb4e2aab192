package holdfast.ui.verify;

import holdfast.token.Es256PublicKey;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.Tasks;
import holdfast.verification.Expectations;
import holdfast.verification.GivenProof;
import holdfast.verification.ProofChecker;
import holdfast.verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks one proof, or a folder of them, in the background.
 *
 * @param proofs made when it is first needed, since the prover's circuits are loaded with it
 * @param requests by their digest
 * @param service whose proof tokens are accepted; null when none's are
 */
@InBackground
record Checker(
        Supplier<ProofChecker> proofs,
        Map<String, Opened.Request> requests,
        Expectations expected,
        @Nullable Es256PublicKey service) {

    /**
     * The request that a proof names; null when it is not known.
     *
     * @param onlyOne whether the only request there is stands for any: the row of its digest will then say that the proof
     *     is for another one
     */
    Opened.@Nullable Request request(GivenProof proof, boolean onlyOne) {
        Opened.Request named = requests.get(proof.requestDigest(service));
        return named == null && onlyOne && requests.size() == 1
                ? requests.values().iterator().next()
                : named;
    }

    Verdict check(Opened.Request request, GivenProof proof, BooleanSupplier cancelled) {
        return proofs.get().check(request.token(), proof, service, expected, cancelled);
    }

    /** Every proof of a folder; those until it was cancelled. */
    ProofTable folder(Path folder, Tasks.Progress progress) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<ProofTable.Row> rows = new ArrayList<>();
        for (Path file : files) {
            if (progress.cancelled()) {
                break;
            }
            progress.at(Opened.name(file), (double) rows.size() / files.size());
            switch (Opened.file(file)) {
                case Opened.Request ignored -> {}
                case Opened.Unreadable(String name, var why) -> rows.add(new ProofTable.Row(name, null, "unreadable"));
                case Opened.Proof(String name, GivenProof proof) -> {
                    try {
                        rows.add(row(name, proof, progress::cancelled));
                    } catch (CancellationException e) {
                        return new ProofTable(rows); // What was checked before stays.
                    }
                }
            }
        }
        return new ProofTable(rows);
    }

    private ProofTable.Row row(String name, GivenProof proof, BooleanSupplier cancelled) {
        Opened.Request request = request(proof, false);
        return request == null
                ? new ProofTable.Row(name, null, "request-unknown")
                : new ProofTable.Row(name, check(request, proof, cancelled), "");
    }
}
