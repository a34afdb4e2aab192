package holdfast.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import holdfast.vault.SweepSubject.Operation;
import holdfast.vault.SweepSubject.Seen;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real program with signal 9 at its system calls on the vault's folder, or lets such a call fail, and opens the
 * vault afterwards: the old state or the new one, as the program had said. By default a seeded part; all of it, some
 * thousands of runs, with {@code -Dholdfast.sweep=all}, one operation with {@code -Dholdfast.sweep=SAVE} and so on;
 * {@code -Dholdfast.sweep.kills=true} leaves the failing calls out, {@code -Dholdfast.sweep.size=300000} tries one size
 * alone, {@code -Dholdfast.sweep.from=100} goes on from that point of each, {@code -Dholdfast.sweep.limit=0} only counts.
 */
class SyscallSweepTest {
    private static final String WHAT = System.getProperty("holdfast.sweep", "part");
    private static final boolean KILLS_ONLY = Boolean.getBoolean("holdfast.sweep.kills");

    /** How many points of each operation and size are tried; with 0 they are only counted. */
    private static final int LIMIT = Integer.getInteger("holdfast.sweep.limit", WHAT.equals("part") ? 4 : 1_000_000);

    /** Contents of about one chunk, a few, and many. */
    private static final List<Integer> SIZES = Stream.of(100, 300_000, 4_000_000)
            .filter(size -> Integer.getInteger("holdfast.sweep.size", size).equals(size))
            .toList();

    /** How many points of each operation and size are passed over: those of a run that was ended. */
    private static final int FROM = Integer.getInteger("holdfast.sweep.from", 0);

    /** Calls that change or read a folder or file. Others, as {@code fcntl}, change nothing that could be lost. */
    private static final Set<String> CALLS = Set.of(
            "open",
            "openat",
            "creat",
            "write",
            "pwrite64",
            "writev",
            "pwritev",
            "fsync",
            "fdatasync",
            "ftruncate",
            "fallocate",
            "rename",
            "renameat",
            "renameat2",
            "link",
            "linkat",
            "unlink",
            "unlinkat",
            "mkdir",
            "mkdirat",
            "copy_file_range",
            "sendfile",
            "read",
            "pread64",
            "lseek",
            "close",
            "getdents64",
            "fstat",
            "newfstatat",
            "stat",
            "chmod",
            "fchmod");

    private static final Set<String> CALLS_THAT_FILL = Set.of(
            "open",
            "openat",
            "write",
            "pwrite64",
            "writev",
            "fsync",
            "rename",
            "renameat",
            "renameat2",
            "link",
            "mkdir");

    private static final Pattern CALL = Pattern.compile("^[0-9]+ +([a-z0-9_]+)\\(.*");

    @TempDir
    Path temporary;

    private int kills;
    private int failures;
    private int endedOld;
    private int endedNew;

    /** One way to disturb a run: the {@code number}-th call of that name. */
    private record Point(String call, int number, String fault) {
        String injection() {
            return "inject=" + call + ":" + fault + ":when=" + number + (fault.equals("error=ENOSPC") ? "+" : "");
        }
    }

    @Test
    void killedOrFailing_atEverySystemCall_leavesTheOldStateOrTheNew() throws Exception {
        requireStrace();
        for (Operation operation : Operation.values()) {
            if (Set.of("part", "all", operation.name()).contains(WHAT)) {
                for (int size : SIZES) {
                    if (!WHAT.equals("part") || size < 1_000_000) {
                        sweep(operation, size);
                    }
                }
            }
        }
        System.out.printf(
                "system calls: killed at %d, failed at %d; %d runs ended in the old state, %d in the new%n",
                kills, failures, endedOld, endedNew);
        // A migration alone shows the same records before and after.
        if (LIMIT > 0 && Set.of("part", "all").contains(WHAT)) {
            assertThat(endedOld).isPositive();
            assertThat(endedNew).isPositive();
        }
    }

    private static void requireStrace() throws Exception {
        boolean works;
        try {
            Process probe = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .start();
            probe.getInputStream().readAllBytes();
            works = probe.waitFor() == 0;
        } catch (IOException e) {
            works = false;
        }
        if (!works && "1".equals(System.getenv("HOLDFAST_REQUIRE_VECTORS"))) {
            fail("strace is missing or may not trace; install it (Debian: apt install strace)");
        }
        assumeTrue(works, "strace is missing or may not trace: no program is killed at its system calls");
    }

