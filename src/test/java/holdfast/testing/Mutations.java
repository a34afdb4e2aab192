package holdfast.testing;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Small random changes to valid input, for tests that feed parsers rubbish. */
public final class Mutations {
    private static final byte[] INTERESTING =
            "\"\\{}[]:,.-+eE019 \n\t\0=_/~utfn".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Mutations() {}

    /** One to four changes: a byte flipped, replaced, inserted, removed, a stretch doubled, or the end cut off. */
    public static byte[] mutate(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        for (int n = random.nextInt(1, 5); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(6)) {
                case 0 -> {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    yield bytes;
                }
                case 1 -> {
                    bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
                    yield bytes;
                }
                case 2 -> splice(bytes, at, at, new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]});
                case 3 -> splice(bytes, at, at + 1, new byte[0]);
                case 4 -> {
                    int end = Math.min(bytes.length, at + random.nextInt(1, 17));
                    yield splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                }
                default -> Arrays.copyOf(bytes, at);
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] out = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(bytes, to, out, from + with.length, bytes.length - to);
        return out;
    }
}
