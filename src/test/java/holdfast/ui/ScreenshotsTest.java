package holdfast.ui;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.text.Language;
import holdfast.ui.common.Preferences;
import holdfast.wallet.Wallet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final int[] SCALES = {100, 200};

    @Test
    void views_allLooks_areDrawn() throws Exception {
        Path target = Files.createDirectories(Path.of(System.getProperty("holdfast.screenshots")));
        int drawn = draw(Screens.locked(), target);
        Wallet wallet = openVault("Personal");
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
        drawn += draw(screens, target);
        assertThat(drawn).isEqualTo((screens.size() + Screens.locked().size()) * 8);
    }

    private int draw(List<Screens.Screen> screens, Path target) throws Exception {
        int drawn = 0;
        for (Preferences.Scheme scheme : new Preferences.Scheme[] {Preferences.Scheme.LIGHT, Preferences.Scheme.DARK}) {
            for (Language language : Language.values()) {
                for (int scale : SCALES) {
                    window(() -> {
                        preferences.set(
                                preferences.get().with(scheme).with(scale).with(language));
                        return null;
                    });
                    for (Screens.Screen screen : screens) {
                        screen.show().on(this);
                        String name = String.join(
                                "-",
                                screen.name(),
                                scheme.name().toLowerCase(Locale.ROOT),
                                language.tag(),
                                Integer.toString(scale));
                        write(window(() -> scene().snapshot(null)), target.resolve(name + ".png"));
                        drawn++;
                    }
                }
            }
        }
        return drawn;
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
