package holdfast.zk.gadget;

import java.util.SplittableRandom;

/** Random choices of the states of a scan that one omitted assertion leaves free; all other states follow from them. */
final class FreedStates {
    private FreedStates() {}

    static void choose(JsonScan scan, String recurrence, SplittableRandom random) {
        int n = scan.bytes.length;
        int at = random.nextInt(1, n);
        int any = random.nextInt(-1, 2);
        switch (recurrence) {
            case "starts outside strings" -> {
                scan.text[0] = random.nextBoolean() ? 1 : -1;
                follow(scan, -1, 0);
            }
            case "starts with nothing before" -> {
                scan.previous[0] = any;
                follow(scan, -1, 0);
            }
            case "starts at depth 0" -> {
                scan.depth[0] = random.nextInt(-3, 8);
                follow(scan, -1, 0);
            }
            case "in string" -> follow(scan, at, any);
            case "previous" -> {
                scan.previous[at] = any;
                for (int i = at; i < n; i++) {
                    scan.stepPrevious(i);
                }
            }
            case "colon ahead" -> scan.colonAhead[at] = random.nextInt(2);
            case "backslash ahead" -> scan.backslashAhead[at] = random.nextInt(2);
            case "string left" -> scan.left[at] = random.nextInt(6);
            case "depth" -> {
                // Up here and down there, or the depth would end out of range.
                int other = random.nextInt(1, n);
                for (int i = 0; i < n; i++) {
                    scan.stepDepth(i);
                    scan.depth[i + 1] += (i + 1 == at ? 1 : 0) - (i + 1 == other ? 1 : 0);
                    scan.stepEnded(i);
                }
            }
            case "ordinals" -> {
                for (int k = 1; k < scan.ended.length; k++) {
                    int by = random.nextInt(-2, 3);
                    for (int i = at / 8 * 8; i < n; i++) {
                        scan.ended[k][i] += by;
                    }
                }
            }
            default -> throw new IllegalArgumentException("no state hangs on " + recurrence);
        }
    }

    /** Computes all states from the first ones, but for the state of the string at one place. */
    private static void follow(JsonScan scan, int at, int text) {
        int n = scan.bytes.length;
        for (int i = 0; i < n; i++) {
            scan.stepText(i);
            if (i + 1 == at) {
                scan.text[at] = text;
            }
        }
        for (int i = 0; i < n; i++) {
            scan.stepPrevious(i);
            scan.stepDepth(i);
            scan.stepEnded(i);
        }
        scan.backward();
    }
}
