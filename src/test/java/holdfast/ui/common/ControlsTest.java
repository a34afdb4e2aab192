package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;

class ControlsTest extends UiTest {
    private static final int LONG = 2_900;

    @Test
    void qrCode_drawn_isReadAgain() {
        for (String text : new String[] {"a", "holdfast:żółć 数据 ✓", "x".repeat(LONG)}) {
            Image image = QrCode.draw(text, 700).orElseThrow();

            assertThat(QrCode.read(image)).as("%d characters", text.length()).contains(text);
        }
    }

    @Test
    void qrCode_textTooLong_isRefused() {
        assertThat(QrCode.draw("x".repeat(LONG * 2), 700)).isEmpty();
    }

    @Test
    void qrCode_pictureWithoutOne_isEmpty() {
        assertThat(QrCode.read(new WritableImage(200, 100))).isEmpty();
    }

    @Test
    void hiddenValue_hidden_isNeitherDrawnNorSpoken() {
        HiddenValue value = window(HiddenValue::new);
        value.setHiddenText("hidden");
        value.setValue("1989-04-12");

        assertThat(value.getText()).doesNotContain("1989");
        assertThat(value.getAccessibleText()).isEqualTo("hidden");
        assertThat(value.getEffect()).isNotNull();

        value.setRevealed(true);
        assertThat(value.getText()).isEqualTo("1989-04-12");
        assertThat(value.getAccessibleText()).isEqualTo("1989-04-12");
        assertThat(value.getEffect()).isNull();
    }

    @Test
    void clipboard_afterAWhile_isCleared() {
        Optional<String> copied = window(() -> {
            window.services().clipboard().copy("secret");
            return window.services().clipboard().text();
        });
        assertThat(copied).contains("secret");

        Optional<String> left = window(() -> {
            later.forEach(Runnable::run);
            return window.services().clipboard().text();
        });

        assertThat(left).isEmpty();
    }

    @Test
    void clipboard_copiedAgain_keepsTheLaterText() {
        Optional<String> left = window(() -> {
            window.services().clipboard().copy("first");
            window.services().clipboard().copy("second");
            later.getFirst().run();
            return window.services().clipboard().text();
        });

        assertThat(left).contains("second");
    }
}
