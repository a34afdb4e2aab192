package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.LayeredEvaluation;
import holdfast.zk.compiler.Perturbation;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final Field FP128 = Fields.fp128();

    static byte[] sha256(byte[] message) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    private static byte[] digest(Assignment assignment, Expr[] words) {
        ByteBuffer result = ByteBuffer.allocate(32);
        for (Expr word : words) {
            result.putInt(Numbers.integer(FP128, assignment.value(word)).intValue());
        }
        return result.array();
    }

    @Test
    void messages_ofAllLengths_haveTheirDigest() throws Exception {
        int blocks = 3;
        Program program = new Program(FP128);
        Sha256Message sha = new Sha256Message(program, blocks);
        Expr[] words = sha.digestWords();
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 64 * blocks - 9; length += length % 64 > 52 || length % 64 < 2 ? 1 : 17) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            Assignment assignment = program.assignment();
            sha.assign(assignment, message);
            assertEquals(List.of(), assignment.violations(), "length " + length);
            assertArrayEquals(sha256(message), digest(assignment, words), "length " + length);
            for (int i = 0; i < 64 * blocks; i++) {
                Element expected = FP128.fromLong(i < length ? message[i] & 0xff : 0);
                assertEquals(expected, assignment.value(sha.messageByte(i)), "byte " + i + " of " + length);
            }
        }
    }

    @Test
    void message_tooLong_refusedWithTheBound() {
        Program program = new Program(FP128);
        Sha256Message sha = new Sha256Message(program, 1);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> sha.assign(program.assignment(), new byte[56]));
        assertTrue(e.getMessage().contains("at most 55"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "fp128"})
    void circuit_layered_acceptsTheRightDigestOnly(String name) throws Exception {
        Field field = name.equals("p256") ? Fields.p256() : FP128;
        Program program = new Program(field);
        Expr[] expected = new Expr[8];
        Arrays.setAll(expected, i -> program.publicInput("digest"));
        Sha256Message sha = new Sha256Message(program, 2);
        Expr[] words = sha.digestWords();
        for (int i = 0; i < 8; i++) {
            program.assertEqual("digest", words[i], expected[i]);
        }
        var circuit = program.compile().circuit();
        for (String message :
                List.of("abc", "", "a message that fills more than one block, whose padding goes to the second")) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            ByteBuffer digest = ByteBuffer.wrap(sha256(bytes));
            Assignment assignment = program.assignment();
            sha.assign(assignment, bytes);
            for (Expr word : expected) {
                assignment.set(word, digest.getInt() & 0xffff_ffffL);
            }
            assertEquals(List.of(), assignment.violations(), message);
            assertTrue(LayeredEvaluation.satisfied(circuit, assignment.inputs()), message);
            assignment.set(expected[7], 5);
            assertEquals(List.of(new Violation("digest")), assignment.violations());
            assertFalse(LayeredEvaluation.satisfied(circuit, assignment.inputs()));
        }
    }

    @Test
    void digestBits_matchTheDigest() throws Exception {
        Program program = new Program(Fields.p256());
        Sha256Message sha = new Sha256Message(program, 2);
        Expr[] signs = sha.digestSigns();
        byte[] message = "bits".getBytes(StandardCharsets.UTF_8);
        Assignment assignment = program.assignment();
        sha.assign(assignment, message);
        byte[] digest = sha256(message);
        for (int i = 0; i < 256; i++) {
            boolean set = (digest[i / 8] >>> (7 - i % 8) & 1) != 0;
            Element sign = assignment.value(signs[i]);
            assertEquals(set, !sign.isOne());
        }
    }

    /** Every private input, changed to numbers that look plausible and to others, is noticed. */
    @Test
    void witnesses_changedOneByOne_allNoticed() {
        Program program = new Program(FP128);
        Sha256Message sha = new Sha256Message(program, 2);
        for (int length : new int[] {61}) {
            byte[] message = new byte[length];
            new SplittableRandom(length).nextBytes(message);
            Assignment assignment = program.assignment();
            sha.assign(assignment, message);
            Perturbation perturbation = new Perturbation(program, assignment);
            SplittableRandom random = new SplittableRandom(length);
            Set<String> noticedBy = new TreeSet<>();
            for (int i = 0; i < perturbation.privateInputs(); i++) {
                for (long value : new long[] {-3, -1, 0, 1, 2, 3, random.nextLong() >>> 2}) {
                    Element changed = value < 0 ? FP128.negate(FP128.fromLong(-value)) : FP128.fromLong(value);
                    if (changed.equals(perturbation.value(i))) {
                        continue;
                    }
                    List<String> violations = perturbation.violations(i, changed);
                    assertFalse(
                            violations.isEmpty(),
                            perturbation.name(i) + " (input " + i + ") can be " + value + " at length " + length);
                    noticedBy.addAll(violations);
                }
            }
            assertTrue(
                    noticedBy.containsAll(Set.of(
                            "sha256/schedule",
                            "sha256/round e",
                            "sha256/round a",
                            "sha256/state",
                            "sha256/padding",
                            "sha256/message bits",
                            "sha256/length")),
                    noticedBy.toString());
        }
    }

    @Test
    void padding_otherThanTheRightOne_refused() {
        Program program = new Program(FP128);
        Sha256Message sha = new Sha256Message(program, 2);
        byte[] right = new byte[128];
        right[20] = (byte) 0x80;
        right[63] = (byte) 160;
        assertEquals(List.of(), padded(program, sha, 20, right));
        for (int i = 20; i < 128; i += i < 70 ? 7 : 1) {
            byte[] wrong = right.clone();
            wrong[i] ^= 1;
            assertEquals(List.of("sha256/padding"), padded(program, sha, 20, wrong), "byte " + i);
        }
        // The same bytes read as a message of another length.
        for (int length = 0; length < 119; length += 5) {
            if (length != 20) {
                assertTrue(padded(program, sha, length, right).contains("sha256/padding"), "length " + length);
            }
        }
        for (int length = 120; length < 128; length++) {
            byte[] noRoom = new byte[128];
            noRoom[length] = (byte) 0x80;
            assertEquals(List.of("sha256/the length fits"), padded(program, sha, length, noRoom), "length " + length);
        }
    }

    private static List<String> padded(Program program, Sha256Message sha, int length, byte[] padded) {
        Assignment assignment = program.assignment();
        sha.length().assign(assignment, length);
        sha.assignPadded(assignment, padded);
        return assignment.violations().stream().map(Violation::name).distinct().toList();
    }
}
