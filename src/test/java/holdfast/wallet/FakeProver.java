package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.SizeClass;
import holdfast.token.Es256PublicKey;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Makes files that look like proofs and prove nothing: for what the wallet does around a prover. */
public final class FakeProver implements Prover {
    private final UnaryOperator<ProofFile> twist;

    /** @param twist what a dishonest prover would change */
    public FakeProver(UnaryOperator<ProofFile> twist) {
        this.twist = twist;
    }

    public FakeProver() {
        this(proof -> proof);
    }

    @Override
    public ProofFile prove(ProofTask task, Listener listener, BooleanSupplier cancelled) throws ProvingException {
        for (Stage stage : Stage.values()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            listener.progress(stage, 1);
        }
        SortedMap<Tag, JsonObject> data = new TreeMap<>();
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        SortedMap<Tag, Integer> sizes = new TreeMap<>();
        task.credentials().forEach((tag, token) -> {
            data.put(tag, token.content().data());
            keys.put(tag, token.key());
            sizes.put(tag, SizeClass.of(token.jws().signedBytes().length).orElseThrow());
        });
        Evaluation evaluation;
        try {
            evaluation = Evaluator.evaluate(
                    Query.parse(task.request().content()), data, task.reference(), DayCount.GREGORIAN);
        } catch (QueryException e) {
            throw new ProvingException(e.problem());
        }
        return switch (evaluation) {
            case Evaluation.Failed failed -> throw new ProvingException(failed.problem());
            case Evaluation.Evaluated evaluated ->
                twist.apply(new ProofFile(
                        new ProofFile.Bytes(new byte[1000]),
                        task.request().content().title(),
                        task.request().content().id(),
                        task.request().content().digest(),
                        keys,
                        task.request().key(),
                        task.timestamp(),
                        ProofSystem.methodVersion(),
                        task.reference(),
                        evaluated.outputs().stream()
                                .map(output -> new ProvenOutput(output.key(), output.value()))
                                .toList(),
                        sizes,
                        List.of(),
                        "test",
                        List.of(),
                        task.nonce(),
                        task.audience()));
        };
    }
}
