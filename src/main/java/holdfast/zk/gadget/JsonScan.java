package holdfast.zk.gadget;

/**
 * What the circuit of {@link JsonStructure} computes from a document, computed directly. Arrays are indexed by place; each holds the
 * state before the byte at that place. Mutable within the package, for tests of malicious witnesses.
 */
public final class JsonScan {
    static final int NAME = 1;
    static final int VALUE = 2;
    static final int ESCAPED = 4;
    static final int ELEMENT = 8;
    static final int CLOSE = 16;
    static final int EMPTY = 32;

    final byte[] bytes;
    /** 0 outside strings, 1 inside, −1 inside behind a backslash that escapes. */
    final int[] text;
    /** What came before, white space aside: 1 a colon, −1 a comma or an opening bracket of an array, else 0. */
    final int[] previous;
    /** 1 where a colon comes next, the rest of a string and white space aside. */
    final int[] colonAhead;
    /** 1 where a backslash comes before the end of the string. */
    final int[] backslashAhead;
    /** How many bytes of the string are left, up to its end or a backslash. */
    final int[] left;

    final int[] depth;
    /** For each depth from 0: how many members or elements of that depth ended. */
    final int[][] ended;

    private JsonScan(byte[] bytes, int levels) {
        int n = bytes.length;
        this.bytes = bytes;
        text = new int[n + 1];
        previous = new int[n + 1];
        colonAhead = new int[n + 1];
        backslashAhead = new int[n + 1];
        left = new int[n + 1];
        depth = new int[n + 1];
        ended = new int[levels + 1][n + 1];
    }

    /**
     * Scans a document.
     *
     * @param size bytes of the circuit; the document is followed by zeros
     * @param levels how many depths to count the ends of
     */
    public static JsonScan of(byte[] document, int size, int levels) {
        if (document.length > size) {
            throw new IllegalArgumentException("a document of " + document.length + " bytes in a circuit for " + size);
        }
        JsonScan scan = new JsonScan(java.util.Arrays.copyOf(document, size), levels);
        scan.forward();
        scan.backward();
        return scan;
    }

    boolean outside(int i) {
        return text[i] == 0;
    }

    boolean is(int i, char c) {
        return bytes[i] == c;
    }

    boolean isWhite(int i) {
        return is(i, ' ') || is(i, '\t') || is(i, '\n') || is(i, '\r');
    }

    boolean closes(int i) {
        return is(i, '}') || is(i, ']');
    }

    boolean endsString(int i) {
        return text[i] == 1 && is(i, '"');
    }

    void forward() {
        for (int i = 0; i < bytes.length; i++) {
            stepText(i);
            stepPrevious(i);
            stepDepth(i);
            stepEnded(i);
        }
    }

    void stepText(int i) {
        if (text[i] == -1) {
            text[i + 1] = 1;
        } else if (text[i] == 1) {
            text[i + 1] = is(i, '"') ? 0 : is(i, '\\') ? -1 : 1;
        } else {
            text[i + 1] = is(i, '"') ? 1 : 0;
        }
    }

    void stepPrevious(int i) {
        if (!outside(i)) {
            previous[i + 1] = 0;
        } else if (is(i, ':')) {
            previous[i + 1] = 1;
        } else if (is(i, ',') || is(i, '[')) {
            previous[i + 1] = -1;
        } else {
            previous[i + 1] = isWhite(i) ? previous[i] : 0;
        }
    }

    void stepDepth(int i) {
        int change = !outside(i) ? 0 : is(i, '{') || is(i, '[') ? 1 : closes(i) ? -1 : 0;
        depth[i + 1] = depth[i] + change;
    }

    void stepEnded(int i) {
        for (int k = 0; k < ended.length; k++) {
            boolean ends = outside(i) && (is(i, ',') || closes(i)) && depth[i] == k;
            ended[k][i + 1] = ended[k][i] + (ends ? 1 : 0);
        }
    }

    void backward() {
        for (int i = bytes.length - 1; i >= 0; i--) {
            boolean colon = outside(i) && is(i, ':');
            boolean passes = !outside(i) || isWhite(i) || is(i, '"');
            colonAhead[i] = colon ? 1 : passes ? colonAhead[i + 1] : 0;
            boolean backslash = !outside(i) && is(i, '\\');
            boolean goesOn = !outside(i) && !backslash && !endsString(i);
            backslashAhead[i] = backslash ? 1 : goesOn ? backslashAhead[i + 1] : 0;
            left[i] = goesOn ? left[i + 1] + 1 : 0;
        }
    }

    /** What stands at a place, as the sum of its marks. */
    int marks(int i) {
        int marks = outside(i) && is(i, '"') && colonAhead[i] == 1 ? NAME : 0;
        if (previous[i] == 1 && !isWhite(i)) {
            marks |= VALUE;
        }
        if (backslashAhead[i + 1] == 1) {
            marks |= ESCAPED;
        }
        if (previous[i] == -1 && !isWhite(i) && !closes(i)) {
            marks |= ELEMENT;
        }
        if (outside(i) && closes(i)) {
            marks |= CLOSE;
        }
        if (previous[i] == -1 && closes(i)) {
            marks |= EMPTY;
        }
        return marks;
    }

    /** The deepest nesting of the document. */
    public int deepest() {
        int most = 0;
        for (int d : depth) {
            most = Math.max(most, d);
        }
        return most;
    }
}
