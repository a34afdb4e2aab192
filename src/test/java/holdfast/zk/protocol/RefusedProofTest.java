package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitBuilder;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.ProofException.Reason;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused, each with its reason; and what a proof must not show. */
class RefusedProofTest {
    private static final byte[] SEED = "harness".getBytes(StandardCharsets.US_ASCII);
    private static final LigeroParameters SMALL = new LigeroParameters(4, 6, 128);
    private static final int ROOT = 32;

    /** A proof of the draft's polygonal-number circuit: 45 is the 5th 6-gonal number. */
    private static final class Small {
        final Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(
                ZkVectors.ONE_CIRCUIT + "longfellow-rfc-1-87474f308020535e57a778a82394a14106f8be5b.circuit.zst"));
        final Field field = circuit.field();
        final FieldArray inputs = field.newArray(4);
        final SumcheckCircuit prepared = new SumcheckCircuit(circuit, Workers.none());
        final CircuitVerifier verifier = new CircuitVerifier(circuit, SMALL, Workers.none(), Progress.NONE);

        Small() {
            for (int i = 0; i < 4; i++) {
                field.set(inputs, i, field.fromLong(new int[] {1, 45, 5, 6}[i]));
            }
        }

        FieldArray publicInputs() {
            return inputs.slice(0, circuit.publicInputs());
        }

