package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofSystem;
import holdfast.ui.common.InBackground;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What a query gives on a sample. */
record DryRun(String person, Query query, Evaluation evaluation, LocalDate reference) {

    /** On the sample person whose data fits it best; empty where no sample has such credentials. */
    @InBackground
    static Optional<DryRun> of(Query query, Samples samples, LocalDate today) {
        List<DryRun> runs = new ArrayList<>();
        for (Samples.Request template : samples.requests().values()) {
            for (SortedMap<Tag, String> answer : template.answers()) {
                if (!answer.keySet().equals(query.tags())) {
                    continue;
                }
                Map<Tag, JsonObject> data = new HashMap<>();
                answer.forEach((tag, id) -> {
                    Samples.Credential credential = samples.credentials().get(id);
                    if (credential != null) {
                        data.put(tag, credential.data());
                    }
                });
                Evaluation evaluation = Evaluator.evaluate(query, data, today, DayCount.of(ProofSystem.LIBZK));
                runs.add(new DryRun(samples.person(answer), query, evaluation, today));
            }
        }
        return runs.stream()
                .filter(run -> run.evaluation() instanceof Evaluation.Evaluated)
                .findFirst()
                .or(() -> runs.stream().findFirst());
    }
}
