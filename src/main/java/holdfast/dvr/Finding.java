package holdfast.dvr;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a query that its author should know.
 *
 * @param arguments what the sentence needs, in the order that {@link Code} documents
 * @param problem what data does under the query, for {@link Code#DATA_PROBLEM}
 */
public record Finding(
        Code code,
        Place place,
        List<String> arguments,
        @Nullable Problem problem) {
    public Finding {
        arguments = List.copyOf(arguments);
    }

    static Finding of(Code code, Place place, String... arguments) {
        return new Finding(code, place, List.of(arguments), null);
    }

    /** How bad it is. */
    public enum Severity {
        /** No data can satisfy it, or it always ends with an error. */
        ERROR,
        /** It probably does not say what was meant, or asks for more than was meant. */
        WARNING,
        /** Worth knowing. */
        ADVICE
    }

    /** What a finding is about; in brackets the arguments. */
    public enum Code {
        /** Operands whose types never fit [relator, type, type]. */
        TYPE_CONFLICT(Severity.ERROR),
        /** A path that is used as two types [path, type here, type elsewhere]. */
        FIELD_TYPE_CONFLICT(Severity.ERROR),
        /** A condition that is no yes or no [name or path, type]. */
        NOT_A_CONDITION(Severity.ERROR),
        /** A literal that is no date of its format [text, format]. */
        INVALID_DATE(Severity.ERROR),
        /** A date function on something that is no text [type]. */
        DATE_TYPE(Severity.ERROR),
        /** Two lists compared [relator]. */
        LISTS_COMPARED(Severity.ERROR),
        /** A name that is never assigned before this [name]. */
        UNASSIGNED(Severity.ERROR),
        /** A name that is assigned on some ways only [name]. */
        MAYBE_UNASSIGNED(Severity.WARNING),
        /** What the data has wrong for this query; see {@link Finding#problem}. */
        DATA_PROBLEM(Severity.ERROR),
        /** An output of a field that is not marked as public [key, path]. */
        OUTPUT_NOT_PUBLIC(Severity.ERROR),
        /** An output that needs a public marker [key, path, marker]. */
        OUTPUT_NEEDS_MARKER(Severity.ADVICE),
        /** A list compared without saying how its elements count together [path]. */
        MISSING_QUANTIFIER(Severity.WARNING),
        /** A quantifier where no list is [quantifier]. */
        NEEDLESS_QUANTIFIER(Severity.ADVICE),
        /** Days that other proof systems count differently. */
        CALENDAR(Severity.WARNING),
        /** A comparison without case on letters outside ASCII [text]. */
        NON_ASCII_CASE(Severity.WARNING),
        /** An equality test that confirms a guess of an identifier [path, relator]. */
        IDENTIFIER_TEST(Severity.WARNING),
        /** A field that identifies a person, shown in clear [key, path]. */
        IDENTIFIER_SHOWN(Severity.WARNING),
        /** A field that is shown although conditions on it are answered as well [key, path]. */
        SHOWN_AND_TESTED(Severity.WARNING),
        /** A list shown with every element [key, path]. */
        LIST_SHOWN(Severity.WARNING),
        /** A number computed from a date shown, where a comparison would do [key]. */
        DATE_NUMBER_SHOWN(Severity.WARNING),
        /** A side of an {@code if} that is never taken [then or else]. */
        DEAD_BRANCH(Severity.WARNING),
        /** A condition that the query alone decides [true or false]. */
        CONSTANT_CONDITION(Severity.WARNING),
        /** Conditions of one {@code and} that cannot hold together [what is compared]. */
        CONTRADICTION(Severity.WARNING),
        /** The same condition twice in one {@code and} or {@code or}. */
        REPEATED_CONDITION(Severity.ADVICE),
        /** A name that is assigned and never used [name]. */
        UNUSED_ASSIGNMENT(Severity.WARNING),
        /** A name that is assigned again before it was used [name]. */
        OVERWRITTEN_ASSIGNMENT(Severity.WARNING),
        /** An output that a later one of the same key always replaces [key]. */
        OVERWRITTEN_OUTPUT(Severity.WARNING),
        /** A way through the query without any output. */
        NO_OUTPUT(Severity.WARNING),
        /** No way through the query has an output {@code result}. */
        NO_RESULT(Severity.ADVICE),
        /** An output {@code result} that is no yes or no. */
        RESULT_NOT_BOOLEAN(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** The name for tools and message bundles: {@code missing-quantifier}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Severity severity() {
        return code.severity();
    }
}
