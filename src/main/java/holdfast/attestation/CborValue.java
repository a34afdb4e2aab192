package holdfast.attestation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data items of CBOR (RFC 8949) that attestations are made of. How an item was encoded is not kept. */
sealed interface CborValue {

    /** Major types 0 and 1, as far as 64 signed bits reach. */
    record CborInteger(long value) implements CborValue {}

    /** Major type 2. */
    final class CborBytes implements CborValue {
        private final byte[] bytes;

        CborBytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes.clone();
        }

        int length() {
            return bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof CborBytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Major type 3. */
    record CborText(String value) implements CborValue {}

    /** Major type 4. */
    record CborArray(List<CborValue> items) implements CborValue {
        public CborArray {
            items = List.copyOf(items);
        }
    }

    /** Major type 5, with integers and texts as keys. */
    record CborMap(Map<CborValue, CborValue> entries) implements CborValue {
        public CborMap {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Major type 6; only the outermost item may be tagged. */
    record CborTag(long number, CborValue content) implements CborValue {}

    /** Simple value 22. */
    enum CborNull implements CborValue {
        NULL
    }
}
