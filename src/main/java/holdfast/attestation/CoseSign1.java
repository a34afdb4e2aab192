package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.attestation.CborValue.CborInteger;
import holdfast.attestation.CborValue.CborMap;
import holdfast.attestation.CborValue.CborTag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;

/**
 * A COSE_Sign1 (RFC 9052 section 4.2), tagged or not, whose only header parameter is the algorithm, ES384. Its payload is
 * not to be believed before {@link #verify}.
 */
final class CoseSign1 {
    private static final long TAG = 18;
    private static final CborInteger HEADER_ALGORITHM = new CborInteger(1);
    private static final CborInteger ES384 = new CborInteger(-35);

    private final byte[] protectedHeader;
    private final byte[] payload;
    private final byte[] signature;

    private CoseSign1(byte[] protectedHeader, byte[] payload, byte[] signature) {
        this.protectedHeader = protectedHeader;
        this.payload = payload;
        this.signature = signature;
    }

    /** @throws AttestationException {@code CBOR_…}, {@code COSE_SHAPE}, {@code ALGORITHM_NOT_ALLOWED}, {@code HEADER_NOT_ALLOWED} */
    static CoseSign1 parse(byte[] bytes) throws AttestationException {
        CborValue outer = CborReader.read(bytes);
        if (outer instanceof CborTag(long number, CborValue content)) {
            if (number != TAG) {
                throw shape("its tag is " + number + ", not 18");
            }
            outer = content;
        }
        if (!(outer instanceof CborArray(List<CborValue> parts))
                || parts.size() != 4
                || !(parts.get(0) instanceof CborBytes header)
                || !(parts.get(1) instanceof CborMap unprotected)
                || !(parts.get(2) instanceof CborBytes payload)
                || !(parts.get(3) instanceof CborBytes signature)) {
            throw shape("it is not the four parts of a COSE_Sign1");
        }
        requireAlgorithm(header);
        // Nobody signs the unprotected header: whatever stands there, anyone can have written.
        if (!unprotected.entries().isEmpty()) {
            throw new AttestationException(Reason.HEADER_NOT_ALLOWED, "its unprotected header is not empty");
        }
        return new CoseSign1(header.bytes(), payload.bytes(), signature.bytes());
    }

    private static void requireAlgorithm(CborBytes header) throws AttestationException {
        if (header.length() == 0) {
            throw new AttestationException(Reason.ALGORITHM_NOT_ALLOWED, "its protected header names no algorithm");
        }
        if (!(CborReader.read(header.bytes()) instanceof CborMap(Map<CborValue, CborValue> parameters))) {
            throw shape("its protected header is not a map");
        }
        if (!ES384.equals(parameters.get(HEADER_ALGORITHM))) {
            throw new AttestationException(Reason.ALGORITHM_NOT_ALLOWED, "its algorithm is not ES384");
        }
        if (parameters.size() != 1) {
            throw new AttestationException(Reason.HEADER_NOT_ALLOWED, "its protected header has more than alg");
        }
    }

    byte[] payload() {
        return payload;
    }

    /** @throws AttestationException {@code SIGNATURE_…}, {@code CERTIFICATE_INVALID} for a key on another curve */
    void verify(ECPublicKey key) throws AttestationException {
        Es384.verify(signedBytes(protectedHeader, payload), signature, key);
    }

    /** The Sig_structure of section 4.4, without external data. */
    static byte[] signedBytes(byte[] protectedHeader, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 32);
        out.write(0x84);
        byte[] context = "Signature1".getBytes(StandardCharsets.US_ASCII);
        out.write(0x60 + context.length);
        out.writeBytes(context);
        writeBytes(out, protectedHeader);
        writeBytes(out, new byte[0]);
        writeBytes(out, payload);
        return out.toByteArray();
    }

    private static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
        int length = bytes.length;
        if (length < 24) {
            out.write(0x40 + length);
        } else if (length < 0x100) {
            out.write(0x58);
            out.write(length);
        } else if (length < 0x10000) {
            out.write(0x59);
            out.write(length >> 8);
            out.write(length);
        } else {
            throw new IllegalArgumentException("a string of " + length + " bytes is longer than any attestation");
        }
        out.writeBytes(bytes);
    }

    private static AttestationException shape(String detail) {
        return new AttestationException(Reason.COSE_SHAPE, detail);
    }
}
