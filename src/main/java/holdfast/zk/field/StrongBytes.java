package holdfast.zk.field;

import java.security.SecureRandom;
import java.util.Arrays;

/** A strong generator that is asked for many bytes at once, since each question costs more than its bytes. For one thread. */
public final class StrongBytes implements ByteSource {
    private final SecureRandom random;
    private final byte[] ahead = new byte[4096];
    private int used = ahead.length;

    public StrongBytes(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void fill(byte[] target, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (used == ahead.length) {
                random.nextBytes(ahead);
                used = 0;
            }
            int part = Math.min(length - done, ahead.length - used);
            System.arraycopy(ahead, used, target, offset + done, part);
            // What was handed out is kept nowhere but there.
            Arrays.fill(ahead, used, used + part, (byte) 0);
            used += part;
            done += part;
        }
    }
}
