package holdfast.vault;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** The same "random" bytes each time, so that a failing run can be run again. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
