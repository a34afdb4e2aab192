package holdfast.ui.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.demo.Samples;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.KeyResolver;
import holdfast.ui.UiTest;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.Wallet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A measurement and no test of speed: a list of credentials is scrolled by a page in each frame, and the work of each
 * frame on the window's thread (styles and layout, in processor time) is measured.
 * {@code ./build test -Dtest=ScrollFramesTest -Dholdfast.scroll=10000}.
 */
@EnabledIfSystemProperty(named = "holdfast.scroll", matches = "\\d+")
class ScrollFramesTest extends UiTest {
    private static final int COUNT = Integer.getInteger("holdfast.scroll", 0);
    private static final int WARM_UP = 50;

    /** As many as are scrolled at most. */
    private static final int PAGES = 500;

    /** The time of the thread and not of the clock: other programs take none of it. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final double FRAME = 1000 / 60.0;

    private final List<Double> frames = new ArrayList<>();
    private long begun;

    @Test
    void list_scrolledByPages_isDrawnFrameByFrame() throws Exception {
        Wallet wallet = openVault("personal");
        long filled = System.nanoTime();
        many(wallet);
        window(() -> {
            window.services().session().changed();
            window.services().navigator().show("credentials");
            return null;
        });
        ListView<?> list = lookup("#credential-list").queryAs(ListView.class);
        await(Duration.ofMinutes(2), () -> list.getItems().size() == COUNT);
        System.err.printf(Locale.ROOT, "filled in %.1f s%n", (System.nanoTime() - filled) / 1e9);
        CountDownLatch end = new CountDownLatch(1);
        Runnable before = () -> {
            begun = CPU.getCurrentThreadCpuTime();
            list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.PAGE_DOWN, false, false, false, false));
        };
        Runnable after = () -> {
            frames.add((CPU.getCurrentThreadCpuTime() - begun) / 1e6);
            if (frames.size() == PAGES || list.getSelectionModel().getSelectedIndex() == COUNT - 1) {
                end.countDown();
            } else {
                Platform.requestNextPulse();
            }
        };
        window(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
            scene().addPreLayoutPulseListener(before);
            scene().addPostLayoutPulseListener(after);
            Platform.requestNextPulse();
            return null;
        });
        assertThat(end.await(10, TimeUnit.MINUTES)).isTrue();
        int cells = window(() -> {
            scene().removePreLayoutPulseListener(before);
            scene().removePostLayoutPulseListener(after);
            return list.lookupAll(".list-cell").size();
        });
        report(cells);
    }

    private void many(Wallet wallet) throws Exception {
        CredentialImport credentials = new CredentialImport(wallet, KeyResolver.none());
        List<Samples.Credential> kinds = List.copyOf(samples.credentials().values());
        List<CredentialImport.Named> named = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Samples.Credential sample = kinds.get(i % kinds.size());
            named.add(new CredentialImport.Named(
                    credentials.check(
                            roles.issue(numbered(sample, i)).compact(),
                            roles.key("issuer " + sample.kind()).publicKey()),
                    sample.title() + " " + i,
                    List.of()));
        }
        credentials.store(named, false);
    }

    /** The same data twice would be stored once. */
    private static Samples.Credential numbered(Samples.Credential sample, int number) {
        var data = JsonObject.builder();
        sample.data().members().forEach(data::put);
        return new Samples.Credential(
                sample.id(),
                sample.person(),
                sample.kind(),
                sample.title(),
                data.put("serial", number).build());
    }

    private void report(int cells) {
        double[] times = frames.stream()
                .skip(WARM_UP)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        System.err.printf(
                Locale.ROOT,
                "%d credentials in %d frames of a page, processor time: median %.1f ms, 99 %% within %.1f ms, longest %.1f ms; "
                        + "%.1f %% over 16.7 ms; %d cells at the end%n",
                COUNT,
                frames.size(),
                times[times.length / 2],
                times[times.length * 99 / 100],
                times[times.length - 1],
                100.0 * Arrays.stream(times).filter(time -> time > FRAME).count() / times.length,
                cells);
    }
}
