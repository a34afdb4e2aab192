package holdfast.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Test data that was made by others and stands beside the checkout in {@code ../shared/vectors}. Where it is absent a
 * test is skipped and says which part it missed; with {@code HOLDFAST_REQUIRE_VECTORS=1} (as in CI) it fails instead.
 */
public final class Vectors {
    private static final Path ROOT = Path.of("..", "shared", "vectors");

    private Vectors() {}

    /** A file or folder below the vectors' root, for example {@code wycheproof/testvectors_v1/aes_gcm_test.json}. */
    public static Path path(String relative) {
        Path path = ROOT.resolve(relative);
        if (!Files.exists(path)) {
            String message = "test vectors are absent: shared/vectors/" + relative;
            if ("1".equals(System.getenv("HOLDFAST_REQUIRE_VECTORS"))) {
                fail(message);
            }
            assumeTrue(false, message);
        }
        return path;
    }

    public static byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The regular files of a folder, sorted by name. */
    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
