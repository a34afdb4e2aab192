package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be proven is refused before any proving, with a sentence that names the field and the reason. */
class UnprovableTest {
    private static final String SHOW = "[{\"output\":{\"a\":{\"dvar\":\"a\"}}}]";
    private static final String MARKED = "{\"_a_zkpass_public_\":true,\"a\":";

    private final Proofs proofs = new Proofs();

    static Stream<Arguments> tasks() {
        String compare =
                "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"a\"},1]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";
        return Stream.of(
                Arguments.of(SHOW, MARKED + "\"x\\\"y\"}", "string-escaped", "a"),
                Arguments.of(SHOW, MARKED + "[\"x\",\"y\\\\\"]}", "string-escaped", "a[1]"),
                Arguments.of(SHOW, MARKED + "\"" + "é".repeat(129) + "\"}", "string-too-long", "a"),
                Arguments.of(SHOW, MARKED + "1,\"x\\\"y\":2}", "name-escaped", ""),
                Arguments.of(SHOW, MARKED + "1,\"b\":[{\"x\\\"y\":2}]}", "name-escaped", "b[0]"),
                Arguments.of(SHOW, MARKED + "[1,\"x\",true]}", "mixed-types", "a"),
                Arguments.of(SHOW, MARKED + "[" + "1,".repeat(64) + "1]}", "too-many-elements", "a"),
                Arguments.of(SHOW, MARKED + "1,\"b\":" + "[".repeat(14) + "]".repeat(14) + "}", "too-deep", null),
                Arguments.of(SHOW, MARKED + "1,\"b\":\"" + "x".repeat(13_000) + "\"}", "token-too-large", ""),
                Arguments.of(compare, "{\"a\":1.5}", "not-evaluable", "a"),
                Arguments.of(compare, "{\"a\":1e3}", "not-evaluable", "a"),
                Arguments.of(compare, "{\"a\":12345678901234567890}", "not-evaluable", "a"),
                Arguments.of(compare, "{\"a\":\"1\"}", "not-evaluable", null),
                Arguments.of(compare, "{\"b\":1}", "not-evaluable", "a"),
                Arguments.of(SHOW, "{\"a\":1}", "not-evaluable", "a"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void task_notProvable_isRefusedByNameOfFieldAndReason(String query, String data, String reason, String field)
            throws Exception {
        ProofTask task = proofs.task(proofs.request(query), data);
        List<Prover.Stage> stages = new ArrayList<>();
        EmbeddedProver prover = new EmbeddedProver(Runnable::run, 1, proofs.random, proofs.cache);
        ProvingException refusal = assertThrows(
                ProvingException.class, () -> prover.prove(task, (stage, done) -> stages.add(stage), () -> false));
        assertEquals(reason, refusal.code());
        assertEquals(field, refusal.field() == null ? null : refusal.field().path());
        assertTrue(
                refusal.getMessage().length() > 30 && refusal.getMessage().matches("[A-Z\"].*"), refusal.getMessage());
        if (field != null && !field.isEmpty()) {
            assertTrue(refusal.getMessage().contains(field), refusal.getMessage());
        }
        assertTrue(
                stages.stream().allMatch(stage -> stage == Prover.Stage.CIRCUIT), "nothing was committed: " + stages);
    }
}
