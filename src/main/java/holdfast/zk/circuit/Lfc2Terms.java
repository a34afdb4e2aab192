package holdfast.zk.circuit;

import holdfast.zk.circuit.CircuitFormatException.Reason;

/**
 * LFC2: a table of distinct terms, segments that are runs of table entries, and the sequence of segments. All three are
 * read; the expanded number of terms is bounded before anything is expanded, and expansion happens one term at a time.
 */
final class Lfc2Terms extends CircuitReader.Terms {
    private static final int PARTS = 4;

    private final int[] table;
    private final int[] segmentStart;
    private final int[] segmentEntry;
    private final int[] sequence;
    private final int count;
    private int atSequence;
    private int atEntry;
    private int entriesEnd;

    Lfc2Terms(CircuitInput in, int constants, int mostTerms) throws CircuitFormatException {
        table = table(in, constants, mostTerms);
        int segments = in.number("segments", mostTerms);
        Ints starts = new Ints(segments + 1);
        Ints entries = new Ints(segments);
        for (int s = 0; s < segments; s++) {
            starts.add(entries.size());
            int length = in.number("terms in a segment", mostTerms);
            if (entries.size() + (long) length > mostTerms) {
                throw new CircuitFormatException(Reason.TOO_LARGE, "the segments of a layer hold too many terms");
            }
            for (int i = 0; i < length; i++) {
                entries.add(index(in.number(), table.length / PARTS, "term"));
            }
        }
        starts.add(entries.size());
        segmentStart = starts.take();
        segmentEntry = entries.take();
        int length = in.number("segment references", mostTerms);
        Ints order = new Ints(length);
        long total = 0;
        for (int i = 0; i < length; i++) {
            int segment = index(in.number(), segments, "segment");
            order.add(segment);
            total += segmentStart[segment + 1] - segmentStart[segment];
        }
        if (total > mostTerms) {
            throw new CircuitFormatException(
                    Reason.TOO_LARGE,
                    "a layer expands to %d terms; at most %d are accepted".formatted(total, mostTerms));
        }
        sequence = order.take();
        count = (int) total;
    }

    private static int[] table(CircuitInput in, int constants, int mostTerms) throws CircuitFormatException {
        int size = in.number("distinct terms", mostTerms);
        Ints parts = new Ints(PARTS * Math.min(size, 1 << 20));
        for (int i = 0; i < size; i++) {
            parts.add(in.difference());
            parts.add(in.difference());
            parts.add(in.difference());
            parts.add(index(in.number(), constants, "constant"));
        }
        return parts.take();
    }

    private static int index(int value, int bound, String what) throws CircuitFormatException {
        if (value >= bound) {
            throw new CircuitFormatException(
                    Reason.INDEX_OUT_OF_RANGE, "there is no %s %d, only %d".formatted(what, value, bound));
        }
        return value;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    void next() {
        while (atEntry == entriesEnd) {
            int segment = sequence[atSequence++];
            atEntry = segmentStart[segment];
            entriesEnd = segmentStart[segment + 1];
        }
        int entry = PARTS * segmentEntry[atEntry++];
        output = table[entry];
        left = table[entry + 1];
        right = table[entry + 2];
        constant = table[entry + 3];
    }
}
