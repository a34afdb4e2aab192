package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Jacobian;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Fields;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At honest witnesses no private input can be moved, but for those that are free by design. */
class JacobianTest {

    @Test
    void hashAndPayload_haveFullRank() throws Exception {
        Program program = new Program(Fields.fp128());
        Sha256Message sha = new Sha256Message(program, 1);
        Base64Payload payload = new Base64Payload(program, sha);
        DigestMac tie = new DigestMac(program, sha.digestWords());
        byte[] message = "eyJ9.eyJhIjoxLCJiIjoiYyJ9".getBytes(StandardCharsets.US_ASCII);
        Assignment assignment = program.assignment();
        sha.assign(assignment, message);
        payload.assign(assignment, message);
        assignTie(tie, assignment, Sha256Test.sha256(message));
        assertEquals(List.of(), new Jacobian(program, assignment).free());
    }

    private static void assignTie(DigestMac tie, Assignment assignment, byte[] digest) {
        List<BigInteger> pads = List.of(BigInteger.valueOf(123_456_789), BigInteger.ONE.shiftLeft(115));
        DigestMac.Keys keys = DigestMac.Keys.draw((target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) (i + 1);
            }
        });
        tie.assignPads(assignment, pads);
        tie.assignPublic(assignment, keys, keys.tags(digest, pads));
    }

    @Test
    void signature_hasFullRank() {
        Program program = new Program(Fields.p256());
        DigestWords digest = new DigestWords(program);
        EcdsaP256 ecdsa = new EcdsaP256(program, digest.number());
        DigestMac tie = new DigestMac(program, digest.words());
        EcdsaTest.Signature signature = EcdsaTest.Signature.of(29_000_000_017L, 37_000_000_007L, EcdsaTest.digest(13));
        Assignment assignment = program.assignment();
        byte[] bytes = EcdsaTest.bytes(signature.digest());
        digest.assign(assignment, bytes);
        ecdsa.assign(assignment, signature.x(), signature.y(), bytes, signature.r(), signature.s());
        assignTie(tie, assignment, bytes);
        assertEquals(List.of(), new Jacobian(program, assignment).free());
    }

    @Test
    void json_hasFullRank_butForTheInverseOfADigitThatIs0() {
        JsonCircuit circuit = new JsonCircuit(64, 4, name -> false)
                .with("a", Read.INTEGER, 0)
                .with("b", Read.TEXT, 0)
                .with("c[1]", Read.BOOLEAN, 0)
                .with("d[?f].a", Read.INTEGER, 2);
        WitnessSteps.Run run = circuit.assign("{\"a\":-12,\"b\":\"xy\",\"c\":[1,false],\"d\":[{\"f\":true,\"a\":5}]}");
        assertEquals(List.of(), run.notFound());
        // Of the element that is not there a 0 is read.
        assertEquals(
                List.of("integer/inverse of the first digit"), new Jacobian(circuit.program, run.assignment()).free());
    }
}
