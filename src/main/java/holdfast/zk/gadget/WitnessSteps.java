package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the witnesses of gadgets are found: one step for each, in the order in which the gadgets were made, so that a step may read
 * the values of everything before it.
 */
public final class WitnessSteps {
    private final List<Step> steps = new ArrayList<>();

    /** Sets the inputs of one gadget. */
    interface Step {
        void run(Run run);
    }

    void add(Step step) {
        steps.add(step);
    }

    /** Runs all steps; what they need to know of documents is in the run. */
    public void run(Run run) {
        steps.forEach(step -> step.run(run));
    }

    /** Runs all steps, and after each what a malicious prover changes. For tests. */
    void run(Run run, Runnable afterEach) {
        for (Step step : steps) {
            step.run(run);
            afterEach.run();
        }
    }

    /** One assignment in the making, with the documents it is about. */
    public static final class Run {
        private final Assignment assignment;
        private final Map<JsonStructure, JsonScan> scans;
        private final Map<JsonAnchor, Integer> chosen = new HashMap<>();
        private final List<String> notFound = new ArrayList<>();

        /** Starts with the document of each structure. */
        public Run(Assignment assignment, Map<JsonStructure, JsonScan> scans) {
            this.assignment = assignment;
            this.scans = Map.copyOf(scans);
        }

        /** The assignment. */
        public Assignment assignment() {
            return assignment;
        }

        /** What was looked for in a document and is not there; then the assignment violates its program. */
        public List<String> notFound() {
            return List.copyOf(notFound);
        }

        JsonScan scan(JsonStructure structure) {
            JsonScan scan = scans.get(structure);
            if (scan == null) {
                throw new IllegalArgumentException("no document was given for a structure");
            }
            return scan;
        }

        /** Makes an anchor stand where it is told, not where it belongs. For tests of malicious witnesses. */
        void choose(JsonAnchor anchor, int place) {
            chosen.put(anchor, place);
        }

        int place(JsonAnchor anchor, int honest) {
            return chosen.getOrDefault(anchor, honest);
        }

        void notFound(String what) {
            notFound.add(what);
        }
    }
}
