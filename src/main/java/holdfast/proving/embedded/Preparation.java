package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation;
import holdfast.dvr.FieldPath;
import holdfast.dvr.FieldRead;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingException.Reason;
import holdfast.proving.SizeClass;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.zk.compiler.CircuitTooLargeException;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.JsonScan;
import holdfast.zk.gadget.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds out whether a task can be proven, and says which field stands in the way where it cannot. */
final class Preparation {
    private final CircuitCache cache;
    private final Query query;
    private final ProofTask task;
    private final Evaluation.Evaluated evaluated;

    Preparation(Query query, ProofTask task, Evaluation.Evaluated evaluated, CircuitCache cache) {
        this.cache = cache;
        this.query = query;
        this.task = task;
        this.evaluated = evaluated;
    }

    /** @param workers do the work; once they are cancelled it ends */
    Prepared prepare(Workers workers) throws ProvingException {
        SortedMap<Tag, Integer> sizeClasses = new TreeMap<>();
        Map<Tag, JsonObject> data = new HashMap<>();
        Map<Tag, RawFields> raw = new HashMap<>();
        int deepest = 0;
        for (Map.Entry<Tag, VerifiedToken<UserData>> credential :
                task.credentials().entrySet()) {
            workers.check();
            Tag tag = credential.getKey();
            VerifiedToken<UserData> token = credential.getValue();
            byte[] payload = token.payload();
            sizeClasses.put(tag, sizeClass(tag, token));
            data.put(tag, token.content().data());
            raw.put(tag, RawFields.of(tag, payload));
            deepest = Math.max(deepest, JsonScan.of(payload, payload.length, 1).deepest());
        }
        int depth = Shape.depthClass(deepest);
        if (depth == 0) {
            throw new ProvingException(
                    Reason.TOO_DEEP,
                    null,
                    "The data is nested %d deep; a proof can follow 15 levels.".formatted(deepest));
        }
        for (FieldRead read : evaluated.read()) {
            requireReadable(read, raw);
        }
        List<Boolean> branches =
                evaluated.branches().stream().map(Evaluation.Taken::then).toList();
        return prepare(sizeClasses, ShapeFinder.candidates(query, data, branches, depth), branches, workers);
    }

    private static int sizeClass(Tag tag, VerifiedToken<UserData> token) throws ProvingException {
        int length = token.jws().signedBytes().length;
        return SizeClass.of(length)
                .orElseThrow(() -> new ProvingException(
                        Reason.TOKEN_TOO_LARGE,
                        new FieldPath(tag, ""),
                        "The credential %s is signed over %d bytes; the largest that can be proven has about 16,000."
                                .formatted(tag, length)));
    }

    private void requireReadable(FieldRead read, Map<Tag, RawFields> raw) throws ProvingException {
        if (!(read.value() instanceof Value.Text(String text))) {
            return;
        }
        RawFields fields = raw.get(read.field().tag());
        if (fields != null && fields.isEscaped(read.field().path())) {
            throw new ProvingException(
                    Reason.STRING_ESCAPED,
                    read.field(),
                    "The text %s is written with an escape (a backslash); a proof cannot use it. Ask the issuer to write it without."
                            .formatted(read.field()));
        }
        if (WholeTexts.mayBeUsed(query) && text.getBytes(StandardCharsets.UTF_8).length > JsonText.MOST_BYTES) {
            throw new ProvingException(
                    Reason.STRING_TOO_LONG,
                    read.field(),
                    "The text %s is longer than the %d bytes that a proof can use."
                            .formatted(read.field(), JsonText.MOST_BYTES));
        }
    }

    private Prepared prepare(
            SortedMap<Tag, Integer> sizeClasses, List<Shape> shapes, List<Boolean> branches, Workers workers)
            throws ProvingException {
        String why = "";
        for (Shape shape : shapes) {
            try {
                return new Prepared(
                        cache.get(query, sizeClasses, shape, branches, workers), sizeClasses, shape, branches);
            } catch (UnfitException | CircuitTooLargeException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        throw new ProvingException(Reason.QUERY_TOO_LARGE, null, "The query cannot be proven: " + why + ".");
    }
}
