package holdfast.zk.circuit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A layer as LFC2 writes it: the distinct terms in a table, and one segment that names them in order. */
final class Lfc2Layer {
    private record Entry(int output, int left, int right, int constant) {}

    private final Map<Entry, Integer> index = new HashMap<>();
    private final Ints table = new Ints(0);
    private final Ints sequence;

    Lfc2Layer(Layer layer) throws IOException {
        sequence = new Ints(layer.terms());
        CircuitWriter.forEach(layer, (output, left, right, constant) -> {
            Entry entry = new Entry(output, left, right, constant);
            Integer known = index.get(entry);
            if (known == null) {
                known = index.size();
                index.put(entry, known);
                table.add(output);
                table.add(left);
                table.add(right);
                table.add(constant);
            }
            sequence.add(known);
        });
    }

    void write(CircuitWriter.Output out) throws IOException {
        out.number(index.size());
        for (int i = 0; i < table.size(); i += 4) {
            out.difference(table.get(i));
            out.difference(table.get(i + 1));
            out.difference(table.get(i + 2));
            out.number(table.get(i + 3));
        }
        out.number(1);
        out.number(sequence.size());
        for (int i = 0; i < sequence.size(); i++) {
            out.number(sequence.get(i));
        }
        out.number(1);
        out.number(0);
    }
}
