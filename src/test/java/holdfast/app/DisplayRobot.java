package holdfast.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Presses keys and takes pictures on the display that its own process was given; a test tells it what to do, a line
 * each: {@code type copper lantern}, {@code keys CONTROL 1}, {@code picture FILE}. It answers each with a line.
 */
public final class DisplayRobot {
    private static final int BETWEEN_KEYS = 25;

    private DisplayRobot() {}

    public static void main(String[] args) throws AWTException, IOException {
        Robot robot = new Robot();
        robot.setAutoDelay(BETWEEN_KEYS);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String what = order.substring(order.indexOf(' ') + 1);
            switch (order.substring(0, order.indexOf(' '))) {
                case "type" -> what.chars().forEach(character -> press(robot, List.of(code(character))));
                case "keys" ->
                    press(
                            robot,
                            List.of(what.split(" ")).stream()
                                    .map(DisplayRobot::code)
                                    .toList());
                case "picture" ->
                    ImageIO.write(
                            robot.createScreenCapture(
                                    new Rectangle(Toolkit.getDefaultToolkit().getScreenSize())),
                            "bmp",
                            new File(what));
                default -> throw new IllegalArgumentException(order);
            }
            System.out.println("done");
        }
    }

    private static void press(Robot robot, List<Integer> codes) {
        codes.forEach(robot::keyPress);
        codes.reversed().forEach(robot::keyRelease);
    }

    private static int code(String name) {
        return switch (name) {
            case "CONTROL" -> KeyEvent.VK_CONTROL;
            case "TAB" -> KeyEvent.VK_TAB;
            case "SPACE" -> KeyEvent.VK_SPACE;
            default -> code(name.charAt(0));
        };
    }

    private static int code(int character) {
        return KeyEvent.getExtendedKeyCodeForChar(character);
    }
}
