package holdfast.proving.embedded;

import holdfast.dvr.Value;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is public of the form of the data that a query reads, apart from the query: the circuit depends on it. Each part of it is a
 * claim that the circuit proves by reading the data in this form.
 *
 * @param depth documents may be nested so deep; 7 or 15
 * @param capacities for each array that is read as a whole, by its path, how many elements the circuit has room for
 * @param types for each path that is read, by its text, the type of its value or of its elements
 */
record Shape(int depth, SortedMap<String, Integer> capacities, SortedMap<String, Value.Type> types) {
    static final int MOST_ELEMENTS = 64;

    private static final int SHALLOW = 7;
    private static final int DEEP = 15;

    Shape {
        capacities = Collections.unmodifiableSortedMap(new TreeMap<>(capacities));
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    }

    /** The least depth class that holds a depth; 0 if none does. */
    static int depthClass(int depth) {
        return depth <= SHALLOW ? SHALLOW : depth <= DEEP ? DEEP : 0;
    }

    /** The least capacity for a number of elements; 0 if there is none. */
    static int capacityFor(int elements) {
        return elements > MOST_ELEMENTS ? 0 : Math.max(1, Integer.highestOneBit(2 * Math.max(1, elements) - 1));
    }

    /** One text for each shape: {@code depth=7;#bank.items=8;bank.items[].price=i}. */
    String text() {
        StringBuilder text = new StringBuilder("depth=").append(depth);
        capacities.forEach(
                (path, capacity) -> text.append(";#").append(path).append('=').append(capacity));
        types.forEach((path, type) -> text.append(';').append(path).append('=').append(letter(type)));
        return text.toString();
    }

    private static char letter(Value.Type type) {
        return switch (type) {
            case TEXT -> 's';
            case INTEGER -> 'i';
            case BOOLEAN -> 'b';
            case LIST -> throw new IllegalArgumentException("the elements of a list are no lists");
        };
    }

    /** Reads what {@link #text} writes, and nothing else. */
    static Shape parse(String text) throws UnfitException {
        SortedMap<String, Integer> capacities = new TreeMap<>();
        SortedMap<String, Value.Type> types = new TreeMap<>();
        int depth = text.startsWith("depth=15") ? DEEP : SHALLOW;
        for (String entry : text.split(";", -1)) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals);
            String value = entry.substring(equals + 1);
            if (name.startsWith("#") && value.matches("[1-9][0-9]?")) {
                capacities.put(name.substring(1), Integer.parseInt(value));
            } else if (value.length() == 1 && "sib".contains(value)) {
                types.put(
                        name,
                        switch (value) {
                            case "s" -> Value.Type.TEXT;
                            case "i" -> Value.Type.INTEGER;
                            default -> Value.Type.BOOLEAN;
                        });
            }
        }
        Shape shape = new Shape(depth, capacities, types);
        if (!shape.text().equals(text) || !capacities.values().stream().allMatch(c -> c == capacityFor(c))) {
            throw new UnfitException("the shape is not of the form that is written");
        }
        return shape;
    }
}
