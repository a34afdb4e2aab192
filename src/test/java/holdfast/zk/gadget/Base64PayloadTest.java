package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Perturbation;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64PayloadTest {
    private static final Field FP128 = Fields.fp128();

    private final Program program = new Program(FP128);
    private final Sha256Message sha = new Sha256Message(program, 2);
    private final Base64Payload payload = new Base64Payload(program, sha);

    private Assignment assign(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        Assignment assignment = program.assignment();
        sha.assign(assignment, bytes);
        payload.assign(assignment, bytes);
        return assignment;
    }

    private Set<String> violated(String message) {
        Set<String> names = new TreeSet<>();
        for (Violation violation : assign(message).violations()) {
            names.add(violation.name());
        }
        return names;
    }

    @Test
    void payloads_ofAllLengthsAndPhases_decoded() {
        SplittableRandom random = new SplittableRandom(1);
        for (int header = 0; header < 9; header++) {
            for (int length = 0; length < 40; length += 1 + random.nextInt(3)) {
                byte[] content = new byte[length];
                random.nextBytes(content);
                String message = "x".repeat(header) + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(content);
                Assignment assignment = assign(message);
                assertEquals(List.of(), assignment.violations(), message);
                int start = Base64Payload.start(message.getBytes(StandardCharsets.ISO_8859_1));
                for (int i = 0; i < payload.size(); i++) {
                    int expected = i >= start && i < start + length ? content[i - start] & 0xff : 0;
                    assertEquals(
                            FP128.fromLong(expected),
                            assignment.value(payload.payloadByte(i)),
                            "byte " + i + " of " + message);
                }
            }
        }
    }

    @Test
    void alphabet_everyOtherByte_refused() {
        for (int c = 0; c < 256; c++) {
            boolean letter = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
            String message = "ab." + (char) c + "A";
            Set<String> violations = violated(message);
            assertEquals(letter, violations.isEmpty(), message + violations);
            if (!letter) {
                assertEquals(Set.of("base64url/alphabet"), violations, message);
            }
            assertEquals(letter, violated((char) c + "b.AA").isEmpty(), c + "b.AA");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.A", "abc.AAAAA", ".AAAAAAAAA"})
    void length_oneOverAGroup_refused(String message) {
        assertEquals(Set.of("base64url/length"), violated(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.AB", "abc.AAB", "ab.AAE", "h.AAAAAAg", "hh.AAAAAP", "hh.AAAAAB"})
    void unusedBits_set_refused(String message) {
        // AAE has no unused bit set: two of its last six are unused.
        boolean fine = message.endsWith("AAE") || message.endsWith("AAAAAAg");
        assertEquals(fine ? Set.of() : Set.of("base64url/unused bits"), violated(message));
    }

    @Test
    void dot_second_refused() {
        assertTrue(violated("ab.AA.AA").contains("base64url/alphabet"));
    }

    /** A prover may point anywhere for the dot: only the one dot of the message is accepted, never one of the padding. */
    @Test
    void dot_chosenElsewhere_refused() {
        for (int place = 0; place < 128; place++) {
            Assignment assignment = assign("abcd.AAAA");
            payload.dot().assign(assignment, place);
            assertEquals(place == 4, assignment.violations().isEmpty(), "dot at " + place);
        }
    }

    /** Behind the end the equation of the alphabet also has a solution for a dot: the letter 19 places from A to a dot. */
    @Test
    void dot_behindTheEnd_refusedForBeingThere() {
        String message = "abcdAAAA";
        Assignment assignment = assign("." + message.substring(1));
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        sha.assign(assignment, bytes);
        for (int i = 0; i < bytes.length; i++) {
            payload.letter(i).assign(assignment, LETTERS.indexOf(bytes[i]));
        }
        payload.dot().assign(assignment, 19);
        payload.letter(19).assign(assignment, 'A' - '.');
        Set<String> names = new TreeSet<>();
        assignment.violations().forEach(v -> names.add(v.name()));
        assertEquals(Set.of("base64url/the dot is inside"), names);
    }

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void witnesses_changedOneByOne_allNoticed() {
        Perturbation perturbation = new Perturbation(program, assign("eyJhbGci.eyJhIjoxLCJiIjoiYy1kIn0_-9Z4"));
        Set<String> noticedBy = new TreeSet<>();
        int tried = 0;
        for (int i = 0; i < perturbation.privateInputs(); i++) {
            if (!perturbation.name(i).startsWith("base64url/")) {
                continue;
            }
            for (long value : new long[] {-1, 0, 1, 2, 3, 4}) {
                Element changed = value < 0 ? FP128.negate(FP128.fromLong(-value)) : FP128.fromLong(value);
                if (!changed.equals(perturbation.value(i))) {
                    List<String> violations = perturbation.violations(i, changed);
                    assertFalse(violations.isEmpty(), perturbation.name(i) + " (input " + i + ") can be " + value);
                    noticedBy.addAll(violations);
                    tried++;
                }
            }
        }
        assertTrue(tried > 1500, tried + " changes");
        assertTrue(
                noticedBy.containsAll(Set.of(
                        "base64url/alphabet",
                        "base64url/the dot is inside",
                        "base64url/letter",
                        "base64url/dot",
                        "base64url/unused bits")),
                noticedBy.toString());
    }
}
