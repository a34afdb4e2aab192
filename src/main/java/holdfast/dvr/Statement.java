package holdfast.dvr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement of a query. Statements run in order. */
public sealed interface Statement {
    Place place();

    /** Gives a name to a value; a name may be given again. */
    record Assign(Place place, String name, Term value) implements Statement {}

    /** Tells the verifier a value under a key; the last output of a key wins and keeps the first one's position. */
    record Output(Place place, String key, Operand.Showable value) implements Statement {}

    /**
     * Runs one of two blocks. Which one is public.
     *
     * @param otherwise null when there is no {@code else}
     */
    record If(
            Place place,
            Expression condition,
            List<Statement> then,
            @Nullable List<Statement> otherwise) implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = otherwise == null ? null : List.copyOf(otherwise);
        }

        /** The statements of one side; none where there is no {@code else}. */
        public List<Statement> block(boolean side) {
            return side ? then : otherwise == null ? List.of() : otherwise;
        }
    }
}
