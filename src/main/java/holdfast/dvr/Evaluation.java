package holdfast.dvr;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What running a query on data gave. It holds private values: none of it but the outputs may leave the holder. */
public sealed interface Evaluation {

    /** Each comparison, {@code and} and {@code or} that was evaluated, in that order: inner before outer. */
    List<Condition> conditions();

    /** Each {@code if} that was reached, in order. */
    List<Taken> branches();

    /**
     * It ran to its end.
     *
     * @param outputs in the order in which the verifier sees them
     */
    record Evaluated(List<OutputValue> outputs, List<Condition> conditions, List<Taken> branches, List<FieldRead> read)
            implements Evaluation {
        public Evaluated {
            outputs = List.copyOf(outputs);
            conditions = List.copyOf(conditions);
            branches = List.copyOf(branches);
            read = List.copyOf(read);
        }

        /** The output of that key, where there is one. */
        public Optional<Value> output(String key) {
            return outputs.stream()
                    .filter(output -> output.key().equals(key))
                    .map(OutputValue::value)
                    .findFirst();
        }

        /**
         * Whether the data satisfies the request: {@code result} is true, or where there is no {@code result}, every
         * yes-or-no output is.
         */
        public boolean satisfied() {
            Value yes = new Value.Bool(true);
            return output(RESULT)
                    .map(yes::equals)
                    .orElseGet(() -> outputs.stream()
                            .allMatch(output -> !(output.value() instanceof Value.Bool)
                                    || output.value().equals(yes)));
        }

        /** The fields whose values are among the outputs. */
        public SequencedSet<FieldPath> shown() {
            SequencedSet<FieldPath> shown = new LinkedHashSet<>();
            outputs.forEach(output -> shown.addAll(output.sources()));
            return shown;
        }

        /** What was read and is not among the outputs, in the order of reading. */
        public List<FieldRead> readButNotShown() {
            SequencedSet<FieldPath> shown = shown();
            List<FieldRead> kept = new ArrayList<>(read);
            kept.removeIf(field -> shown.contains(field.field()));
            return kept;
        }

        /** The outputs as the JSON object that the zkPass engine would give. */
        public JsonObject outputsJson() {
            JsonValue.Builder members = JsonObject.builder();
            outputs.forEach(output -> members.put(output.key(), output.value().toJson()));
            return members.build();
        }
    }

    /**
     * It could not run to its end; nothing can be proven.
     *
     * @param problem the first error in the order of evaluation, which is the query's error
     * @param fieldProblems everything that is wrong with the fields that the query names on any branch, each field by
     *     itself; to show the holder at once
     */
    record Failed(Problem problem, List<Problem> fieldProblems, List<Condition> conditions, List<Taken> branches)
            implements Evaluation {
        public Failed {
            fieldProblems = List.copyOf(fieldProblems);
            conditions = List.copyOf(conditions);
            branches = List.copyOf(branches);
        }
    }

    /** The output that says whether a request is satisfied. */
    String RESULT = "result";

    /**
     * One output.
     *
     * @param place the output statement that gave the value
     * @param sources the fields whose values it shows, in clear or as a number computed from a date; empty for literals
     *     and for yes or no
     * @param basis every field that it depends on by itself (not by the branch taken)
     */
    record OutputValue(String key, Value value, Place place, List<FieldPath> sources, List<FieldPath> basis) {
        public OutputValue {
            sources = List.copyOf(sources);
            basis = List.copyOf(basis);
        }
    }

    /**
     * A condition and whether it held.
     *
     * @param expression a comparison, an {@code and} or an {@code or}
     * @param left value of a comparison's first operand; null for the others
     * @param right value of a comparison's second operand; null for the others
     * @param reads the fields that a comparison read, by itself or through the names it uses
     */
    record Condition(
            Expression expression,
            boolean held,
            @Nullable Value left,
            @Nullable Value right,
            List<FieldRead> reads) {
        public Condition {
            reads = List.copyOf(reads);
        }

        public Place place() {
            return expression.place();
        }
    }

    /**
     * Which side of an {@code if} was taken.
     *
     * @param place the statement
     * @param then whether its condition held
     */
    record Taken(Place place, boolean then) {}
}
