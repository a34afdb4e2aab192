package holdfast.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program itself on a display of its own: GTK draws it, keys reach it, and nothing is complained about. */
@EnabledOnOs(OS.LINUX)
class SmokeOnDisplayTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String PASSPHRASE = "copper lantern walks sideways";
    private static final int VIEWS = 6;

    /** Where the title of a step stands, at 100 per cent. */
    private static final Rectangle TITLE = new Rectangle(500, 80, 450, 120);

    /** Where the window's foot says whether a vault is open. */
    private static final Rectangle FOOT = new Rectangle(900, 715, 370, 45);

    /** Left to be looked at. */
    private static final Path PICTURES = Path.of("target", "smoke-on-display");

    @TempDir
    private Path folder;

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder program =
                OwnDisplay.java("--enable-native-access=ALL-UNNAMED", "-Xmx512m", Main.class.getName());
        Map<String, String> own = program.environment();
        own.keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        own.put("HOME", folder.toString());
        own.put("XDG_DATA_HOME", folder.resolve("data").toString());
        own.put("XDG_STATE_HOME", folder.resolve("state").toString());
        own.put("LC_ALL", "C.UTF-8");
        // There is no desktop here whose services GTK could ask for.
        own.put("NO_AT_BRIDGE", "1");
        own.put("GIO_USE_VFS", "local");
        own.put("GSETTINGS_BACKEND", "memory");
        own.putAll(environment);
        return program.redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"), UTF_8);
    }

    @Test
    void display_missing_isASentenceAndTheExitCodeOfBadInput() throws Exception {
        Process program = start(Map.of("DISPLAY", ""));
        assertThat(program.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(2);
        assertThat(errors().lines())
                .singleElement()
                .asString()
                .startsWith("holdfast: The window cannot open here")
                .contains("libgtk-3-0", "holdfast help");
    }

    @Test
    void window_onADisplay_isUsedByKeysFromFirstStartToTheNextAtTwiceTheSize() throws Exception {
        OwnDisplay.require();
        try (OwnDisplay display = new OwnDisplay(1366, 768, Files.createDirectories(PICTURES))) {
            Map<String, String> environment = Map.of("DISPLAY", display.name());
            Process program = start(environment);
            BufferedImage welcome = drawn(display, program);

            // The very first key may come before the window has the keyboard.
            BufferedImage create = null;
            for (int i = 0; create == null; i++) {
                display.keys("SPACE");
                try {
                    create = display.await(
                            Duration.ofSeconds(8),
                            "the choice of a passphrase",
                            picture -> OwnDisplay.differing(welcome, picture) > 0.002);
                } catch (AssertionError e) {
                    if (i == 5) {
                        throw e;
                    }
                }
            }
            display.type(PASSPHRASE);
            tab(display, 2);
            display.type(PASSPHRASE);
            BufferedImage typed = other(display, "the passphrase typed twice", List.of(create));
            tab(display, 3);
            display.keys("SPACE");
            // Its title tells it from the page before, whose fields go pale while the key is derived.
            BufferedImage recovery = changed(display, "the recovery key", typed, TITLE);
            assertThat(folder.resolve("data/holdfast/vault")).isDirectory();
            tab(display, 4);
            display.keys("SPACE");
            changed(display, "the open vault", recovery, FOOT);
            views(display);

            display.keys("CONTROL 1");
            BufferedImage credentials = display.await(SOON, "the credentials", ignored -> true);
            display.keys("CONTROL l");
            BufferedImage locked = changed(display, "the locked vault", credentials, FOOT);
            end(display, program);

            Path preferences = folder.resolve("state/holdfast/window.properties");
            Files.writeString(preferences, Files.readString(preferences).replace("scale=100", "scale=200"));
            program = start(environment);
            BufferedImage large = drawn(display, program);
            assertThat(OwnDisplay.differing(locked, large)).isGreaterThan(0.02);
            display.type(PASSPHRASE);
            tab(display, 2);
            display.keys("SPACE");
            changed(display, "the vault opened again", large, FOOT);
            views(display);
            end(display, program);
        }
    }

    /** The first picture of the window; where GTK is missing there will be none. */
    private BufferedImage drawn(OwnDisplay display, Process program) throws Exception {
        return display.await(SOON, "the window", picture -> {
            if (!program.isAlive()) {
                String said = said();
                OwnDisplay.require(!said.contains("The window cannot open here"), said);
                fail("the program ended with " + program.exitValue() + ": " + said);
            }
            return OwnDisplay.plain(picture) < 0.9;
        });
    }

    private String said() {
        try {
            return errors();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A part of the window that is not as it was. */
    private static BufferedImage changed(OwnDisplay display, String what, BufferedImage before, Rectangle part)
            throws Exception {
        return display.await(
                SOON, what, picture -> OwnDisplay.differing(part(before, part), part(picture, part)) > 0.02);
    }

    private static BufferedImage part(BufferedImage picture, Rectangle part) {
        return picture.getSubimage(part.x, part.y, part.width, part.height);
    }

    private static void tab(OwnDisplay display, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            display.keys("TAB");
        }
    }

    /** Something else than what was there. */
    private static BufferedImage other(OwnDisplay display, String what, List<BufferedImage> before) throws Exception {
        return display.await(
                SOON, what, picture -> before.stream().allMatch(each -> OwnDisplay.differing(each, picture) > 0.002));
    }

    /** Each view of the rail is drawn, and none looks like another. */
    private static void views(OwnDisplay display) throws Exception {
        List<BufferedImage> seen = new ArrayList<>();
        for (int view = 1; view <= VIEWS; view++) {
            display.keys("CONTROL " + view);
            BufferedImage picture = other(display, "view " + view, seen);
            assertThat(OwnDisplay.plain(picture)).as("view %d", view).isLessThan(0.97);
            seen.add(picture);
        }
    }

    private void end(OwnDisplay display, Process program) throws Exception {
        display.keys("CONTROL q");
        assertThat(program.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        assertThat(errors()).isEmpty();
        assertThat(Files.readString(folder.resolve("output"))).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("state/holdfast/windows"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".sock"))).isEmpty();
        }
    }
}
