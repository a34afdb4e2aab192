package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.embedded.CredentialCircuits.Secrets;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.TokenVerifier;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Perturbation;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.DigestMac;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whole proofs by a prover without checks, of private inputs that are wrong somewhere: the verifier refuses each, and accepts those
 * with another value of what is free by design (docs/PROOF.md, section 9).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongWitnessTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");
    private static final int MORE = SLOW ? 400 : 6;

    /** Inputs that a prover may choose where nothing is asked for, by the ends of their names. */
    private static final List<String> FREE =
            List.of("/place", "/ordinal", "/mark", "/string length", "/inverse of the first digit");

    private static final String QUERY = """
            [{"assign":{"c":{"and":[{"<":[{"dvar":"x"},{"dvar":"y"}]},{"~==":[{"dvar":"n"},"aDA"]},{"!=":[{"dvar":"n"},{"dvar":"m"}]},
              {"~contains":[{"dvar":"m"},"AD"]},{">":[{"get_age":[{"dvar":"b"},"DD/MM/YYYY"]},18]},{"<":[{"dvar":"l[?f].v"},7]}]}}},
             {"output":{"v":{"dvar":"l[?f].v"}}},{"output":{"n":{"dvar":"n"}}},{"output":{"result":{"lvar":"c"}}}]
            """;
    private static final String DATA = """
            {"n":"Ada","_n_zkpass_public_":true,"m":"x aDa","x":-12,"y":70,"b":"29.02.1996","l":[{"f":true,"v":3,"_v_zkpass_public_":true},
             {"f":false,"v":4},{"f":true,"v":0,"_v_zkpass_public_":true}]}
            """;

    private final Proofs proofs = new Proofs();
    private final SplittableRandom random = new SplittableRandom(12);
    private VerifiedToken<DvrRequest> request;
    private VerifiedToken<UserData> token;
    private DishonestProver prover;
    private DishonestProver.Witness honest;
    private Compiled compiled;

    @BeforeAll
    void prepare() throws Exception {
        request = proofs.request(QUERY);
        ProofTask task = proofs.task(request, DATA);
        token = task.credentials().firstEntry().getValue();
        ProofFile claims = proofs.prove(task);
        assertEquals(Map.of(Tag.NONE, 8), claims.sizeClasses());
        compiled = proofs.cache.get(
                Query.parse(request.content()),
                claims.sizeClasses(),
                Shape.parse(claims.shape()),
                claims.branches(),
                Workers.none());
        ByteSource source = (target, offset, length) -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, target, offset, length);
        };
        prover = new DishonestProver(task, claims, compiled, source);
        honest = prover.witness();
    }

    private String refusal(ProofFile proof) {
        return switch (proofs.verify(request, proof)) {
            case Verdict.Valid _ -> "";
            case Verdict.Invalid(Verdict.Reason reason, String detail) -> reason + ": " + detail;
        };
    }

    /** The reason for every refusal here: what was committed to does not satisfy what the sumcheck says of it. */
    private static final String NOT_SATISFIED =
            "PROOF: the proof does not hold: the committed witness does not satisfy the linear constraints";

    @Test
    void witness_ofTheTask_isAccepted() {
        assertEquals("", refusal(prover.prove(honest)));
    }

    @Test
    void dataInputs_wrongInOneOfEachKind_areRefused() {
        assertRefusedUnlessFree(honest.data(), true);
    }

    @Test
    void signatureInputs_wrongInOneOfEachKind_areRefused() {
        assertRefusedUnlessFree(honest.signatures(), false);
    }

    /** Changes single inputs, and expects of the verifier what the assertions say: a proof of a free input's value is accepted. */
    private void assertRefusedUnlessFree(Assignment assignment, boolean ofData) {
        Program program =
                ofData ? compiled.circuits().data() : compiled.circuits().signatures();
        // The first proof also sets the public inputs of the tie.
        prover.prove(honest);
        Perturbation perturbation = new Perturbation(program, assignment);
        Map<String, Integer> tried = new TreeMap<>();
        Set<String> free = new TreeSet<>();
        for (int input : someOfEachKind(program, perturbation)) {
            String kind = kind(perturbation.name(input));
            Element value = another(program.field(), perturbation.value(input));
            boolean noticed = isNoticed(program, perturbation, input);
            if (!noticed) {
                free.add(kind);
            }
            FieldArray changed = program.field().newArray(perturbation.privateInputs());
            program.field().copy(changed, assignment.privateInputs());
            program.field().set(changed, input, value);
            ProofFile proof = ofData
                    ? prover.prove(honest, changed, honest.signatures().privateInputs(), 0)
                    : prover.prove(honest, honest.data().privateInputs(), changed, 0);
            assertEquals(noticed ? NOT_SATISFIED : "", refusal(proof), perturbation.name(input) + ", input " + input);
            tried.merge(kind, 1, Integer::sum);
        }
        assertTrue(tried.size() >= (ofData ? 45 : 12), tried.toString());
        assertTrue(free.stream().allMatch(kind -> FREE.stream().anyMatch(kind::endsWith)), "free are " + free);
        assertEquals(ofData, free.contains("name/place"), "free are " + free);
    }

    private boolean isNoticed(Program program, Perturbation perturbation, int input) {
        return !perturbation
                .violations(input, another(program.field(), perturbation.value(input)))
                .isEmpty();
    }

    /** One input of each kind, and one that is free where there is any; in the long run more of them. */
    private List<Integer> someOfEachKind(Program program, Perturbation perturbation) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        for (int i = 0; i < perturbation.privateInputs(); i++) {
            byKind.computeIfAbsent(kind(perturbation.name(i)), k -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> chosen = new ArrayList<>();
        byKind.forEach((kind, inputs) -> {
            chosen.add(inputs.get(inputs.size() / 2));
            if (FREE.stream().anyMatch(kind::endsWith)) {
                inputs.stream()
                        .filter(input -> !isNoticed(program, perturbation, input))
                        .findFirst()
                        .ifPresent(chosen::add);
            }
        });
        for (int n = MORE; n > 0; n--) {
            chosen.add(random.nextInt(perturbation.privateInputs()));
        }
        return chosen;
    }

    /** A value that looks plausible: most inputs are a few bits or signs. */
    private Element another(Field field, Element value) {
        for (long step : new long[] {2, 1, 4, 6}) {
            for (Element other :
                    List.of(field.add(value, field.fromLong(step)), field.sub(value, field.fromLong(step)))) {
                boolean small = other.equals(field.fromLong(3))
                        || other.equals(field.fromLong(1))
                        || other.equals(field.negate(Element.ONE))
                        || other.isZero();
                if (small) {
                    return other;
                }
            }
        }
        return field.add(value, Element.ONE);
    }

    /** What an input is, whatever member or credential it is about. */
    private static String kind(String name) {
        return name.replaceFirst(".*/(?=[^/]+/[^/]+$)", "").replaceFirst("^name [^/]*", "name");
    }

    @Test
    void otherSignature_otherPads_areAccepted() throws Exception {
        String compact = token.compact();
        int at = compact.lastIndexOf('.') + 1;
        byte[] rs = Base64.getUrlDecoder().decode(compact.substring(at));
        BigInteger n = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        byte[] other = n.subtract(new BigInteger(1, rs, 32, 32)).toByteArray();
        Arrays.fill(rs, 32, 64, (byte) 0);
        System.arraycopy(
                other, Math.max(0, other.length - 32), rs, Math.max(32, 64 - other.length), Math.min(32, other.length));
        VerifiedToken<UserData> negated = new TokenVerifier(KeyResolver.none())
                .verify(
                        TokenReader.userData(compact.substring(0, at)
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(rs)),
                        token.key());
        assertEquals(
                "",
                refusal(prover.prove(
                        prover.witness(new Secrets(negated, honest.secrets().pads())))));
        assertEquals("", refusal(prover.prove(prover.witness())));
    }

    /** Pads that make two digests look alike exist for every key; they do not help, since they are committed before it is drawn. */
    @Test
    void pads_madeForTheKeysOfAnotherCommitment_areRefused() throws Exception {
        VerifiedToken<UserData> other = strangersToken();
        DishonestProver.Witness wrong =
                prover.witness(new Secrets(other, honest.secrets().pads()));
        FieldArray right = honest.signatures().privateInputs();
        DigestMac.Keys early = prover.keys(wrong.data().privateInputs(), right);
        List<BigInteger> tags = honest.secrets().tags(early);
        List<BigInteger> ofWrong = wrong.secrets().tags(early);
        List<BigInteger> pads = IntStream.range(0, tags.size())
                .mapToObj(i -> honest.secrets()
                        .pads()
                        .get(i)
                        .add(tags.get(i))
                        .subtract(ofWrong.get(i))
                        .mod(BigInteger.ONE.shiftLeft(DigestMac.TAG_BITS)))
                .toList();
        DishonestProver.Witness fitted = prover.witness(new Secrets(other, pads));
        prover.tie(fitted, early, tags);
        assertEquals(List.of(), fitted.data().violations());
        assertEquals(NOT_SATISFIED, refusal(prover.prove(fitted, fitted.data().privateInputs(), right, 0)));
        assertEquals(NOT_SATISFIED, refusal(prover.prove(honest, fitted.data().privateInputs(), right, 0)));
    }

    private VerifiedToken<UserData> strangersToken() throws Exception {
        return new TokenSigner(Es256PrivateKey.generate(proofs.random), null, proofs.random)
                .userData(JsonReader.readObject(DATA.replace("70", "71"), JsonLimits.STANDARD));
    }

    /** Every wire follows from the wrong token; only what ties the token to the issuer's key is left to notice it. */
    @Test
    void tokenOfAnotherIssuer_isRefusedWhateverIsTied() throws Exception {
        VerifiedToken<UserData> forged = strangersToken();
        DishonestProver.Witness wrong =
                prover.witness(new Secrets(forged, honest.secrets().pads()));
        FieldArray right = honest.signatures().privateInputs();
        FieldArray forgedData = wrong.data().privateInputs();
        // The stranger's signature under the issuer's key; the issuer's signature of something else, with the tags of
        // either.
        assertEquals(NOT_SATISFIED, refusal(prover.prove(wrong)));
        assertEquals(NOT_SATISFIED, refusal(prover.prove(wrong, forgedData, right, 0)));
        assertEquals(NOT_SATISFIED, refusal(prover.prove(honest, forgedData, right, 0)));
    }

    /** With an empty statement in the transcript a circuit could compute its own challenges. */
    @Test
    void transcript_withoutItsZeros_isRefused() {
        ProofFile proof = prover.prove(
                honest, honest.data().privateInputs(), honest.signatures().privateInputs(), 1);
        String refusal = refusal(proof);
        assertTrue(refusal.startsWith("PROOF: the proof does not hold: an opened column is not"), refusal);
    }
}
