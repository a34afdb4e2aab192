package holdfast.attestation;

import static holdfast.attestation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.attestation.AttestationException.Reason;
import holdfast.testing.TestCertificates;
import holdfast.testing.TestCertificates.Issued;
import holdfast.testing.TestCertificates.Spec;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check on its own, with documents of our own making. */
class EnclaveVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TestEnclave ENCLAVE = new TestEnclave(NOW);

    private final Challenge challenge = Challenge.fresh(new SecureRandom());
    private final byte[] key = TestCertificates.keyPair("secp256r1").getPublic().getEncoded();
    private final Map<String, byte[]> fields = ENCLAVE.fields(challenge.nonce(), key);

    @Test
    void document_inOrder_isAttested() throws Exception {
        AttestedEnclave enclave = verify(ENCLAVE.document(challenge.nonce(), key));
        assertThat(enclave.moduleId()).isEqualTo("i-0-enc0");
        assertThat(enclave.timestamp()).isEqualTo(NOW);
        assertThat(enclave.measurements()).isEqualTo(TestEnclave.measurements());
        assertThat(enclave.encryptionKey()).isEqualTo(key);
    }

    @Test
    void payload_withIndefiniteLengths_isAttested() throws Exception {
        fields.put("certificate", CborWriter.chunked(ENCLAVE.signer.der(), 100));
        fields.put(
                "cabundle",
                CborWriter.indefiniteArray(
                        CborWriter.bytes(ENCLAVE.root.der()), CborWriter.chunked(ENCLAVE.middle.der(), 33)));
        assertThat(verify(ENCLAVE.sign(CborWriter.indefiniteMap(TestEnclave.flat(fields))))
                        .moduleId())
                .isEqualTo("i-0-enc0");
    }

    @Test
    void challenge_answeredTwice_isRefused() throws Exception {
        byte[] document = ENCLAVE.document(challenge.nonce(), key);
        verify(document);
        assertRefused(Reason.CHALLENGE_USED, () -> verify(document));
    }

    @Test
    void challenge_answeredWrongly_isUsedUp() {
        byte[] document = ENCLAVE.document(challenge.nonce(), key);
        assertRefused(Reason.CBOR_TRUNCATED, () -> verify(new byte[0]));
        assertRefused(Reason.CHALLENGE_USED, () -> verify(document));
    }

    @Test
    void challenges_differ() {
        assertThat(challenge.nonce())
                .hasSize(32)
                .isNotEqualTo(Challenge.fresh(new SecureRandom()).nonce());
    }

    @Test
    void nonce_otherThanAsked_isRefused() {
        refused(Reason.NONCE_MISSING, "nonce", CborWriter.nil());
        refused(Reason.NONCE_MISSING, "nonce", null);
        refused(Reason.NONCE_WRONG, "nonce", CborWriter.bytes(new byte[0]));
        refused(Reason.NONCE_WRONG, "nonce", CborWriter.bytes(new byte[32]));
        byte[] longer = Arrays.copyOf(challenge.nonce(), 33);
        refused(Reason.NONCE_WRONG, "nonce", CborWriter.bytes(longer));
    }

    @Test
    void key_inUserDataAlone_isBound() throws Exception {
        fields.put("public_key", CborWriter.nil());
        fields.put("user_data", CborWriter.bytes(key));
        assertThat(verify(ENCLAVE.sign(TestEnclave.map(fields))).encryptionKey())
                .isEqualTo(key);
    }

    @Test
    void key_otherThanBound_isRefused() {
        refused(Reason.KEY_WRONG, "public_key", CborWriter.bytes(new byte[91]));
        refused(Reason.KEY_NOT_BOUND, "public_key", CborWriter.nil());
        refused(Reason.KEY_NOT_BOUND, "public_key", null);
        // The field for keys goes before other data that would fit.
        fields.put("user_data", CborWriter.bytes(key));
        refused(Reason.KEY_WRONG, "public_key", CborWriter.bytes(new byte[91]));
        fields.put("public_key", CborWriter.nil());
        refused(Reason.KEY_NOT_BOUND, "user_data", CborWriter.bytes(new byte[0]));
        refused(Reason.KEY_WRONG, "user_data", CborWriter.bytes(new byte[] {1}));
    }

    @Test
    void emptyKey_isNeverBound() {
        fields.put("public_key", CborWriter.nil());
        fields.put("user_data", CborWriter.bytes(new byte[0]));
        byte[] document = ENCLAVE.sign(TestEnclave.map(fields));
        assertRefused(
                Reason.KEY_NOT_BOUND,
                () -> verifier(NOW).verify(document, new Challenge(challenge.nonce()), new byte[0]));
    }

    @Test
    void program_otherThanAllowed_isRefused() {
        String one = "11".repeat(48);
        String two = "22".repeat(48);
        String three = "33".repeat(48);
        String zero = "00".repeat(48);
        refused(Reason.PCR_NOT_ALLOWED, "pcrs", TestEnclave.pcrs(two, two, three));
        refused(Reason.PCR_NOT_ALLOWED, "pcrs", TestEnclave.pcrs(one, one, three));
        refused(Reason.PCR_NOT_ALLOWED, "pcrs", TestEnclave.pcrs(one, two, two));
        refused(Reason.PCR_NOT_ALLOWED, "pcrs", TestEnclave.pcrs(one.substring(32), two, three));
        refused(Reason.PCR_MISSING, "pcrs", TestEnclave.pcrs(one, two));
        refused(Reason.DEBUG_MODE, "pcrs", TestEnclave.pcrs(zero, zero, zero));
        refused(Reason.DEBUG_MODE, "pcrs", TestEnclave.pcrs(zero, two, three));
        refused(Reason.DEBUG_MODE, "pcrs", TestEnclave.pcrs(one, zero, three));
        refused(Reason.DEBUG_MODE, "pcrs", TestEnclave.pcrs(one, two, zero));
        refused(Reason.DEBUG_MODE, "pcrs", TestEnclave.pcrs("00".repeat(32), two, three));
    }

    @Test
    void nothingAllowed_nothingPasses() {
        EnclaveVerifier none = new EnclaveVerifier(ENCLAVE.root(), Set.of(), Clock.fixed(NOW, ZoneOffset.UTC));
        assertRefused(
                Reason.PCR_NOT_ALLOWED, () -> none.verify(ENCLAVE.document(challenge.nonce(), key), challenge, key));
    }

    @Test
    void time_farFromTheClock_isRefused() {
        refused(
                Reason.STALE,
                "timestamp",
                CborWriter.number(NOW.minusSeconds(601).toEpochMilli()));
        refused(
                Reason.STALE,
                "timestamp",
                CborWriter.number(NOW.plusSeconds(601).toEpochMilli()));
        refused(Reason.STALE, "timestamp", CborWriter.number(1));
        refused(Reason.STALE, "timestamp", CborWriter.number(Long.MAX_VALUE));
        byte[] document = ENCLAVE.document(challenge.nonce(), key);
        assertRefused(
                Reason.CERTIFICATE_EXPIRED,
                () -> verifier(NOW.plus(HOUR.multipliedBy(4))).verify(document, fresh(), key));
        assertRefused(
                Reason.CERTIFICATE_NOT_YET_VALID,
                () -> verifier(NOW.minus(HOUR.multipliedBy(2))).verify(document, fresh(), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"})
    void mandatoryField_absentOrNull_isRefused(String name) {
        refused(Reason.FIELD_MISSING, name, null);
        refused(Reason.FIELD_INVALID, name, CborWriter.nil());
    }

    @Test
    void field_outsideItsForm_isRefused() {
        refused(Reason.FIELD_INVALID, "module_id", CborWriter.text(""));
        refused(Reason.FIELD_INVALID, "module_id", CborWriter.bytes(new byte[] {65}));
        refused(Reason.FIELD_INVALID, "digest", CborWriter.text("SHA256"));
        refused(Reason.FIELD_INVALID, "timestamp", CborWriter.number(0));
        refused(Reason.FIELD_INVALID, "timestamp", CborWriter.number(-1));
        refused(Reason.FIELD_INVALID, "timestamp", CborWriter.text("now"));
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map());
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.array());
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map(CborWriter.number(32), CborWriter.bytes(new byte[48])));
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map(CborWriter.number(-1), CborWriter.bytes(new byte[48])));
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map(CborWriter.text("0"), CborWriter.bytes(new byte[48])));
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map(CborWriter.number(0), CborWriter.bytes(new byte[47])));
        refused(Reason.FIELD_INVALID, "pcrs", CborWriter.map(CborWriter.number(0), CborWriter.text("0")));
        refused(Reason.FIELD_INVALID, "certificate", CborWriter.bytes(new byte[0]));
        refused(Reason.FIELD_INVALID, "certificate", CborWriter.bytes(new byte[1025]));
        refused(Reason.FIELD_INVALID, "cabundle", CborWriter.array());
        refused(Reason.FIELD_INVALID, "cabundle", CborWriter.array(CborWriter.bytes(new byte[0])));
        byte[][] nine = new byte[9][];
        Arrays.fill(nine, CborWriter.bytes(ENCLAVE.root.der()));
        refused(Reason.FIELD_INVALID, "cabundle", CborWriter.array(nine));
        refused(Reason.FIELD_INVALID, "public_key", CborWriter.bytes(new byte[0]));
        refused(Reason.FIELD_INVALID, "public_key", CborWriter.bytes(new byte[1025]));
        refused(Reason.FIELD_INVALID, "user_data", CborWriter.bytes(new byte[1025]));
        refused(Reason.FIELD_INVALID, "nonce", CborWriter.text("x"));
        refused(Reason.FIELD_UNKNOWN, "more", CborWriter.nil());
        assertRefused(Reason.FIELD_INVALID, () -> verify(ENCLAVE.sign(CborWriter.array())));
    }

    @Test
    void document_signedByAnother_isRefused() {
        byte[] payload = TestEnclave.map(fields);
        assertRefused(
                Reason.SIGNATURE_WRONG, () -> verify(TestEnclave.sign(payload, TestCertificates.keyPair("secp384r1"))));
        assertRefused(
                Reason.SIGNATURE_WRONG,
                () -> verifier(NOW).verify(TestEnclave.sign(payload, ENCLAVE.middle.keys()), fresh(), key));
    }

    @Test
    void chain_thatDoesNotHold_isRefused() {
        Instant from = NOW.minus(HOUR);
        Instant until = NOW.plus(HOUR);
        Spec leaf = Spec.endEntity("leaf", "secp384r1", from, until);
        Spec authority = Spec.authority("authority", "secp384r1", from, until, 0);
        Issued other = TestCertificates.selfSigned(Spec.authority("test root", "secp384r1", from, until, -1));

        // The same names under another root, with our root put in front.
        Issued foreign = TestCertificates.issue(authority, other);
        chain(Reason.CHAIN_BROKEN, TestCertificates.issue(leaf, foreign), ENCLAVE.root, foreign);
        // Another root altogether.
        chain(Reason.ROOT_UNKNOWN, TestCertificates.issue(leaf, foreign), other, foreign);
        // A link left out, doubled, or in the wrong order.
        chain(Reason.CHAIN_BROKEN, ENCLAVE.signer, ENCLAVE.root);
        chain(Reason.CHAIN_BROKEN, ENCLAVE.signer, ENCLAVE.root, ENCLAVE.middle, ENCLAVE.middle);
        chain(Reason.ROOT_UNKNOWN, ENCLAVE.signer, ENCLAVE.middle, ENCLAVE.root);
        // More authorities than one of them allows.
        Issued deeper = TestCertificates.issue(authority, ENCLAVE.middle);
        chain(Reason.CHAIN_BROKEN, TestCertificates.issue(leaf, deeper), ENCLAVE.root, ENCLAVE.middle, deeper);
        // An end entity that plays authority, and an authority that plays end entity.
        chain(
                Reason.CERTIFICATE_INVALID,
                TestCertificates.issue(leaf, ENCLAVE.signer),
                ENCLAVE.root,
                ENCLAVE.middle,
                ENCLAVE.signer);
        chain(Reason.CERTIFICATE_INVALID, ENCLAVE.middle, ENCLAVE.root);
        int both = TestCertificates.DIGITAL_SIGNATURE | TestCertificates.KEY_CERT_SIGN;
        Issued signsBoth =
                TestCertificates.issue(new Spec("both", "secp384r1", from, until, 0, both, List.of()), ENCLAVE.root);
        chain(Reason.CERTIFICATE_INVALID, signsBoth, ENCLAVE.root);
        Issued notAnAuthority =
                TestCertificates.issue(new Spec("both", "secp384r1", from, until, -2, both, List.of()), ENCLAVE.root);
        chain(Reason.CERTIFICATE_INVALID, TestCertificates.issue(leaf, notAnAuthority), ENCLAVE.root, notAnAuthority);
        // Keys on a smaller curve.
        Issued small = TestCertificates.issue(Spec.authority("small", "secp256r1", from, until, 0), ENCLAVE.root);
        chain(Reason.CERTIFICATE_INVALID, TestCertificates.issue(leaf, small), ENCLAVE.root, small);
        // A link that ran out while its neighbours did not.
        Issued old =
                TestCertificates.issue(Spec.authority("old", "secp384r1", from, NOW.minusSeconds(1), 0), ENCLAVE.root);
        chain(Reason.CERTIFICATE_EXPIRED, TestCertificates.issue(leaf, old), ENCLAVE.root, old);
        Issued early = TestCertificates.issue(
                Spec.authority("early", "secp384r1", NOW.plusSeconds(1), until, 0), ENCLAVE.root);
        chain(Reason.CERTIFICATE_NOT_YET_VALID, TestCertificates.issue(leaf, early), ENCLAVE.root, early);
        // A good chain, so that the others fail for their own reason.
        Issued good = TestCertificates.issue(authority, ENCLAVE.root);
        chain(null, TestCertificates.issue(leaf, good), ENCLAVE.root, good);
    }

    private void chain(Reason reason, Issued signer, Issued... bundle) {
        byte[][] certificates =
                Arrays.stream(bundle).map(Issued::der).map(CborWriter::bytes).toArray(byte[][]::new);
        fields.put("certificate", CborWriter.bytes(signer.der()));
        fields.put("cabundle", CborWriter.array(certificates));
        byte[] document = TestEnclave.sign(TestEnclave.map(fields), signer.keys());
        if (reason == null) {
            assertThat(Refusals.reasonOf(() -> verifier(NOW).verify(document, fresh(), key)))
                    .isNull();
        } else {
            assertRefused(reason, () -> verifier(NOW).verify(document, fresh(), key));
        }
    }

    @Test
    void certificate_withBytesBehindIt_isRefused() {
        byte[] longer = Arrays.copyOf(ENCLAVE.signer.der(), ENCLAVE.signer.der().length + 1);
        refused(Reason.CERTIFICATE_INVALID, "certificate", CborWriter.bytes(longer));
        refused(Reason.CERTIFICATE_INVALID, "certificate", CborWriter.bytes(new byte[] {0x30, 0}));
    }

    @Test
    void coseParts_otherThanTheirForm_areRefused() {
        byte[] payload = TestEnclave.map(fields);
        byte[] es384 = HexFormat.of().parseHex("a1013822");
        byte[] signature = TestEnclave.signature(CoseSign1.signedBytes(es384, payload), ENCLAVE.signer.keys());
        cose(
                Reason.SIGNATURE_LENGTH,
                parts -> replace(parts, 3, CborWriter.bytes(new byte[95])),
                es384,
                payload,
                signature);
        cose(Reason.COSE_SHAPE, parts -> replace(parts, 3, CborWriter.nil()), es384, payload, signature);
        cose(Reason.COSE_SHAPE, parts -> replace(parts, 2, CborWriter.nil()), es384, payload, signature);
        cose(Reason.COSE_SHAPE, parts -> replace(parts, 1, CborWriter.array()), es384, payload, signature);
        cose(Reason.COSE_SHAPE, parts -> replace(parts, 0, es384), es384, payload, signature);
        cose(Reason.COSE_SHAPE, parts -> Arrays.copyOf(parts, 3), es384, payload, signature);
        cose(
                Reason.COSE_SHAPE,
                parts -> replace(parts, 0, CborWriter.bytes(CborWriter.array())),
                es384,
                payload,
                signature);
        cose(
                Reason.ALGORITHM_NOT_ALLOWED,
                parts -> replace(parts, 0, CborWriter.bytes(new byte[0])),
                es384,
                payload,
                signature);
        cose(
                Reason.ALGORITHM_NOT_ALLOWED,
                parts -> replace(parts, 0, CborWriter.bytes(HexFormat.of().parseHex("a10126"))),
                es384,
                payload,
                signature);
        cose(
                Reason.HEADER_NOT_ALLOWED,
                parts -> replace(parts, 0, CborWriter.bytes(HexFormat.of().parseHex("a2013822044100"))),
                es384,
                payload,
                signature);
        cose(
                Reason.HEADER_NOT_ALLOWED,
                parts -> replace(parts, 1, CborWriter.map(CborWriter.number(4), CborWriter.bytes(new byte[1]))),
                es384,
                payload,
                signature);
    }

    private void cose(Reason reason, UnaryOperator<byte[][]> change, byte[] header, byte[] payload, byte[] signature) {
        byte[][] parts = {
            CborWriter.bytes(header), CborWriter.map(), CborWriter.bytes(payload), CborWriter.bytes(signature)
        };
        assertRefused(reason, () -> verifier(NOW).verify(CborWriter.array(change.apply(parts)), fresh(), key));
    }

    private static byte[][] replace(byte[][] parts, int at, byte[] with) {
        byte[][] changed = parts.clone();
        changed[at] = with;
        return changed;
    }

    @Test
    void document_tooLarge_isRefusedUnread() {
        assertRefused(Reason.TOO_LARGE, () -> verify(new byte[UnverifiedAttestation.MAX_BYTES + 1]));
    }

    @Test
    void measurements_thatCannotBeMeant_areRefused() {
        String digest = "11".repeat(48);
        assertThat(Measurements.ofHex("AB".repeat(48), digest, digest).pcr0()).isEqualTo("ab".repeat(48));
        for (String wrong : List.of("", "11", "11".repeat(47), "11".repeat(49), "zz".repeat(48))) {
            assertThatThrownBy(() -> Measurements.ofHex(digest, wrong, digest))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PCR1 is not a SHA-384 digest");
        }
        assertThatThrownBy(() -> Measurements.ofHex(digest, digest, "00".repeat(48)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PCR2 is zero");
    }

    private void refused(Reason reason, String field, byte[] value) {
        Map<String, byte[]> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        byte[] document = ENCLAVE.sign(TestEnclave.map(changed));
        assertRefused(reason, () -> verifier(NOW).verify(document, fresh(), key));
    }

    private Challenge fresh() {
        return new Challenge(challenge.nonce());
    }

    private AttestedEnclave verify(byte[] document) throws AttestationException {
        return verifier(NOW).verify(document, challenge, key);
    }

    private static EnclaveVerifier verifier(Instant now) {
        return new EnclaveVerifier(
                ENCLAVE.root(), Set.of(TestEnclave.measurements()), Clock.fixed(now, ZoneOffset.UTC));
    }
}
