package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.zk.gadget.DigestMac;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The ties' tags in front of the proofs: for each credential, in order, two numbers of 116 bits in 15 bytes, big-endian. */
final class ProofBytes {
    private static final int TAG_BYTES = (DigestMac.TAG_BITS + 7) / 8;

    private ProofBytes() {}

    static byte[] write(SequencedMap<Tag, List<BigInteger>> tags, byte[] data, byte[] signatures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tags.values()
                .forEach(pair -> pair.forEach(tag -> {
                    byte[] bytes = new byte[TAG_BYTES];
                    byte[] big = tag.toByteArray();
                    int length = Math.min(big.length, TAG_BYTES);
                    System.arraycopy(big, big.length - length, bytes, TAG_BYTES - length, length);
                    out.writeBytes(bytes);
                }));
        out.writeBytes(data);
        out.writeBytes(signatures);
        return out.toByteArray();
    }

    /** How many bytes the tags of so many credentials take. */
    static int tagBytes(int credentials) {
        return credentials * DigestMac.PADS * TAG_BYTES;
    }

    /** Reads the tags; empty if the bytes end early or a tag is too large. */
    static Optional<SortedMap<Tag, List<BigInteger>>> readTags(byte[] proof, SortedSet<Tag> credentials) {
        if (proof.length < tagBytes(credentials.size())) {
            return Optional.empty();
        }
        SortedMap<Tag, List<BigInteger>> tags = new TreeMap<>();
        int at = 0;
        for (Tag credential : credentials) {
            List<BigInteger> pair = new ArrayList<>();
            for (int i = 0; i < DigestMac.PADS; i++) {
                BigInteger tag = new BigInteger(1, proof, at, TAG_BYTES);
                if (tag.bitLength() > DigestMac.TAG_BITS) {
                    return Optional.empty();
                }
                pair.add(tag);
                at += TAG_BYTES;
            }
            tags.put(credential, pair);
        }
        return Optional.of(tags);
    }
}
