package holdfast.zk.transcript;

import holdfast.zk.field.ByteSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The Fiat–Shamir transcript. What is absorbed is tagged and carries its length; a challenge is a stream of AES-256 of
 * a block counter, under the SHA-256 of everything absorbed so far. Reading goes on with the same stream until
 * something is absorbed again.
 *
 * <p>Tags are 0 for bytes, 1 for one field element and 2 for an array of them (the draft's text says otherwise; this is
 * what every implementation does). Lengths are 64-bit little-endian. Elements are given in their canonical bytes, so
 * that this class knows no field. Not safe for use by several threads.
 */
public final class Transcript implements ByteSource {
    private static final byte TAG_BYTES = 0;
    private static final byte TAG_ELEMENT = 1;
    private static final byte TAG_ARRAY = 2;
    private static final int BLOCK = 16;
    /** Key streams are made in batches that grow up to this many blocks: most challenges are one element. */
    private static final int MOST_BLOCKS = 256;

    private static final int ZEROS = 8192;

    private final MessageDigest absorbed;
    private final byte arrayTag;
    private @Nullable Stream stream;

    /** Starts a transcript that absorbs {@code seed} as bytes. */
    public Transcript(byte[] seed) {
        this(seed, TAG_ARRAY);
    }

    /**
     * Starts a transcript as version 3 of the reference had it: arrays carry the tag of single elements. For proofs of that time
     * only; nothing of ours is made with it.
     */
    public static Transcript ofVersion3(byte[] seed) {
        return new Transcript(seed, TAG_ELEMENT);
    }

    private Transcript(byte[] seed, byte arrayTag) {
        this.arrayTag = arrayTag;
        try {
            absorbed = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
        absorbBytes(seed);
    }

    private Transcript(MessageDigest absorbed, byte arrayTag, @Nullable Stream stream) {
        this.absorbed = absorbed;
        this.arrayTag = arrayTag;
        this.stream = stream;
    }

    /** Returns an independent copy that continues from the same state, the place in the challenge stream included. */
    public Transcript fork() {
        return new Transcript(copy(absorbed), arrayTag, stream == null ? null : stream.fork());
    }

    /** Absorbs a byte string. */
    public void absorbBytes(byte[] data) {
        header(TAG_BYTES, data.length);
        absorbed.update(data);
    }

    /** Absorbs a byte string of {@code n} zeros. */
    public void absorbZeros(long n) {
        header(TAG_BYTES, n);
        byte[] zeros = new byte[(int) Math.min(n, ZEROS)];
        for (long left = n; left > 0; left -= zeros.length) {
            absorbed.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    /** Absorbs one element, given its canonical bytes. */
    public void absorbElement(byte[] canonical) {
        stream = null;
        absorbed.update(TAG_ELEMENT);
        absorbed.update(canonical);
    }

    /**
     * Absorbs an array of {@code n} elements, given their canonical bytes one after the other.
     *
     * @param n number of elements, not of bytes
     */
    public void absorbElements(long n, byte[] canonical) {
        header(arrayTag, n);
        absorbed.update(canonical);
    }

    @Override
    public void fill(byte[] target, int offset, int length) {
        Stream s = stream;
        if (s == null) {
            s = new Stream(copy(absorbed).digest());
            stream = s;
        }
        s.read(target, offset, length);
    }

    /** Returns a number drawn evenly from [0, n) by rejection; n ≥ 1. */
    public int natural(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("no number is below " + n);
        }
        int bits = 32 - Integer.numberOfLeadingZeros(n);
        byte[] raw = new byte[(bits + 7) / 8];
        long mask = (1L << bits) - 1;
        while (true) {
            fill(raw, 0, raw.length);
            long value = 0;
            for (int i = raw.length - 1; i >= 0; i--) {
                value = (value << 8) | (raw[i] & 0xff);
            }
            value &= mask;
            if (value < n) {
                return (int) value;
            }
        }
    }

    /** Returns k different numbers of [0, n), in the order drawn. */
    public int[] choose(int n, int k) {
        if (k > n) {
            throw new IllegalArgumentException("cannot choose " + k + " of " + n);
        }
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < k; i++) {
            int j = i + natural(n - i);
            int chosen = all[j];
            all[j] = all[i];
            all[i] = chosen;
        }
        return Arrays.copyOf(all, k);
    }

    private void header(byte tag, long length) {
        stream = null;
        absorbed.update(tag);
        for (int i = 0; i < Long.BYTES; i++) {
            absorbed.update((byte) (length >>> (8 * i)));
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this SHA-256 cannot be copied", e);
        }
    }

    /** AES-256 of 0, 1, 2, …, as 64-bit little-endian numbers in blocks of 16 bytes. */
    private static final class Stream {
        private final byte[] key;
        private final Cipher aes;
        private byte[] ready = new byte[0];
        private int position;
        private long nextBlock;

        Stream(byte[] key) {
            this.key = key;
            try {
                aes = Cipher.getInstance("AES/ECB/NoPadding");
                aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no AES-256", e);
            }
        }

        Stream fork() {
            Stream other = new Stream(key);
            other.ready = ready;
            other.position = position;
            other.nextBlock = nextBlock;
            return other;
        }

        void read(byte[] target, int offset, int length) {
            int done = 0;
            while (done < length) {
                if (position == ready.length) {
                    refill(length - done);
                }
                int n = Math.min(length - done, ready.length - position);
                System.arraycopy(ready, position, target, offset + done, n);
                position += n;
                done += n;
            }
        }

        private void refill(int wanted) {
            int needed = (wanted + BLOCK - 1) / BLOCK;
            int blocks = Math.min(MOST_BLOCKS, Math.max(needed, 2 * (ready.length / BLOCK)));
            byte[] counters = new byte[Math.max(1, blocks) * BLOCK];
            for (int at = 0; at < counters.length; at += BLOCK) {
                long block = nextBlock++;
                for (int i = 0; i < Long.BYTES; i++) {
                    counters[at + i] = (byte) (block >>> (8 * i));
                }
            }
            // A new array: a fork may still read the old one.
            byte[] next = new byte[counters.length];
            try {
                aes.update(counters, 0, counters.length, next, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException(e);
            }
            ready = next;
            position = 0;
        }
    }
}
