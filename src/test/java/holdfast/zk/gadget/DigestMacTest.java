package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.LayeredEvaluation;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigestMacTest {
    private static final List<Field> FIELDS = List.of(Fields.p256(), Fields.fp128());

    /** A circuit with nothing but a digest and its tie. */
    private static final class Side {
        final Program program;
        final DigestWords digest;
        final DigestMac mac;

        Side(Field field) {
            program = new Program(field);
            digest = new DigestWords(program);
            mac = new DigestMac(program, digest.words());
        }

        Assignment assign(byte[] value, List<BigInteger> pads, DigestMac.Keys keys, List<BigInteger> tags) {
            Assignment assignment = program.assignment();
            digest.assign(assignment, value);
            mac.assignPads(assignment, pads);
            mac.assignPublic(assignment, keys, tags);
            return assignment;
        }
    }

    private static ByteSource source(SplittableRandom random) {
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) random.nextInt();
            }
        };
    }

    @Test
    void digests_equal_acceptedInBothFields() {
        for (Field field : FIELDS) {
            Side side = new Side(field);
            var circuit = side.program.compile().circuit();
            for (int seed = 0; seed < 20; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                byte[] digest = new byte[32];
                random.nextBytes(digest);
                List<BigInteger> pads = DigestMac.drawPads(source(random));
                DigestMac.Keys keys = DigestMac.Keys.draw(source(random));
                Assignment assignment = side.assign(digest, pads, keys, keys.tags(digest, pads));
                assertEquals(List.of(), assignment.violations());
                assertTrue(LayeredEvaluation.satisfied(circuit, assignment.inputs()));
            }
        }
    }

    @Test
    void digests_differing_refused() {
        for (Field field : FIELDS) {
            Side side = new Side(field);
            SplittableRandom random = new SplittableRandom(5);
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            List<BigInteger> pads = DigestMac.drawPads(source(random));
            DigestMac.Keys keys = DigestMac.Keys.draw(source(random));
            List<BigInteger> tags = keys.tags(digest, pads);
            for (int bit = 0; bit < 256; bit++) {
                byte[] other = digest.clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                List<String> violations = side.assign(other, pads, keys, tags).violations().stream()
                        .map(Violation::name)
                        .toList();
                assertEquals(List.of("digest tie/tag", "digest tie/tag"), violations);
            }
        }
    }

    @Test
    void pads_otherThanTheCommitted_refused() {
        Side side = new Side(Fields.fp128());
        SplittableRandom random = new SplittableRandom(6);
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        List<BigInteger> pads = DigestMac.drawPads(source(random));
        DigestMac.Keys keys = DigestMac.Keys.draw(source(random));
        List<BigInteger> tags = keys.tags(digest, pads);
        List<BigInteger> shifted = List.of(pads.get(0).add(BigInteger.ONE), pads.get(1));
        assertFalse(side.assign(digest, shifted, keys, tags).violations().isEmpty());
    }

    @Test
    void tag_ofTooManyBits_refused() {
        Side side = new Side(Fields.fp128());
        SplittableRandom random = new SplittableRandom(7);
        List<BigInteger> pads = DigestMac.drawPads(source(random));
        DigestMac.Keys keys = DigestMac.Keys.draw(source(random));
        List<BigInteger> tags = List.of(BigInteger.ONE.shiftLeft(DigestMac.TAG_BITS), BigInteger.ONE);
        assertThrows(IllegalArgumentException.class, () -> side.assign(new byte[32], pads, keys, tags));
    }
}
