package holdfast.dvr;

import holdfast.credential.Tag;
import holdfast.dvr.Value.Scalar;
import org.jspecify.annotations.Nullable;

/** A value in a query. */
public sealed interface Operand extends Term permits Operand.Showable, Operand.DateFunction {

    /** What an output statement may name. */
    sealed interface Showable extends Operand {}

    /** A value that the query itself gives. */
    record Literal(Place place, Scalar value) implements Showable {}

    /**
     * The value at a path of a credential.
     *
     * @param tag which credential; {@link Tag#NONE} where the request has only one without a name
     */
    record DataVar(Place place, Tag tag, Path path) implements Showable {
        /** As the query spells it: the tag, where there is one, and the path. */
        public String text() {
            return tag.isNone() ? path.toString() : tag.name() + "." + path;
        }

        /** The same for two spellings of the same values: {@code a[]} is {@code a}. */
        public String subject() {
            String text = text();
            return text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
        }
    }

    /** What was last assigned to that name. It is a condition where what was assigned is yes or no. */
    record LocalVar(Place place, String name) implements Showable, Expression {}

    /** A whole number from one or two dates. */
    sealed interface DateFunction extends Operand {
        Operand date();

        DateFormat format();
    }

    /** Whole years between the date and the reference date, whichever is earlier. */
    record GetAge(Place place, Operand date, DateFormat format) implements DateFunction {}

    /**
     * Days from the date to another: negative when the other is earlier.
     *
     * @param reference the other date; null for the reference date of the evaluation
     */
    record GetDayDiff(Place place, Operand date, @Nullable Operand reference, DateFormat format)
            implements DateFunction {}
}
