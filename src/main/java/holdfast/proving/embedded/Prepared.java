package holdfast.proving.embedded;

import holdfast.credential.Tag;
import java.util.List;
import java.util.SortedMap;

/** A task that can be proven: what of it is public besides the outputs, and the circuits. */
record Prepared(Compiled compiled, SortedMap<Tag, Integer> sizeClasses, Shape shape, List<Boolean> branches) {
    Prepared {
        branches = List.copyOf(branches);
    }
}
