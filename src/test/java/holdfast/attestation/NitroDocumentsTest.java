package holdfast.attestation;

import static holdfast.attestation.Refusals.assertRefused;
import static holdfast.attestation.Refusals.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.testing.Mutations;
import holdfast.testing.Vectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that real enclaves made, against the pinned root. */
class NitroDocumentsTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");

    @Test
    void pinnedRoot_isThePublishedOne() throws Exception {
        assertThat(NitroRoot.aws().fingerprint())
                .isEqualTo("641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b")
                .isEqualTo(NitroRoot.ofDer(Vectors.bytes("nitro/sparsity-apache2/aws_root.der"))
                        .fingerprint());
    }

    @ParameterizedTest
    @EnumSource
    void document_atItsTime_isGenuine(NitroDocuments document) throws Exception {
        VerifiedAttestation attestation = verify(document.bytes(), document.time);
        assertThat(attestation.timestamp()).isEqualTo(document.time);
        assertThat(attestation.pcrs().get(0).matches("0{96}")).isEqualTo(document.debug);
    }

    @ParameterizedTest
    @MethodSource("holdfast.attestation.NitroDocuments#released")
    void releaseDocument_withItsProgramAllowed_passesUpToItsKey(NitroDocuments document) throws Exception {
        VerifiedAttestation attestation = verify(document.bytes(), document.time);
        byte[] nonce = attestation.nonce().orElseThrow();
        EnclaveVerifier verifier = verifier(document, measurements(attestation));
        if (attestation.userData().isEmpty()) {
            // This one binds nothing, so it is refused, but only at the very last check.
            assertRefused(
                    Reason.KEY_NOT_BOUND,
                    () -> verifier.verify(document.bytes(), new Challenge(nonce), new byte[] {1}));
            return;
        }
        byte[] bound = attestation.userData().orElseThrow();
        AttestedEnclave enclave = verifier.verify(document.bytes(), new Challenge(nonce), bound);
        assertThat(enclave.moduleId()).isEqualTo(attestation.moduleId());
        assertThat(enclave.measurements()).isEqualTo(measurements(attestation));
        assertThat(enclave.encryptionKey()).isEqualTo(bound);
        bound[0] ^= 1;
        assertRefused(Reason.KEY_WRONG, () -> verifier.verify(document.bytes(), new Challenge(nonce), bound));
    }

    /** Two of the documents bind the very key of the TLS certificate that carries them. */
    @Test
    void documentInCertificate_withTheKeyOfItsCertificate_isAttested() throws Exception {
        for (NitroDocuments document : List.of(NitroDocuments.RELEASE_IN_DER, NitroDocuments.RELEASE_IN_PEM)) {
            VerifiedAttestation attestation = verify(document.bytes(), document.time);
            Measurements published = new Measurements(
                    "d265a83faa7b4fa0d73b82b6d06253e894445922937d0ee5a74fe4891da9817611a71e71b98e5329232902de3cf419af",
                    "bcdf05fefccaa8e55bf2c8d6dee9e79bbff31e34bf28a99aa19e6b29c37ee80b214a414b7607236edf26fcb78654e63f",
                    "e4f634d24ad83b7f6e49fe283bafdb220f6252fb4a278a858e19d15b7cd0f263b9168ed0bacefb4444266df9f9a77f24");
            AttestedEnclave enclave = verifier(document, published)
                    .verify(
                            document.bytes(),
                            new Challenge(attestation.nonce().orElseThrow()),
                            document.carrier().getPublicKey().getEncoded());
            assertThat(enclave.measurements()).isEqualTo(published);
            assertThat(attestation.pcrs().get(8))
                    .isEqualTo("97c5395a83c0d6a04d53ff962663c714c178c24500bf97f78456ed3721d922cf"
                            + "3f940614da4bb90107c439bc4a1443ca");
        }
    }

    @ParameterizedTest
    @EnumSource
    void debugDocument_isRefused(NitroDocuments document) throws Exception {
        VerifiedAttestation attestation = verify(document.bytes(), document.time);
        byte[] nonce = attestation.nonce().orElse(new byte[0]);
        byte[] key = attestation.userData().orElse(new byte[] {1});
        Reason reason = reasonOf(() ->
                verifier(document, TestEnclave.measurements()).verify(document.bytes(), new Challenge(nonce), key));
        assertThat(reason).isEqualTo(document.debug ? Reason.DEBUG_MODE : Reason.PCR_NOT_ALLOWED);
    }

    @ParameterizedTest
    @EnumSource
    void document_outsideItsTime_isRefused(NitroDocuments document) {
        byte[] bytes = document.bytes();
        assertRefused(Reason.CERTIFICATE_EXPIRED, () -> verify(bytes, document.time.plus(Duration.ofHours(4))));
        assertRefused(Reason.CERTIFICATE_EXPIRED, () -> verify(bytes, Instant.parse("2026-01-01T00:00:00Z")));
        assertRefused(Reason.CERTIFICATE_EXPIRED, () -> verify(bytes, Instant.parse("2050-01-01T00:00:00Z")));
        assertRefused(Reason.CERTIFICATE_NOT_YET_VALID, () -> verify(bytes, document.time.minus(Duration.ofHours(4))));
        assertRefused(Reason.CERTIFICATE_NOT_YET_VALID, () -> verify(bytes, Instant.EPOCH));
    }

    @ParameterizedTest
    @EnumSource
    void document_underAnotherRoot_isRefused(NitroDocuments document) {
        NitroRoot other = new TestEnclave(document.time).root();
        assertRefused(
                Reason.ROOT_UNKNOWN,
                () -> UnverifiedAttestation.parse(document.bytes()).verify(other, document.time));
    }

    @ParameterizedTest
    @EnumSource
    void document_encodedAnew_keepsItsSignature(NitroDocuments document) throws Exception {
        List<CborValue> parts = ((CborArray) CborReader.read(document.bytes())).items();
        byte[] header = ((CborBytes) parts.get(0)).bytes();
        byte[] payload = ((CborBytes) parts.get(2)).bytes();
        byte[] signature = ((CborBytes) parts.get(3)).bytes();
        byte[] definite = CborWriter.array(
                CborWriter.bytes(header), CborWriter.map(), CborWriter.bytes(payload), CborWriter.bytes(signature));
        assertThat(definite).isEqualTo(document.bytes());
        List<byte[]> others = List.of(
                CborWriter.tag(18, definite),
                CborWriter.indefiniteArray(
                        CborWriter.bytes(header),
                        CborWriter.map(),
                        CborWriter.bytes(payload),
                        CborWriter.bytes(signature)),
                CborWriter.array(
                        CborWriter.chunked(header, 1),
                        CborWriter.indefiniteMap(),
                        CborWriter.chunked(payload, 1000),
                        CborWriter.chunked(signature, 48)),
                CborWriter.tag(
                        18,
                        CborWriter.indefiniteArray(
                                CborWriter.chunked(header, 4),
                                CborWriter.indefiniteMap(),
                                CborWriter.chunked(payload, 1),
                                CborWriter.chunked(signature, 95))));
        for (byte[] other : others) {
            assertThat(verify(other, document.time).moduleId())
                    .isEqualTo(verify(definite, document.time).moduleId());
        }
        assertRefused(Reason.COSE_SHAPE, () -> verify(CborWriter.tag(17, definite), document.time));
        assertRefused(Reason.COSE_SHAPE, () -> verify(CborWriter.tag(98, definite), document.time));
    }

    /** Every byte of one document, and a stride of the others; all of all with {@code -Dholdfast.slow=true}. */
    @ParameterizedTest
    @EnumSource
    void document_withAnyByteFlipped_isRefused(NitroDocuments document) throws Exception {
        long seed = document.time.toEpochMilli();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = document.bytes();
        int payloadFrom = 11;
        int payloadUntil = bytes.length - 98;
        int stride = SLOW || document == NitroDocuments.RELEASE_IN_DER ? 1 : 16;
        Map<Reason, Integer> inside = new EnumMap<>(Reason.class);
        for (int at = random.nextInt(stride); at < bytes.length; at += stride) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (stride == 1 && at % 2 == 0 ? 0xFF : 1 << random.nextInt(8));
            Reason reason = reasonOf(() -> verify(flipped, document.time));
            assertThat(reason)
                    .as("seed %d, byte %d: %02x instead of %02x", seed, at, flipped[at], bytes[at])
                    .isNotNull();
            if (at >= payloadFrom && at < payloadUntil) {
                inside.merge(reason, 1, Integer::sum);
            } else if (at >= bytes.length - 96) {
                assertThat(reason).isIn(Reason.SIGNATURE_WRONG, Reason.SIGNATURE_RANGE);
            } else {
                assertThat(reason)
                        .as("byte %d", at)
                        .isIn(
                                Reason.COSE_SHAPE,
                                Reason.ALGORITHM_NOT_ALLOWED,
                                Reason.HEADER_NOT_ALLOWED,
                                Reason.CBOR_TRUNCATED,
                                Reason.CBOR_INVALID,
                                Reason.CBOR_UNSUPPORTED,
                                Reason.CBOR_TRAILING_DATA,
                                Reason.SIGNATURE_LENGTH);
            }
        }
        // What the signature covers fails by its form, by its certificates, or else by the signature: never later.
        assertThat(EnumSet.copyOf(inside.keySet()))
                .isSubsetOf(EnumSet.of(
                        Reason.SIGNATURE_WRONG,
                        Reason.CBOR_TRUNCATED,
                        Reason.CBOR_INVALID,
                        Reason.CBOR_UNSUPPORTED,
                        Reason.CBOR_DUPLICATE_KEY,
                        Reason.CBOR_TOO_COMPLEX,
                        Reason.CBOR_TRAILING_DATA,
                        Reason.FIELD_MISSING,
                        Reason.FIELD_UNKNOWN,
                        Reason.FIELD_INVALID,
                        Reason.CERTIFICATE_INVALID));
        assertThat(inside).containsKey(Reason.SIGNATURE_WRONG);
    }

    @Test
    void mutatedDocuments_areRefusedWithAReason() throws Exception {
        long seed = 7_384;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> valid = List.of(
                NitroDocuments.RELEASE_IN_DER.bytes(),
                // Small enough that the mutations meet its structure and not only its certificates.
                new TestEnclave(NitroDocuments.RELEASE_IN_DER.time).document(new byte[32], new byte[91]));
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (int i = 0; i < 100_000; i++) {
            byte[] document = valid.get(i & 1);
            byte[] mutated = Mutations.mutate(document, random);
            if (java.util.Arrays.equals(mutated, document)) {
                continue;
            }
            int number = i;
            Reason reason = reasonOf(() -> {
                // Without the costly signature the structure alone decides, and most mutations are within it.
                UnverifiedAttestation parsed = UnverifiedAttestation.parse(mutated);
                if (number % 50 == 0) {
                    parsed.verify(NitroRoot.aws(), NitroDocuments.RELEASE_IN_DER.time);
                    throw new AssertionError("seed " + seed + ", mutation " + number + " was accepted");
                }
            });
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        assertThat(reasons.keySet())
                .as("seed %d: %s", seed, reasons)
                .contains(
                        Reason.CBOR_TRUNCATED,
                        Reason.CBOR_INVALID,
                        Reason.CBOR_TRAILING_DATA,
                        Reason.COSE_SHAPE,
                        Reason.CERTIFICATE_INVALID,
                        Reason.FIELD_INVALID,
                        Reason.FIELD_UNKNOWN);
    }

    private static VerifiedAttestation verify(byte[] bytes, Instant at) throws AttestationException {
        return UnverifiedAttestation.parse(bytes).verify(NitroRoot.aws(), at);
    }

    private static EnclaveVerifier verifier(NitroDocuments document, Measurements allowed) {
        return new EnclaveVerifier(NitroRoot.aws(), Set.of(allowed), Clock.fixed(document.time, ZoneOffset.UTC));
    }

    private static Measurements measurements(VerifiedAttestation attestation) {
        return new Measurements(
                attestation.pcrs().get(0),
                attestation.pcrs().get(1),
                attestation.pcrs().get(2));
    }
}
