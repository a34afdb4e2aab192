package holdfast.ui;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.proving.ProvingService;
import holdfast.text.Language;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Draws every view with the sample data into files:
 * {@code ./build test -Dtest=ScreenshotsTest -Dholdfast.screenshots=target/screenshots}.
 */
@EnabledIfSystemProperty(named = "holdfast.screenshots", matches = ".+")
class ScreenshotsTest extends UiTest {
    /**
     * @param scale of the text, in per cent
     * @param width of the window, in pixels
     */
    private record Look(Preferences.Scheme scheme, Language language, int scale, int width, int height) {
        String name() {
            return String.join(
                    "-",
                    scheme.name().toLowerCase(Locale.ROOT),
                    language.tag(),
                    Integer.toString(scale),
                    Integer.toString(width));
        }
    }

    /** Only screens whose file's name matches are drawn; all without it. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("holdfast.screenshots.only", ".*"));

    private static final int PULSES = 3;

    private Path target;
    private boolean vault;

    private static List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (Preferences.Scheme scheme : new Preferences.Scheme[] {Preferences.Scheme.LIGHT, Preferences.Scheme.DARK}) {
            for (Language language : Language.values()) {
                looks.add(new Look(scheme, language, 100, 1366, 768));
                looks.add(new Look(scheme, language, 200, 1366, 768));
            }
        }
        looks.add(new Look(Preferences.Scheme.LIGHT, Language.INDONESIAN, 100, 1024, 640));
        return looks;
    }

    @Override
    protected ProvingService provers() {
        return AlarmScreens.asked(this);
    }

    @Test
    void views_allLooks_areDrawn() throws Exception {
        target = Files.createDirectories(Path.of(System.getProperty("holdfast.screenshots")));
        int drawn = draw(Screens.locked());
        Wallet wallet = openVault("Personal");
        vault = true;
        List<Screens.Screen> empty = new ArrayList<>();
        for (String feature : window.featureIds()) {
            empty.add(new Screens.Screen(feature + "-empty", test -> show(feature)));
        }
        drawn += draw(empty);
        fill(wallet);
        nameKeys(wallet);
        window(() -> {
            window.services().session().changed();
            return null;
        });
        List<Screens.Screen> screens = new ArrayList<>();
        for (String feature : window.featureIds()) {
            screens.add(new Screens.Screen(feature, test -> show(feature)));
        }
        screens.addAll(Screens.all());
        drawn += draw(screens);
        assertThat(drawn).as("pictures drawn").isPositive();
    }

    private int draw(List<Screens.Screen> screens) throws Exception {
        int drawn = 0;
        for (Look look : looks()) {
            List<Screens.Screen> wanted = screens.stream()
                    .filter(screen ->
                            ONLY.matcher(screen.name() + "-" + look.name()).matches())
                    .toList();
            if (wanted.isEmpty()) {
                continue;
            }
            window(() -> {
                stage.setWidth(look.width());
                stage.setHeight(look.height());
                preferences.set(
                        preferences.get().with(look.scheme()).with(look.scale()).with(look.language()));
                return null;
            });
            for (Screens.Screen screen : wanted) {
                if (vault) {
                    reopen();
                }
                screen.show().on(this);
                pulses();
                write(window(() -> scene().snapshot(null)), target.resolve(screen.name() + "-" + look.name() + ".png"));
                drawn++;
                window(() -> {
                    window.services().dialogs().close();
                    return null;
                });
            }
        }
        return drawn;
    }

    /** What a screen locked is open for the next. */
    private void reopen() throws Exception {
        WalletSession session = window.services().session();
        if (session.isOpen()) {
            return;
        }
        session.awaitLocked(Duration.ofMinutes(1));
        Wallet again = store(folder.resolve("Personal"))
                .unlock(PASSPHRASE.clone(), WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.WRITE)
                .wallet();
        window(() -> {
            session.opened("Personal", again);
            return null;
        });
    }

    /** Dialogs find their place only when the window was laid out with them. */
    private void pulses() throws Exception {
        CountDownLatch laidOut = new CountDownLatch(PULSES);
        Runnable count = laidOut::countDown;
        window(() -> {
            scene().addPostLayoutPulseListener(count);
            return null;
        });
        while (laidOut.getCount() > 0) {
            window(() -> {
                Platform.requestNextPulse();
                return null;
            });
            laidOut.await(20, TimeUnit.MILLISECONDS);
        }
        window(() -> {
            scene().removePostLayoutPulseListener(count);
            return null;
        });
    }

    private void show(String feature) {
        window(() -> {
            window.services().navigator().show(feature);
            return null;
        });
    }

    static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(copy, "png", file.toFile());
    }
}
