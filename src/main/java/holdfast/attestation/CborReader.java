package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.attestation.CborValue.CborInteger;
import holdfast.attestation.CborValue.CborMap;
import holdfast.attestation.CborValue.CborNull;
import holdfast.attestation.CborValue.CborTag;
import holdfast.attestation.CborValue.CborText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one CBOR item (RFC 8949), of definite or indefinite length, strictly: shortest numbers, distinct map keys, valid
 * UTF-8, nothing behind it, and none of the kinds that attestations have no use for. Every length is held against what
 * is left before anything is allocated.
 */
final class CborReader {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_ITEMS = 512;

    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xFF;
    private static final int SIMPLE_NULL = 22;

    private final byte[] bytes;
    private int position;
    private int items;

    private CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws AttestationException with one of the {@code CBOR_…} reasons */
    static CborValue read(byte[] bytes) throws AttestationException {
        CborReader reader = new CborReader(bytes);
        CborValue value = reader.item(0);
        if (reader.position != bytes.length) {
            throw reader.refuse(Reason.CBOR_TRAILING_DATA, "something follows the item");
        }
        return value;
    }

    // Recursion is bounded by MAX_DEPTH.
    private CborValue item(int depth) throws AttestationException {
        if (depth > MAX_DEPTH || ++items > MAX_ITEMS) {
            throw refuse(Reason.CBOR_TOO_COMPLEX, "it has too many items or nests them too deeply");
        }
        int head = next();
        int info = head & 0x1F;
        int type = head >> 5;
        return switch (type) {
            case 0 -> new CborInteger(number(info));
            case 1 -> new CborInteger(-1 - number(info));
            case 2 -> new CborBytes(string(type, info));
            case 3 -> new CborText(info == INDEFINITE ? chunkedText() : text(slice(number(info))));
            case 4 -> array(info, depth);
            case 5 -> map(info, depth);
            case 6 -> {
                if (depth > 0) {
                    throw refuse(Reason.CBOR_UNSUPPORTED, "an item inside is tagged");
                }
                yield new CborTag(number(info), item(depth + 1));
            }
            default -> {
                if (info != SIMPLE_NULL) {
                    throw refuse(
                            info == INDEFINITE ? Reason.CBOR_INVALID : Reason.CBOR_UNSUPPORTED,
                            info == INDEFINITE
                                    ? "a break stands where an item is expected"
                                    : "it has a simple value or a floating-point number that no attestation has");
                }
                yield CborNull.NULL;
            }
        };
    }

    private CborArray array(int info, int depth) throws AttestationException {
        List<CborValue> values = new ArrayList<>();
        if (info == INDEFINITE) {
            while (!atBreak()) {
                values.add(item(depth + 1));
            }
        } else {
            for (long left = count(info); left > 0; left--) {
                values.add(item(depth + 1));
            }
        }
        return new CborArray(values);
    }

    private CborMap map(int info, int depth) throws AttestationException {
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        if (info == INDEFINITE) {
            while (!atBreak()) {
                entry(entries, depth);
            }
        } else {
            for (long left = count(info); left > 0; left--) {
                entry(entries, depth);
            }
        }
        return new CborMap(entries);
    }

    private void entry(Map<CborValue, CborValue> entries, int depth) throws AttestationException {
        CborValue key = item(depth + 1);
        if (!(key instanceof CborInteger || key instanceof CborText)) {
            throw refuse(Reason.CBOR_UNSUPPORTED, "the key of a map is neither a number nor a text");
        }
        if (entries.containsKey(key)) {
            throw refuse(Reason.CBOR_DUPLICATE_KEY, "a map has the same key twice");
        }
        entries.put(key, item(depth + 1));
    }

    /** A count of items, each of which has at least one byte. */
    private long count(int info) throws AttestationException {
        long count = number(info);
        if (count > bytes.length - position) {
            throw truncated();
        }
        return count;
    }

    private byte[] string(int type, int info) throws AttestationException {
        return info == INDEFINITE ? chunks(type) : slice(number(info));
    }

    /** The chunks of an indefinite string: definite strings of the same type, no more (section 3.2.3). */
    private byte[] chunks(int type) throws AttestationException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (!atBreak()) {
            whole.writeBytes(chunk(type));
        }
        return whole.toByteArray();
    }

    private String chunkedText() throws AttestationException {
        StringBuilder whole = new StringBuilder();
        while (!atBreak()) {
            // Each chunk is text of its own: a character may not be split between two.
            whole.append(text(chunk(3)));
        }
        return whole.toString();
    }

    private byte[] chunk(int type) throws AttestationException {
        int head = next();
        if (head >> 5 != type || (head & 0x1F) == INDEFINITE) {
            throw refuse(Reason.CBOR_INVALID, "a chunk of a string is not a definite string of the same type");
        }
        return slice(number(head & 0x1F));
    }

    private byte[] slice(long length) throws AttestationException {
        if (length > bytes.length - position) {
            throw truncated();
        }
        byte[] slice = new byte[(int) length];
        System.arraycopy(bytes, position, slice, 0, slice.length);
        position += slice.length;
        return slice;
    }

    private String text(byte[] utf8) throws AttestationException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refuse(Reason.CBOR_INVALID, "a text is not UTF-8");
        }
    }

    /** The argument of an item's head, never negative. */
    private long number(int info) throws AttestationException {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw refuse(Reason.CBOR_INVALID, "an item has a length of a kind that is not defined");
        }
        int length = 1 << (info - 24);
        if (length > bytes.length - position) {
            throw truncated();
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | next();
        }
        if (value < 0) {
            throw refuse(Reason.CBOR_UNSUPPORTED, "a number has more than 63 bits");
        }
        long shorterReach = length == 1 ? 24 : 1L << (4 * length);
        if (value < shorterReach) {
            throw refuse(Reason.CBOR_INVALID, "a number is written longer than it need be");
        }
        return value;
    }

    private boolean atBreak() throws AttestationException {
        if (position == bytes.length) {
            throw truncated();
        }
        if ((bytes[position] & 0xFF) != BREAK) {
            return false;
        }
        position++;
        return true;
    }

    private int next() throws AttestationException {
        if (position == bytes.length) {
            throw truncated();
        }
        return bytes[position++] & 0xFF;
    }

    private AttestationException truncated() {
        return refuse(Reason.CBOR_TRUNCATED, "its CBOR ends too early");
    }

    private AttestationException refuse(Reason reason, String detail) {
        return new AttestationException(reason, detail + " (byte " + position + ")");
    }
}