    private void sweep(Operation operation, int size) throws Exception {
        Path image = temporary.resolve("image");
        SweepSubject.deleteTree(image);
        Files.createDirectories(image);
        Path work = temporary.resolve("work");
        SweepSubject.prepare(operation, image.resolve("wallet"), size);
        Seen before = SweepSubject.look(image.resolve("wallet"), false);

        Set<String> paths = new LinkedHashSet<>();
        restore(image, work);
        run(operation, work, List.of("-e", "trace=%file"));
        Matcher names = Pattern.compile(
                        "\"(" + Pattern.quote(work.resolve("wallet").toString()) + "[^\"]*)\"")
                .matcher(trace());
        while (names.find()) {
            paths.add(names.group(1));
        }
        restore(image, work);
        assertThat(run(operation, work, filter(paths))).isEqualTo("NEW");
        Seen after = SweepSubject.look(work.resolve("wallet"), false);
        assertThat(after).isNotNull();

        List<Point> points = points(trace(), operation, size);
        for (int number = FROM; number < points.size(); number++) {
            if (number % 25 == 0 && points.size() > 100) {
                System.out.printf("%s of %d bytes: at point %d%n", operation, size, number);
            }
            Point point = points.get(number);
            restore(image, work);
            List<String> options = new ArrayList<>(filter(paths));
            options.add("-e");
            options.add(point.injection());
            String said = run(operation, work, options);
            String what = operation + " of " + size + " bytes, " + point.injection() + ", said: " + said;
            if (point.fault().startsWith("signal")) {
                assertThat(trace()).as(what).contains("+++ killed by SIGKILL +++");
                kills++;
            } else {
                assertThat(trace()).as(what).contains("(INJECTED)");
                failures++;
            }
            check(said, before, after, SweepSubject.look(work.resolve("wallet"), false), what);
            check(said, before, after, SweepSubject.look(work.resolve("wallet"), true), what + ", opened for writing");
        }
    }

    private void check(String said, @Nullable Seen before, Seen after, @Nullable Seen seen, String what) {
        if (said.startsWith("NEW")) {
            assertThat(seen).as(what).isEqualTo(after);
        } else if (said.startsWith("OLD")) {
            assertThat(seen).as(what).isEqualTo(before);
        } else {
            assertThat(said)
                    .as(what)
                    .satisfiesAnyOf(
                            s -> assertThat(s).startsWith("FAILED"),
                            s -> assertThat(s).isEmpty());
            assertThat(seen).as(what).isIn(before, after);
        }
        if (after.equals(seen)) {
            endedNew++;
        } else {
            endedOld++;
        }
    }

    private static List<String> filter(Set<String> paths) {
        List<String> options = new ArrayList<>(List.of("-e", "trace=" + String.join(",", CALLS)));
        for (String path : paths) {
            options.add("-P");
            options.add(path);
        }
        return options;
    }

    private static List<Point> points(String trace, Operation operation, int size) {
        Map<String, Integer> counts = new TreeMap<>();
        trace.lines()
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .forEach(call -> counts.merge(call.group(1), 1, Integer::sum));
        List<Point> points = new ArrayList<>();
        counts.forEach((call, count) -> {
            for (int number = 1; number <= count; number++) {
                points.add(new Point(call, number, "signal=KILL"));
                if (KILLS_ONLY) {
                    continue;
                }
                points.add(new Point(call, number, "error=EIO"));
                if (CALLS_THAT_FILL.contains(call)) {
                    points.add(new Point(call, number, "error=ENOSPC"));
                }
            }
        });
        System.out.printf("%s of %d bytes: %d points%n", operation, size, points.size());
        SplittableRandom random = new SplittableRandom(size + operation.name().hashCode());
        while (points.size() > LIMIT) {
            points.remove(random.nextInt(points.size()));
        }
        return points;
    }

    private void restore(Path image, Path work) throws IOException {
        SweepSubject.deleteTree(work);
        try (Stream<Path> all = Files.walk(image)) {
            for (Path path : all.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, work.resolve(image.relativize(path).toString()));
            }
        }
    }

    private String trace() throws IOException {
        return Files.readString(temporary.resolve("trace"), StandardCharsets.ISO_8859_1);
    }

    /** The subject needs no library, and starts faster without any. */
    private static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Runs the subject under strace; what it said, or nothing when it was killed. */
    private String run(Operation operation, Path work, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "strace", "-f", "-s", "0", "-o", temporary.resolve("trace").toString()));
        command.addAll(options);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-cp",
                home(VaultStore.class) + File.pathSeparator + home(SweepSubject.class),
                SweepSubject.class.getName(),
                operation.name(),
                work.resolve("wallet").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return Files.readString(temporary.resolve("said"), StandardCharsets.ISO_8859_1)
                .strip();
    }
}
