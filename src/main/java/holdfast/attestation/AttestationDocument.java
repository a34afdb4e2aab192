package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.attestation.CborValue.CborInteger;
import holdfast.attestation.CborValue.CborMap;
import holdfast.attestation.CborValue.CborNull;
import holdfast.attestation.CborValue.CborText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an AWS Nitro attestation document, of the types and sizes of its specification and no others. Real
 * documents write an absent optional field as null.
 *
 * @param pcrs lower-case hex by index
 */
record AttestationDocument(
        String moduleId,
        Instant timestamp,
        SortedMap<Integer, String> pcrs,
        CertificateChain chain,
        @Nullable CborBytes publicKey,
        @Nullable CborBytes userData,
        @Nullable CborBytes nonce) {

    private static final Set<String> FIELDS = Set.of(
            "module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle", "public_key", "user_data", "nonce");

    private static final int MAX_MODULE_ID = 256;
    private static final int MAX_BYTES = 1024;
    private static final int MAX_BUNDLE = 8;
    private static final int PCR_COUNT = 32;
    private static final Set<Integer> PCR_LENGTHS = Set.of(32, 48, 64);

    /** @throws AttestationException {@code CBOR_…}, {@code FIELD_…}, {@code CERTIFICATE_INVALID} */
    static AttestationDocument parse(byte[] payload) throws AttestationException {
        if (!(CborReader.read(payload) instanceof CborMap(Map<CborValue, CborValue> fields))) {
            throw new AttestationException(Reason.FIELD_INVALID, "its payload is not a map");
        }
        for (CborValue name : fields.keySet()) {
            if (!(name instanceof CborText(String text)) || !FIELDS.contains(text)) {
                throw new AttestationException(Reason.FIELD_UNKNOWN, "it has a field that is not known");
            }
        }
        if (!text(fields, "digest").equals("SHA384")) {
            throw invalid("digest", "\"SHA384\"");
        }
        String moduleId = text(fields, "module_id");
        if (moduleId.isEmpty() || moduleId.length() > MAX_MODULE_ID) {
            throw invalid("module_id", "a text of 1 to " + MAX_MODULE_ID + " characters");
        }
        if (!(member(fields, "timestamp") instanceof CborInteger(long millis)) || millis <= 0) {
            throw invalid("timestamp", "a positive number");
        }
        return new AttestationDocument(
                moduleId,
                Instant.ofEpochMilli(millis),
                pcrs(fields),
                CertificateChain.parse(
                        bytes(member(fields, "certificate"), "certificate", 1).bytes(), bundle(fields)),
                optional(fields, "public_key", 1),
                optional(fields, "user_data", 0),
                optional(fields, "nonce", 0));
    }

    private static SortedMap<Integer, String> pcrs(Map<CborValue, CborValue> fields) throws AttestationException {
        if (!(member(fields, "pcrs") instanceof CborMap(Map<CborValue, CborValue> entries))
                || entries.isEmpty()
                || entries.size() > PCR_COUNT) {
            throw invalid("pcrs", "a map of 1 to 32 registers");
        }
        SortedMap<Integer, String> pcrs = new TreeMap<>();
        for (Map.Entry<CborValue, CborValue> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof CborInteger(long index)) || index < 0 || index >= PCR_COUNT) {
                throw invalid("pcrs", "a map by register number");
            }
            if (!(entry.getValue() instanceof CborBytes value) || !PCR_LENGTHS.contains(value.length())) {
                throw invalid("pcrs", "a map of digests");
            }
            pcrs.put((int) index, HexFormat.of().formatHex(value.bytes()));
        }
        return pcrs;
    }

    private static List<byte[]> bundle(Map<CborValue, CborValue> fields) throws AttestationException {
        if (!(member(fields, "cabundle") instanceof CborArray(List<CborValue> items))
                || items.isEmpty()
                || items.size() > MAX_BUNDLE) {
            throw invalid("cabundle", "a list of 1 to " + MAX_BUNDLE + " certificates");
        }
        List<byte[]> bundle = new ArrayList<>();
        for (CborValue item : items) {
            bundle.add(bytes(item, "cabundle", 1).bytes());
        }
        return bundle;
    }

    private static @Nullable CborBytes optional(Map<CborValue, CborValue> fields, String name, int min)
            throws AttestationException {
        CborValue value = fields.get(new CborText(name));
        return value == null || value == CborNull.NULL ? null : bytes(value, name, min);
    }

    private static CborBytes bytes(CborValue value, String name, int min) throws AttestationException {
        if (!(value instanceof CborBytes bytes) || bytes.length() < min || bytes.length() > MAX_BYTES) {
            throw invalid(name, "a byte string of " + min + " to " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static String text(Map<CborValue, CborValue> fields, String name) throws AttestationException {
        if (!(member(fields, name) instanceof CborText(String text))) {
            throw invalid(name, "a text");
        }
        return text;
    }

    private static CborValue member(Map<CborValue, CborValue> fields, String name) throws AttestationException {
        CborValue value = fields.get(new CborText(name));
        if (value == null) {
            throw new AttestationException(Reason.FIELD_MISSING, "the field " + name + " is missing");
        }
        return value;
    }

    private static AttestationException invalid(String name, String expected) {
        return new AttestationException(Reason.FIELD_INVALID, "the field " + name + " is not " + expected);
    }
}
