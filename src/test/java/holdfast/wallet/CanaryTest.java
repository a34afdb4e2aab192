package holdfast.wallet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A secret in every field of a wallet is found in nothing that the program wrote, and in no object once it is locked. */
class CanaryTest {
    @TempDir
    private Path folder;

    private final String seed = Long.toHexString(new SplittableRandom().nextLong() | Long.MIN_VALUE);
    private final String passphrase = "phrase-" + seed;

    @BeforeEach
    void fill() throws Exception {
        for (String name : List.of("home", "tmp", "work", "pictures")) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyField_afterLockAndExit_isInNothingThatTheProgramWrote() throws Exception {
        boolean traced = hasStrace();
        run(traced, passphrase + "\n" + seed + "\n", "fill", vault().toString());
        assertThat(vault().resolve("vault.hfv")).exists();
        assertThat(vault().resolve("proofs")).isNotEmptyDirectory();
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                count(Files.readString(file, ISO_8859_1), found);
            }
        }
        assertThat(found).isEmpty();
        if (traced) {
            String written = Files.readString(trace(), ISO_8859_1);
            assertThat(written).as("the vault's own bytes are seen").contains(escaped("HFVAULT".getBytes(US_ASCII)));
            for (Map.Entry<String, String> secret : secrets().entrySet()) {
                for (byte[] bytes : CanarySubject.encodings(secret.getValue())) {
                    assertThat(written.contains(escaped(bytes)))
                            .as("%s was written to some file", secret.getKey())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyField_afterLock_isInNoObjectThatCanBeReached() throws Exception {
        run(false, passphrase + "\n" + seed + "\n", "fill", vault().toString());
        run(
                false,
                passphrase + "\n",
                "use",
                vault().toString(),
                folder.resolve("pictures").toString());
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        for (String picture : List.of("open", "at-lock", "collected", "reachable")) {
            Map<String, Integer> counts = new TreeMap<>();
            count(Files.readString(folder.resolve("pictures/" + picture + ".hprof"), ISO_8859_1), counts);
            found.put(picture, counts);
        }
        System.out.println("copies in the heap: " + found);
        // Shows that the search finds what is there.
        assertThat(found.get("open")).containsKeys("data", "query", "credential-name", "prover-name");
        assertThat(found.get("at-lock")).doesNotContainKey("passphrase");
        assertThat(found.get("reachable")).isEmpty();
        assertThat(found.get("collected")).isEmpty();
    }

    private Path vault() {
        return folder.resolve("home/vault");
    }

    private Path trace() {
        return folder.resolveSibling(folder.getFileName() + "-trace");
    }

    /** By name of the field. */
    private Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        CanarySubject.FIELDS.forEach(field -> secrets.put(field, CanarySubject.canary(field, seed)));
        secrets.put("passphrase", passphrase);
        return secrets;
    }

    private void count(String text, Map<String, Integer> found) {
        secrets().forEach((name, secret) -> {
            for (byte[] bytes : CanarySubject.encodings(secret)) {
                String wanted = new String(bytes, ISO_8859_1);
                for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
                    found.merge(name, 1, Integer::sum);
                }
            }
        });
    }

    /** As strace prints bytes with {@code -xx}. */
    private static String escaped(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            out.append(String.format("\\x%02x", b));
        }
        return out.toString();
    }

    /** The program runs in another folder. */
    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean hasStrace() throws Exception {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            assertThat(System.getenv("HOLDFAST_REQUIRE_VECTORS"))
                    .as("strace is missing; install it (Debian: apt install strace)")
                    .isNotEqualTo("1");
            return false;
        }
    }

    private void run(boolean traced, String input, String... args) throws Exception {
        List<String> command = new ArrayList<>();
        if (traced) {
            command.addAll(List.of(
                    "strace", "-f", "-y", "-xx", "-s", "2000000", "-e", "signal=none", "-o", trace().toString()));
            command.addAll(List.of("-e", "trace=write,pwrite64,writev,pwritev,sendto,sendmsg,rename,link"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Duser.home=" + folder.resolve("home"),
                "-cp",
                absoluteClassPath(),
                CanarySubject.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve("work").toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", folder.resolve("home").toString());
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(US_ASCII));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
