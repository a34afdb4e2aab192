package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Operand;
import holdfast.dvr.Path.Segment;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.field.Element;
import holdfast.zk.gadget.JsonPaths;
import holdfast.zk.gadget.JsonScan;
import holdfast.zk.gadget.JsonStructure;
import holdfast.zk.gadget.WitnessSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statement that a query, run on documents, gives outputs: the documents' structure, the values at the query's paths, the
 * program on them, the outputs. Where the documents' bytes come from is for others to prove.
 */
final class DvrStatement {
    private final Program program;
    private final WitnessSteps steps;
    private final SortedMap<Tag, JsonStructure> structures = new TreeMap<>();
    private final PublicInputs inputs;
    private final SequencedMap<String, Wired> outputs;

    /**
     * Builds the statement into a program.
     *
     * @param documents for each credential the bytes of its payload, followed by zeros
     * @param branches for each {@code if} that is reached, in order, which side is taken
     * @throws UnfitException if query, shape and branches do not go together
     */
    DvrStatement(
            Program program,
            WitnessSteps steps,
            Query query,
            SortedMap<Tag, Expr[]> documents,
            Shape shape,
            List<Boolean> branches)
            throws UnfitException {
        this.program = program;
        this.steps = steps;
        if (!documents.keySet().equals(query.tags())) {
            throw new UnfitException("the credentials are not those of the query");
        }
        boolean lengths = shape.types().containsValue(Value.Type.TEXT) && WholeTexts.mayBeUsed(query);
        Map<Tag, JsonPaths> paths = new LinkedHashMap<>();
        for (Map.Entry<Tag, Expr[]> document : documents.entrySet()) {
            JsonStructure.Options options = options(query, document.getKey(), shape, lengths);
            try (Section _ = program.section("document " + document.getKey())) {
                JsonStructure structure = new JsonStructure(program, steps, document.getValue(), options);
                structures.put(document.getKey(), structure);
                paths.put(document.getKey(), new JsonPaths(structure));
            }
        }
        inputs = new PublicInputs(program);
        outputs = run(program, steps, query, paths, shape, branches, inputs);
    }

    private static SequencedMap<String, Wired> run(
            Program program,
            WitnessSteps steps,
            Query query,
            Map<Tag, JsonPaths> paths,
            Shape shape,
            List<Boolean> branches,
            PublicInputs inputs)
            throws UnfitException {
        try (Section _ = program.section("query")) {
            return new QueryCircuit(program, steps, new DataPaths(program, paths, shape), inputs, branches).run(query);
        } catch (IllegalArgumentException e) {
            throw new UnfitException("the query asks for what no document of this size has: " + e.getMessage());
        }
    }

    private static JsonStructure.Options options(Query query, Tag tag, Shape shape, boolean lengths)
            throws UnfitException {
        int levels = 1;
        boolean arrays = false;
        for (Operand.DataVar dataVar : query.dataVars()) {
            if (!dataVar.tag().equals(tag)) {
                continue;
            }
            // The member "data" of the payload is above every path; an array that is named alone is one deeper.
            boolean list = shape.capacities().containsKey(dataVar.text());
            levels = Math.max(levels, 1 + dataVar.path().segments().size() + (list ? 1 : 0));
            arrays |=
                    list || dataVar.path().segments().stream().anyMatch(segment -> !(segment instanceof Segment.Name));
            boolean filters = dataVar.path().segments().stream().anyMatch(Segment.Filter.class::isInstance);
            levels = filters ? Math.max(levels, 2 + dataVar.path().segments().size()) : levels;
        }
        if (levels > shape.depth()) {
            throw new UnfitException("the query goes deeper than the shape");
        }
        return new JsonStructure.Options(shape.depth(), levels, arrays, lengths);
    }

    /** The outputs in their order, by key. */
    SequencedMap<String, Wired> outputs() {
        return outputs;
    }

    PublicInputs inputs() {
        return inputs;
    }

    /** The values of the public inputs that claims give. */
    List<Element> publicInputs(Claims claims) {
        return inputs.values(claims);
    }

    /**
     * Sets the witnesses, once the documents' bytes are set.
     *
     * @return what was not found; empty for data on which the query runs
     */
    List<String> assign(Assignment assignment, Map<Tag, byte[]> documents, Claims claims) {
        Map<JsonStructure, JsonScan> scans = new LinkedHashMap<>();
        structures.forEach(
                (tag, structure) -> scans.put(structure, structure.scan(documents.getOrDefault(tag, new byte[0]))));
        WitnessSteps.Run run = new WitnessSteps.Run(assignment, scans);
        inputs.assign(assignment, claims);
        steps.run(run);
        return run.notFound();
    }

    Program program() {
        return program;
    }
}
