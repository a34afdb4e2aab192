package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.LayeredEvaluation;
import holdfast.zk.compiler.Perturbation;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CheatingProver;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaTest {
    private static final Field P256 = Fields.p256();
    /** Valid signatures whose point has an abscissa of n or more: what the gadget says it cannot prove. */
    private static final Set<String> UNPROVABLE =
            Set.of("k*G has a large x-coordinate", "r = 3, x = n + 3 is the smallest possible x with a reduction");

    private final Program program = new Program(P256);
    private final WideBits digest = WideBits.witness(program, "digest", 256);
    private final EcdsaP256 ecdsa = new EcdsaP256(program, digest);

    /** A signature made with a fixed nonce. */
    record Signature(BigInteger x, BigInteger y, BigInteger digest, BigInteger r, BigInteger s) {
        static Signature of(long key, long nonce, BigInteger digest) {
            BigInteger d = BigInteger.valueOf(key).pow(5).mod(Curve.N);
            BigInteger k = BigInteger.valueOf(nonce).pow(5).mod(Curve.N);
            Curve.Point q = Curve.multiply(d, Curve.G);
            Curve.Point point = Curve.multiply(k, Curve.G);
            if (q == null || point == null) {
                throw new AssertionError("a multiple of the generator is 0");
            }
            BigInteger r = point.x().mod(Curve.N);
            BigInteger s =
                    k.modInverse(Curve.N).multiply(digest.add(r.multiply(d))).mod(Curve.N);
            return new Signature(q.x(), q.y(), digest, r, s);
        }
    }

    private Assignment assign(Signature signature) {
        Assignment assignment = program.assignment();
        ecdsa.assign(assignment, signature.x(), signature.y(), bytes(signature.digest()), signature.r(), signature.s());
        return assignment;
    }

    private static List<String> names(Assignment assignment) {
        return assignment.violations().stream().map(Violation::name).distinct().toList();
    }

    static BigInteger digest(int seed) {
        byte[] digest = new byte[32];
        new java.util.SplittableRandom(seed).nextBytes(digest);
        return new BigInteger(1, digest);
    }

    static byte[] bytes(BigInteger digest) {
        byte[] result = new byte[32];
        byte[] number = digest.toByteArray();
        for (int i = 0; i < 32 && i < number.length; i++) {
            result[31 - i] = number[number.length - 1 - i];
        }
        return result;
    }

    @Test
    void signature_valid_accepted() {
        for (int i = 0; i < 5; i++) {
            Signature signature = Signature.of(1_234_567_891_011L + i, 987_654_321_987L * (i + 1), digest(i));
            assertEquals(List.of(), names(assign(signature)));
        }
    }

    @Test
    void signature_withTheOtherS_accepted() {
        Signature low = Signature.of(99_999_999_977L, 31_415_926_535L, digest(7));
        Signature high = new Signature(low.x(), low.y(), low.digest(), low.r(), Curve.N.subtract(low.s()));
        assertEquals(List.of(), names(assign(high)));
    }

    @Test
    void circuit_layered_agreesWithTheProgram() {
        var circuit = program.compile().circuit();
        Assignment good = assign(Signature.of(5_000_000_021L, 6_000_000_041L, digest(3)));
        assertTrue(LayeredEvaluation.satisfied(circuit, good.inputs()));
        Signature other = Signature.of(5_000_000_021L, 6_000_000_041L, digest(3));
        Assignment bad = assign(new Signature(other.x(), other.y(), digest(4), other.r(), other.s()));
        assertEquals(List.of("ecdsa/the abscissa is r"), names(bad));
        assertFalse(LayeredEvaluation.satisfied(circuit, bad.inputs()));
    }

    /**
     * The few quotients that two odd numbers of 256 bits stand for, here −2 modulo n as n − 2 and as −n − 2: both are the same multiple
     * of the point, and a verifier accepts also a proof of the second.
     */
    @Test
    void quotient_asTheOtherOddNumberOfItsClass_isFree() throws Exception {
        BigInteger key = BigInteger.valueOf(43_000_000_003L).pow(5).mod(Curve.N);
        BigInteger nonce = BigInteger.valueOf(47_000_000_009L).pow(5).mod(Curve.N);
        Curve.Point q = Curve.multiply(key, Curve.G);
        BigInteger r = Curve.multiply(nonce, Curve.G).x().mod(Curve.N);
        // From e = −2s and s·k = e + r·key.
        BigInteger s = r.multiply(key)
                .multiply(nonce.add(BigInteger.TWO).modInverse(Curve.N))
                .mod(Curve.N);
        BigInteger e = s.multiply(BigInteger.TWO).negate().mod(Curve.N);
        Assignment near = assign(new Signature(q.x(), q.y(), e, r, s));
        Assignment far = assign(new Signature(q.x(), q.y(), e, r, s));
        ecdsa.assignQuotients(
                far,
                new WindowTable(q),
                List.of(e, r, s),
                Curve.N.negate().subtract(BigInteger.TWO),
                EcdsaP256.odd(r.multiply(s.modInverse(Curve.N)).mod(Curve.N)));
        assertEquals(List.of(), names(near));
        assertEquals(List.of(), names(far));
        assertFalse(P256.isZero(difference(near.privateInputs(), far.privateInputs())));
        CheatingProver prover = new CheatingProver(
                new SumcheckCircuit(program.compile().circuit(), Workers.none()), new LigeroParameters(4, 20, 0));
        byte[] seed = {7};
        FieldArray known = far.publicInputs();
        FieldArray secret = far.privateInputs();
        prover.verify(prover.prove(known, secret, secret, seed, ZkVectors.congruence(3)), known, seed);
    }

    private static FieldArray difference(FieldArray a, FieldArray b) {
        FieldArray difference = P256.newArray(a.length());
        for (int i = 0; i < a.length(); i++) {
            P256.set(difference, i, P256.sub(P256.get(a, i), P256.get(b, i)));
        }
        return difference;
    }

    /** The extremes of a digest: a field equation alone would take e for e ± p. */
    @Test
    void digest_beyondTheModulus_isThatVeryInteger() {
        BigInteger ones = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
        Signature signature = Signature.of(77_777_777_771L, 88_888_888_883L, ones);
        assertEquals(List.of(), names(assign(signature)));
        Signature reduced =
                new Signature(signature.x(), signature.y(), ones.mod(Curve.P), signature.r(), signature.s());
        assertFalse(names(assign(reduced)).isEmpty());
    }

    @Test
    void rAndS_outOfRange_refusedByName() {
        Signature good = Signature.of(13_000_000_003L, 17_000_000_003L, digest(11));
        assertTrue(names(assign(with(good, BigInteger.ZERO, good.s()))).contains("ecdsa/r is not 0"));
        assertTrue(names(assign(with(good, good.r(), BigInteger.ZERO))).contains("ecdsa/s is not 0"));
        assertTrue(names(assign(with(good, Curve.N, good.s()))).contains("ecdsa/r is below n"));
        assertTrue(names(assign(with(good, good.r(), Curve.N))).contains("ecdsa/s is below n"));
        BigInteger over = good.s().mod(BigInteger.ONE.shiftLeft(200)).add(Curve.N);
        assertTrue(names(assign(with(good, good.r(), over))).contains("ecdsa/s is below n"));
        assertThrows(
                IllegalArgumentException.class, () -> assign(with(good, good.r().negate(), good.s())));
    }

    private static Signature with(Signature signature, BigInteger r, BigInteger s) {
        return new Signature(signature.x(), signature.y(), signature.digest(), r, s);
    }

    @Test
    void key_offTheCurve_refused() {
        Signature good = Signature.of(19_000_000_009L, 23_000_000_017L, digest(12));
        Signature bad = new Signature(good.x(), good.y().add(BigInteger.ONE), good.digest(), good.r(), good.s());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> assign(bad))
                .getMessage()
                .contains("not a point"));
    }

    /** Every private input is determined by the digest and the signature. */
    @Test
    void witnesses_changedOneByOne_allNoticed() {
        Perturbation perturbation =
                new Perturbation(program, assign(Signature.of(29_000_000_017L, 37_000_000_007L, digest(13))));
        Set<String> noticedBy = new TreeSet<>();
        for (int i = 0; i < perturbation.privateInputs(); i++) {
            for (long value : new long[] {-3, -1, 0, 1, 3, 1L << 44}) {
                Element changed = value < 0 ? P256.negate(P256.fromLong(-value)) : P256.fromLong(value);
                if (!changed.equals(perturbation.value(i))) {
                    List<String> violations = perturbation.violations(i, changed);
                    assertFalse(violations.isEmpty(), perturbation.name(i) + " (input " + i + ") can be " + value);
                    noticedBy.addAll(violations);
                }
            }
        }
        assertTrue(
                noticedBy.containsAll(Set.of(
                        "ecdsa/e/s modulo p",
                        "ecdsa/e/s limb",
                        "ecdsa/r/s modulo p",
                        "ecdsa/r/s limb",
                        "ecdsa/partial sum x",
                        "ecdsa/partial sum y",
                        "ecdsa/the abscissa is r",
                        "ecdsa/the point is not at infinity",
                        "ecdsa/r is not 0",
                        "ecdsa/s is not 0")),
                noticedBy.toString());
    }

    /** Tests of r and s themselves; what is wrong with an encoding is the token parser's business. */
    @ParameterizedTest
    @ValueSource(strings = {"ecdsa_secp256r1_sha256_p1363_test.json", "ecdsa_secp256r1_sha256_test.json"})
    void wycheproof_validAccepted_invalidRefused(String file) throws Exception {
        JsonObject root = JsonReader.readObject(
                Vectors.bytes("wycheproof/testvectors_v1/" + file), JsonLimits.upTo(16 * 1024 * 1024));
        List<String> wrong = new ArrayList<>();
        Set<String> unprovable = new TreeSet<>();
        int accepted = 0;
        int refused = 0;
        for (JsonValue group : ((JsonArray) member(root, "testGroups")).items()) {
            JsonObject key = (JsonObject) member((JsonObject) group, "publicKey");
            BigInteger x = new BigInteger(string(key, "wx"), 16);
            BigInteger y = new BigInteger(string(key, "wy"), 16);
            for (JsonValue item : ((JsonArray) member((JsonObject) group, "tests")).items()) {
                JsonObject test = (JsonObject) item;
                byte[] bytes = HexFormat.of().parseHex(string(test, "sig"));
                BigInteger[] rs = file.contains("p1363") ? fixed(bytes) : der(bytes);
                if (rs.length == 0 || rs[0].bitLength() > 256 || rs[1].bitLength() > 256) {
                    continue;
                }
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(HexFormat.of().parseHex(string(test, "msg")));
                boolean valid = string(test, "result").equals("valid");
                boolean satisfied = names(assign(new Signature(x, y, new BigInteger(1, hash), rs[0], rs[1])))
                        .isEmpty();
                if (satisfied != valid) {
                    String comment = string(test, "comment");
                    (UNPROVABLE.contains(comment) && valid ? unprovable : wrong).add(comment);
                }
                accepted += satisfied ? 1 : 0;
                refused += satisfied ? 0 : 1;
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(UNPROVABLE, unprovable);
        assertTrue(accepted > 150 && refused > 20, accepted + " accepted, " + refused + " refused");
    }

    private static JsonValue member(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new AssertionError("the vectors have no " + name);
        }
        return value;
    }

    private static String string(JsonObject object, String name) {
        return ((JsonString) member(object, name)).value();
    }

    private static BigInteger[] fixed(byte[] signature) {
        if (signature.length != 64) {
            return new BigInteger[0];
        }
        return new BigInteger[] {
            new BigInteger(1, Arrays.copyOf(signature, 32)), new BigInteger(1, Arrays.copyOfRange(signature, 32, 64))
        };
    }

    /** r and s of a strict DER signature with numbers that are not negative; nothing for any other. */
    private static BigInteger[] der(byte[] signature) {
        if (signature.length < 8 || signature[0] != 0x30 || signature[1] != signature.length - 2 || signature[2] != 2) {
            return new BigInteger[0];
        }
        int rLength = signature[3];
        int at = 4 + rLength;
        if (rLength < 1
                || at + 2 >= signature.length
                || signature[at] != 2
                || signature[at + 1] != signature.length - at - 2) {
            return new BigInteger[0];
        }
        BigInteger[] result = {
            new BigInteger(Arrays.copyOfRange(signature, 4, at)),
            new BigInteger(Arrays.copyOfRange(signature, at + 2, signature.length))
        };
        boolean strict = result[0].signum() >= 0
                && result[1].signum() >= 0
                && result[0].toByteArray().length == rLength
                && result[1].toByteArray().length == signature[at + 1];
        return strict ? result : new BigInteger[0];
    }
}
