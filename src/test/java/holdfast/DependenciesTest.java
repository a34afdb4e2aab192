package holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the build resolved is what docs/LICENSES.md tells of and packaging/dependencies.sha256 pins. */
class DependenciesTest {
    /** A library that differs by platform; other platforms than the pinned one get other bytes. */
    private static final Pattern FOR_A_PLATFORM = Pattern.compile(".*-(linux|mac|win)(-[a-z0-9]+)?\\.jar");

    /** By file name: the jars of the class path that lie in a Maven repository, as .../ARTIFACT/VERSION/FILE. */
    private static Map<String, Path> resolved() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .filter(DependenciesTest::isInRepository)
                .filter(file -> !artifact(file).startsWith("surefire-"))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), file -> file, (a, b) -> a, TreeMap::new));
    }

    private static boolean isInRepository(Path file) {
        return file.getNameCount() > 3
                && file.getFileName()
                        .toString()
                        .startsWith(artifact(file) + "-" + file.getParent().getFileName());
    }

    private static String artifact(Path file) {
        return file.getParent().getParent().getFileName().toString();
    }

    /** The names in the first column of the table under a heading. */
    private static Set<String> table(String heading) throws IOException {
        String text = Files.readString(Path.of("docs", "LICENSES.md"));
        int start = text.indexOf("## " + heading);
        assertThat(start).as(heading).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        Set<String> names = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| ([a-z][^|]*) \\| [^|]+ \\|$")
                .matcher(text.substring(start, end < 0 ? text.length() : end));
        while (row.find()) {
            List<String> cells = Arrays.asList(row.group(1).split(", "));
            cells.stream().filter(name -> !name.equals("library")).forEach(names::add);
        }
        return names;
    }

    /** By file name: the pinned hashes. */
    private static Map<String, String> pinned() throws IOException {
        return Files.readAllLines(Path.of("packaging", "dependencies.sha256")).stream()
                .map(line -> line.split("  "))
                .collect(Collectors.toMap(line -> line[1], line -> line[0]));
    }

    @Test
    void resolvedLibraries_areThoseWhoseLicencesAreListed() throws IOException {
        Set<String> listed = new TreeSet<>(table("In the program"));
        listed.addAll(table("For the build and the tests only"));
        Set<String> found = resolved().values().stream()
                .map(DependenciesTest::artifact)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).as("docs/LICENSES.md").isEqualTo(found);
    }

    @Test
    void programLibraries_areThePinnedOnes() throws IOException {
        Map<String, Path> resolved = resolved();
        Set<String> program = table("In the program");
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, Path> library : resolved.entrySet()) {
            if (program.contains(artifact(library.getValue()))) {
                hashes.put(library.getKey(), sha256(library.getValue()));
            }
        }
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")) {
            assertThat(hashes).as("packaging/dependencies.sha256").isEqualTo(pinned());
        } else {
            hashes.keySet().removeIf(name -> FOR_A_PLATFORM.matcher(name).matches());
            assertThat(pinned()).as("packaging/dependencies.sha256").containsAllEntriesOf(hashes);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
