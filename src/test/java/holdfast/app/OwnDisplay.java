package holdfast.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;

/** A display that nobody sees (Xvfb), with hands and eyes on it. */
final class OwnDisplay implements AutoCloseable {
    private static final int LOOK_EVERY = 250;

    /** So many pixels in each direction are passed by: letters are larger. */
    private static final int EACH = 3;

    private final Process server;
    private final Process robot;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final String name;
    private final Path pictures;
    private int taken;

    /** @param pictures a folder for what it saw */
    OwnDisplay(int width, int height, Path pictures) throws IOException {
        this.pictures = pictures;
        server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", width + "x" + height + "x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        name = ":" + new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)).readLine();
        ProcessBuilder java = java("-Djava.awt.headless=false", DisplayRobot.class.getName());
        java.environment().put("DISPLAY", name);
        robot = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = new BufferedReader(new InputStreamReader(robot.getInputStream(), UTF_8));
        orders = new PrintWriter(robot.outputWriter(UTF_8), true);
    }

    /** Ends a test for which this machine has no display; fails it where displays are required. */
    static void require() {
        require(isThere(), "Xvfb is missing; install it (Debian: apt install xvfb)");
    }

    /** The same for what else a display needs. */
    static void require(boolean there, String missing) {
        if (!there && "1".equals(System.getenv("HOLDFAST_REQUIRE_DISPLAY"))) {
            fail(missing);
        }
        assumeTrue(there, missing);
    }

    private static boolean isThere() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "Xvfb"))) {
                return true;
            }
        }
        return false;
    }

    /** What X calls it. */
    String name() {
        return name;
    }

    /** This test's own Java with its own classes. */
    static ProcessBuilder java(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"));
        builder.command().addAll(List.of(arguments));
        return builder;
    }

    void type(String text) throws IOException {
        order("type " + text);
    }

    void keys(String names) throws IOException {
        order("keys " + names);
    }

    private void order(String order) throws IOException {
        orders.println(order);
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("the robot ended at: " + order);
        }
    }

    /** What is on the display. */
    BufferedImage look() throws IOException {
        Path file = pictures.resolve("picture-" + ++taken + ".bmp");
        order("picture " + file);
        return ImageIO.read(file.toFile());
    }

    /** Looks until the display has come to rest on something that fits. */
    BufferedImage await(Duration atMost, String what, Predicate<BufferedImage> fits) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        BufferedImage last = look();
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY);
            BufferedImage now = look();
            if (differing(last, now) < 0.001 && fits.test(now)) {
                return now;
            }
            last = now;
        }
        throw new AssertionError("not seen: " + what + " (the last picture: picture-" + taken + ".bmp)");
    }

    /** The part of the pixels that differ. */
    static double differing(BufferedImage one, BufferedImage other) {
        int differing = 0;
        int looked = 0;
        for (int y = 0; y < one.getHeight(); y += EACH) {
            for (int x = 0; x < one.getWidth(); x += EACH) {
                looked++;
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    differing++;
                }
            }
        }
        return (double) differing / looked;
    }

    /** The part of the pixels that have the most frequent colour. */
    static double plain(BufferedImage picture) {
        Map<Integer, Integer> colours = new HashMap<>();
        int looked = 0;
        for (int y = 0; y < picture.getHeight(); y += EACH) {
            for (int x = 0; x < picture.getWidth(); x += EACH) {
                looked++;
                colours.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        int most = colours.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return (double) most / looked;
    }

    @Override
    public void close() {
        robot.destroy();
        server.destroy();
    }
}
