package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Jacobian;
import holdfast.zk.compiler.Perturbation;
import holdfast.zk.compiler.Witness;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CheatingProver;
import holdfast.zk.protocol.CircuitProof;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Witnesses of a query's circuit that are wrong in one place: an assertion notices each, and a verifier refuses each. */
class QueryWitnessTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");
    private static final Field FP128 = Fields.fp128();

    /** Every kind of scalar, relation and output. */
    private static final String SCALARS = """
            {"n":"Ada","_n_zkpass_public_":true,"m":"x aDa","x":-12,"y":70,"ok":true,"_x_zkpass_public_":true,
             "born":"10.12.1900","died":"29/02/2024","o":{"p":[true,false],"_ok_zkpass_public_":true},"_ok_zkpass_public_":true}
            """;

    private static final String ON_SCALARS = """
            [{"assign":{"c":{"and":[{"<":[{"dvar":"x"},{"dvar":"y"}]},{"~==":[{"dvar":"n"},"aDA"]},{"!=":[{"dvar":"n"},"Eve"]},
              {"~contains":[{"dvar":"m"},"ADA"]},{"==":[{"dvar":"ok"},{"dvar":"o.p[0]"}]},{"!=":[{"dvar":"x"},{"dvar":"y"}]}]}}},
             {"assign":{"d":{"or":[{">":[{"get_age":[{"dvar":"born"},"DD/MM/YYYY"]},200]},{"==":[{"dvar":"n"},"Adam"]},
              {">":[{"get_day_diff":[{"dvar":"born"},{"dvar":"died"},"DD/MM/YYYY"]},5]},{"==":[{"dvar":"x"},{"dvar":"y"}]}]}}},
             {"if":{"condition":{"lvar":"d"},"then":[{"output":{"n":{"dvar":"n"}}}]}},
             {"output":{"x":{"dvar":"x"}}},{"output":{"ok":{"dvar":"ok"}}},{"output":{"result":{"lvar":"c"}}}]
            """;

    /** Texts as wholes against each other, and lists with room for more elements than they have. */
    private static final String LISTS = """
            {"m":"x aDa","n":"ada","l":[{"f":true,"t":"b","_t_zkpass_public_":true,"v":3},{"f":false,"t":"c","v":-4},
             {"f":true,"t":"d","_t_zkpass_public_":true,"v":5}],"e":[]}
            """;

    private static final String ON_LISTS = """
            [{"assign":{"c":{"and":[{"~contains":[{"dvar":"m"},{"dvar":"n"}]},{"~!=":[{"dvar":"m"},{"dvar":"n"}]},
              {">":[{"dvar":"l[].v"},4,"or"]},{"<":[{"dvar":"l[?f].v"},7]},{"!=":[{"dvar":"e"},1]}]}}},
             {"output":{"t":{"dvar":"l[?f].t"}}},{"output":{"result":{"lvar":"c"}}}]
            """;

    /**
     * Inputs that a prover may choose, by the ends of their names. Where nothing is asked for (an element beyond the end, or one that a
     * filter leaves out) the place and what is claimed to stand there are free, and never used; so is the inverse of a 0.
     */
    private static final List<String> FREE_WHERE_NOTHING_IS_ASKED =
            List.of("/place", "/ordinal", "/mark", "/string length", "/inverse of the first digit");

    private static boolean isFree(String name) {
        return FREE_WHERE_NOTHING_IS_ASKED.stream().anyMatch(name::endsWith);
    }

    @Test
    void scalars_everyChangedInput_isNoticed() throws Exception {
        assertEquals(Set.of(), unnoticed(InCircuit.of(ON_SCALARS, SCALARS)));
    }

    @Test
    void lists_everyChangedInput_isNoticedOrFreeByDesign() throws Exception {
        Set<String> unnoticed = unnoticed(InCircuit.of(ON_LISTS, LISTS));
        assertTrue(unnoticed.stream().allMatch(QueryWitnessTest::isFree), unnoticed.toString());
    }

    /** The names of inputs that some other value can take: all inputs in the long run, else some of each name. */
    private static Set<String> unnoticed(InCircuit circuit) {
        Perturbation perturbation = new Perturbation(circuit.program, circuit.assign());
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Integer> tried = new HashMap<>();
        Set<String> result = new TreeSet<>();
        int most = SLOW ? Integer.MAX_VALUE : 12;
        int start = SLOW ? 0 : random.nextInt(perturbation.privateInputs());
        for (int k = 0; k < perturbation.privateInputs(); k++) {
            int i = (start + k * 7919) % perturbation.privateInputs();
            String name = perturbation.name(i);
            if (tried.merge(name, 1, Integer::sum) > most) {
                continue;
            }
            for (Element value : List.of(
                    Element.ZERO,
                    Element.ONE,
                    FP128.fromLong(2),
                    FP128.fromLong(3),
                    FP128.negate(perturbation.value(i)),
                    FP128.add(perturbation.value(i), Element.ONE))) {
                if (!value.equals(perturbation.value(i))
                        && perturbation.violations(i, value).isEmpty()) {
                    result.add(name);
                }
            }
        }
        assertTrue(tried.size() > 60, "only these were there to be changed: " + tried.keySet());
        return result;
    }

    @Test
    void derivatives_haveFullRank_butForWhatIsNotAskedFor() throws Exception {
        InCircuit scalars = InCircuit.of(ON_SCALARS, SCALARS);
        assertEquals(List.of(), new Jacobian(scalars.program, scalars.assign()).free());
        InCircuit lists = InCircuit.of(ON_LISTS, LISTS);
        List<String> free = new Jacobian(lists.program, lists.assign()).free();
        assertTrue(free.stream().allMatch(name -> name.endsWith("/inverse of the first digit")), free.toString());
    }

    @Test
    void verifier_witnessWrongInOneInputOfEachName_refuses() throws Exception {
        refusesAll(InCircuit.of(ON_SCALARS, SCALARS));
    }

    /** With the prover's own checks off: it commits to the wrong witness and answers as if for the right one. */
    private static void refusesAll(InCircuit circuit) throws Exception {
        byte[] seed = "a cheating prover".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Assignment honest = circuit.assign();
        FieldArray secrets = honest.privateInputs();
        SumcheckCircuit prepared = new SumcheckCircuit(circuit.program.compile().circuit(), Workers.none());
        CheatingProver prover = new CheatingProver(prepared, new LigeroParameters(4, 20, 0));
        SplittableRandom random = new SplittableRandom(8);
        CircuitProof right = prover.prove(honest.publicInputs(), secrets, secrets, seed, source(random));
        prover.verify(right, honest.publicInputs(), seed);
        List<String> names = Witness.inputNames(circuit.program);
        Set<String> done = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            // One of the last of each kind of section: the first bytes of a document are all alike.
            String kind = names.get(i).replaceFirst(".*/(?=[^/]+/[^/]+$)", "");
            if (!done.add(kind)) {
                continue;
            }
            FieldArray wrong = FP128.newArray(secrets.length());
            FP128.copy(wrong, secrets);
            FP128.set(wrong, i, FP128.add(FP128.get(secrets, i), Element.ONE));
            CircuitProof proof = prover.prove(honest.publicInputs(), wrong, secrets, seed, source(random));
            ProofException refusal = Assertions.assertThrows(
                    ProofException.class, () -> prover.verify(proof, honest.publicInputs(), seed), kind);
            assertEquals(ProofException.Reason.LINEAR_SUM, refusal.reason(), kind);
        }
        assertTrue(done.size() > 30, done.toString());
    }

    private static holdfast.zk.field.ByteSource source(SplittableRandom random) {
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) random.nextInt();
            }
        };
    }
}