        byte[] prove(long seed) throws UnsatisfiedException {
            CircuitProver prover = new CircuitProver(prepared, SMALL, Workers.none(), Progress.NONE);
            return OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(seed));
        }

        void verify(byte[] proof) throws ProofException {
            OneCircuit.verify(verifier, SEED, publicInputs(), proof);
        }
    }

    private static Reason refusal(ThrowingCallable call) {
        Reason[] reason = new Reason[1];
        assertThatExceptionOfType(ProofException.class).isThrownBy(call).satisfies(e -> {
            reason[0] = e.reason();
            assertThat(e.getMessage()).isNotBlank();
        });
        return reason[0];
    }

    @Test
    void smallProof_everyByteFlipped_isRefused() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        small.verify(proof);
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < proof.length; i++) {
            byte[] flipped = proof.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            reasons.merge(refusal(() -> small.verify(flipped)), 1, Integer::sum);
            byte[] top = proof.clone();
            top[i] ^= (byte) 0x80;
            refusal(() -> small.verify(top));
        }
        // A changed message changes the columns that are asked for; only runs and paths fail earlier.
        assertThat(reasons.keySet()).contains(Reason.COLUMN_NOT_COMMITTED, Reason.BAD_RUNS);
    }

    @Test
    void smallProof_everyLength_isRefused() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        for (int n = 0; n < proof.length; n++) {
            byte[] cut = Arrays.copyOf(proof, n);
            assertThat(refusal(() -> small.verify(cut))).isEqualTo(Reason.TRUNCATED);
        }
        assertThat(refusal(() -> small.verify(Arrays.copyOf(proof, proof.length + 1))))
                .isEqualTo(Reason.TRAILING_BYTES);
    }

    @Test
    void element_notBelowTheModulus_isRefusedAsSuch() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        Arrays.fill(proof, ROOT, ROOT + 16, (byte) 0xff);
        assertThat(refusal(() -> small.verify(proof))).isEqualTo(Reason.NOT_CANONICAL);
        // The modulus itself, 2^128 − 2^108 + 1, in the place of 0.
        byte[] modulus = HexFormat.of().parseHex("01000000000000000000000000f0ffff");
        System.arraycopy(modulus, 0, proof, ROOT, 16);
        assertThat(refusal(() -> small.verify(proof))).isEqualTo(Reason.NOT_CANONICAL);
    }

    @Test
    void runs_cutInAnotherWay_areRefused() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        // A prime field is its own subfield: one empty run, then one of all opened elements.
        int at = indexOfRuns(small);
        byte[] full = proof.clone();
        System.arraycopy(proof, at + 4, full, at, 4);
        assertThat(refusal(() -> small.verify(full))).isEqualTo(Reason.BAD_RUNS);
        byte[] longer = proof.clone();
        longer[at + 4]++;
        assertThat(refusal(() -> small.verify(longer))).isEqualTo(Reason.BAD_RUNS);
        byte[] empty = proof.clone();
        Arrays.fill(empty, at, at + 8, (byte) 0);
        assertThat(refusal(() -> small.verify(empty))).isEqualTo(Reason.BAD_RUNS);
        byte[] siblings = proof.clone();
        int count = at + 8 + 16 * (proof[at + 4] & 0xff);
        siblings[count + 2] = 1;
        assertThat(refusal(() -> small.verify(siblings))).isEqualTo(Reason.BAD_PATH_LENGTH);
    }

    private static int indexOfRuns(Small small) {
        int elements = 0;
        for (var layer : small.circuit.layers()) {
            elements += 4 * layer.rounds() + 2;
        }
        int block = 21;
        elements += block + (2 * block - 1) + SMALL.queries() + (block - 1);
        return ROOT + 16 * elements + 32 * SMALL.queries();
    }

    @Test
    void statement_changedInAnyPart_isRefused() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        for (int i = 0; i < small.circuit.publicInputs(); i++) {
            FieldArray other = small.field.newArray(small.circuit.publicInputs());
            small.field.copy(other, small.publicInputs());
            small.field.set(other, i, small.field.add(small.field.get(other, i), Element.ONE));
            Reason expected = i == 0 ? Reason.NO_CONSTANT_ONE : Reason.COLUMN_NOT_COMMITTED;
            assertThat(refusal(() -> OneCircuit.verify(small.verifier, SEED, other, proof)))
                    .isEqualTo(expected);
        }
        assertThat(refusal(() -> OneCircuit.verify(small.verifier, SEED, small.inputs, proof)))
                .isEqualTo(Reason.PUBLIC_INPUT_COUNT);
        assertThat(refusal(() -> OneCircuit.verify(small.verifier, new byte[7], small.publicInputs(), proof)))
                .isEqualTo(Reason.COLUMN_NOT_COMMITTED);
        for (LigeroParameters parameters : new LigeroParameters[] {
            new LigeroParameters(4, 5, 128),
            new LigeroParameters(4, 7, 128),
            new LigeroParameters(3, 6, 128),
            new LigeroParameters(5, 6, 128),
            new LigeroParameters(4, 6, 134)
        }) {
            CircuitVerifier other = new CircuitVerifier(small.circuit, parameters, Workers.none(), Progress.NONE);
            assertThat(refusal(() -> OneCircuit.verify(other, SEED, small.publicInputs(), proof)))
                    .isIn(Reason.TRUNCATED, Reason.TRAILING_BYTES, Reason.NOT_CANONICAL, Reason.BAD_RUNS);
        }
        // A row of another length that gives the same sizes still opens other columns.
        CircuitVerifier longer =
                new CircuitVerifier(small.circuit, new LigeroParameters(4, 6, 129), Workers.none(), Progress.NONE);
        assertThat(refusal(() -> OneCircuit.verify(longer, SEED, small.publicInputs(), proof)))
                .isEqualTo(Reason.COLUMN_NOT_COMMITTED);
    }

    @Test
    void circuit_withAnotherId_isRefused() throws Exception {
        // The same shape and the same answer, but one constant differs in a term that meets a zero wire.
        Circuit one = square(Element.ONE);
        Circuit two = square(one.field().fromLong(2));
        FieldArray inputs = one.field().newArray(3);
        one.field().set(inputs, 0, Element.ONE);
        SumcheckCircuit prepared = new SumcheckCircuit(one, Workers.none());
        CircuitProver prover = new CircuitProver(prepared, SMALL, Workers.none(), Progress.NONE);
        byte[] proof = OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(3));
        CircuitVerifier same = new CircuitVerifier(one, SMALL, Workers.none(), Progress.NONE);
        OneCircuit.verify(same, SEED, inputs.slice(0, 1), proof);
        CircuitVerifier other = new CircuitVerifier(two, SMALL, Workers.none(), Progress.NONE);
        assertThat(refusal(() -> OneCircuit.verify(other, SEED, inputs.slice(0, 1), proof)))
                .isEqualTo(Reason.COLUMN_NOT_COMMITTED);
    }

    private static Circuit square(Element constant) {
        return new CircuitBuilder(Fields.fp128(), new Circuit.Shape(1, 1, 0, 3))
                .layer(3)
                .term(0, 1, 2, constant)
                .build();
    }

    @Test
    void transcript_withoutTheZerosOfTheCircuit_isRefused() throws Exception {
        Small small = new Small();
        byte[] proof = small.prove(7);
        CircuitProof read = small.verifier.read(proof, 0).proof();
        // What a verifier would accept that forgets one of the |C| zero bytes: the proof is bound to all of them.
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(read.root());
        Transcript honest = transcript.fork();
        small.verifier.verify(read, small.publicInputs(), honest);
        transcript.absorbBytes(new byte[0]);
        assertThat(refusal(() -> small.verifier.verify(read, small.publicInputs(), transcript)))
                .isEqualTo(Reason.COLUMN_NOT_COMMITTED);
    }

    @Test
    void wrongWitness_givesNoProof() {
        Small small = new Small();
        for (int i = 1; i < 4; i++) {
            FieldArray wrong = small.field.newArray(4);
            small.field.copy(wrong, small.inputs);
            small.field.set(wrong, i, small.field.add(small.field.get(wrong, i), Element.ONE));
            CircuitProver prover = new CircuitProver(small.prepared, SMALL, Workers.none(), Progress.NONE);
            assertThatThrownBy(() -> OneCircuit.prove(prover, SEED, wrong, ZkVectors.congruence(1)))
                    .isInstanceOf(UnsatisfiedException.class);
        }
    }

    @Test
    void witnessCommittedWrongly_butProvenAsRight_isRefused() throws Exception {
        // The commitment is to 5 and 7; a second prover that knows better answers for it.
        Small small = new Small();
        FieldArray wrong = small.field.newArray(2);
        small.field.set(wrong, 0, small.field.fromLong(5));
        small.field.set(wrong, 1, small.field.fromLong(7));
        CircuitProver prover = new CircuitProver(small.prepared, SMALL, Workers.none(), Progress.NONE);
        CircuitProver.Committed right = prover.commit(small.inputs.slice(2), ZkVectors.congruence(5));
        CircuitProver.Committed other = prover.commit(wrong, ZkVectors.congruence(5));
        assertThat(other.root()).isNotEqualTo(right.root());
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(other.root());
        byte[] proof = prover.encode(right.prove(small.publicInputs(), transcript));
        System.arraycopy(other.root(), 0, proof, 0, ROOT);
        assertThat(refusal(() -> small.verify(proof))).isEqualTo(Reason.COLUMN_NOT_COMMITTED);
    }

    @Test
    void commitment_provenTwice_isRefused() throws Exception {
        Small small = new Small();
        CircuitProver prover = new CircuitProver(small.prepared, SMALL, Workers.none(), Progress.NONE);
        CircuitProver.Committed committed = prover.commit(small.inputs.slice(2), ZkVectors.congruence(5));
        committed.prove(small.publicInputs(), new Transcript(SEED));
        assertThatThrownBy(() -> committed.prove(small.publicInputs(), new Transcript(SEED)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sameWitness_provenTwice_givesUnrelatedProofs() throws Exception {
        Small small = new Small();
        byte[] one = small.prove(1);
        byte[] two = small.prove(2);
        assertThat(two).isNotEqualTo(one);
        // Elements at the same place, but for the empty run and the like: none agree.
        Set<String> seen = new HashSet<>();
        int runs = indexOfRuns(small);
        for (int i = 0; i + 16 <= runs; i += 16) {
            seen.add(HexFormat.of().formatHex(one, i, i + 16));
        }
        int shared = 0;
        for (int i = 0; i + 16 <= runs; i += 16) {
            shared += seen.contains(HexFormat.of().formatHex(two, i, i + 16)) ? 1 : 0;
        }
        assertThat(shared).isZero();
        // No private value stands in the proof as such.
        for (int value : new int[] {5, 6}) {
            byte[] bytes = new byte[16];
            bytes[0] = (byte) value;
            assertThat(HexFormat.of().formatHex(one))
                    .doesNotContain(HexFormat.of().formatHex(bytes));
        }
    }

    @ParameterizedTest
    @CsvSource({"ecdsa-1sig-p256", "sha256-8blocks-fp128", "sha256-8blocks-gf2_128"})
    void largeProof_flippedAtSeededPlaces_isRefused(String name) throws Exception {
        Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(ZkVectors.CPP + name + ".circuit.lfc1.zst"));
        FieldArray publicInputs =
                ZkVectors.elements(circuit.field(), Vectors.bytes(ZkVectors.CPP + name + ".public.bin"));
        byte[] proof = Vectors.bytes(ZkVectors.CPP + name + ".proof.bin");
        CircuitVerifier verifier =
                new CircuitVerifier(circuit, new LigeroParameters(7, 132, 0), Workers.none(), Progress.NONE);
        SplittableRandom random = new SplittableRandom(20_000);
        int flips = Boolean.getBoolean("holdfast.slow") ? 20_000 : name.startsWith("ecdsa") ? 200 : 40;
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < flips; i++) {
            byte[] flipped = proof.clone();
            flipped[random.nextInt(proof.length)] ^= (byte) (1 << random.nextInt(8));
            reasons.add(refusal(() -> OneCircuit.verify(verifier, SEED, publicInputs, flipped)));
        }
        assertThat(reasons).contains(Reason.COLUMN_NOT_COMMITTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 55})
    void proof_cancelledAtSomePoint_endsThere(int after) throws Exception {
        Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(ZkVectors.CPP + "ecdsa-1sig-p256.circuit.lfc1.zst"));
        FieldArray inputs =
                ZkVectors.elements(circuit.field(), ZkVectors.zstd(ZkVectors.CPP + "ecdsa-1sig-p256.inputs.bin.zst"));
        AtomicInteger asked = new AtomicInteger();
        Workers workers = Workers.of(Runnable::run, 1, () -> asked.incrementAndGet() > 4 * after);
        SumcheckCircuit prepared = new SumcheckCircuit(circuit, Workers.none());
        assertThatThrownBy(() -> {
                    CircuitProver prover =
                            new CircuitProver(prepared, new LigeroParameters(7, 132, 0), workers, Progress.NONE);
                    OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(1));
                })
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isLessThanOrEqualTo(4 * after + 2);
    }

    /**
     * How much processor time passes between two questions whether to go on, in each stage of the largest circuit and on one
     * thread: that, and not what other programs do to the clock, decides how soon a cancelled proof ends.
     */
    @Test
    void cancellation_isAskedForOften_inEveryStageOfALargeProof() throws Exception {
        String name = ZkVectors.CPP + "jwt-15blocks-p256";
        Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(name + ".circuit.lfc1.zst"));
        FieldArray inputs = ZkVectors.elements(circuit.field(), ZkVectors.zstd(name + ".inputs.bin.zst"));
        Gaps gaps = new Gaps();
        Workers workers = Workers.of(Runnable::run, 1, gaps);
        LigeroParameters parameters = new LigeroParameters(7, 132, 0);
        CircuitProver prover = new CircuitProver(new SumcheckCircuit(circuit, workers), parameters, workers, gaps);
        CircuitVerifier verifier = new CircuitVerifier(circuit, parameters, workers, gaps);
        FieldArray known = inputs.slice(0, circuit.publicInputs());
        // The first time the compiler has not come so far yet.
        OneCircuit.verify(verifier, SEED, known, OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(1)));
        gaps.longest.clear();
        gaps.restart();
        OneCircuit.verify(verifier, SEED, known, OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(2)));
        assertThat(gaps.longest.keySet()).containsExactlyInAnyOrder(Progress.Stage.values());
        assertThat(gaps.longest)
                .allSatisfy((stage, nanos) ->
                        assertThat(nanos).as("%s: %s", stage, gaps.longest).isLessThan(500_000_000L));
    }

    /** Never cancels; remembers for each stage the longest processor time without being asked. */
    private static final class Gaps implements BooleanSupplier, Progress {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        final Map<Stage, Long> longest = new EnumMap<>(Stage.class);
        private Stage stage = Stage.COMMIT;
        private long last = THREADS.getCurrentThreadCpuTime();

        void restart() {
            last = THREADS.getCurrentThreadCpuTime();
        }

        @Override
        public boolean getAsBoolean() {
            long now = THREADS.getCurrentThreadCpuTime();
            longest.merge(stage, now - last, Math::max);
            last = now;
            return false;
        }

        @Override
        public void at(Stage reached, double done) {
            getAsBoolean();
            stage = reached;
        }
    }
}
