package holdfast.dvr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault at its place.
 *
 * @param place where in the query
 * @param field the field it is about, as far as it could be followed; null where no single field is to blame
 * @param arguments what the sentence about it needs besides the field: a name, an operator, the kind of a value. Never a
 *     value of a credential.
 */
public record Problem(Fault fault, Place place, @Nullable FieldPath field, List<String> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    static Problem of(Fault fault, Place place, String... arguments) {
        return new Problem(fault, place, null, List.of(arguments));
    }

    static Problem of(Fault fault, Place place, FieldPath field, String... arguments) {
        return new Problem(fault, place, field, List.of(arguments));
    }

    public EngineError error() {
        return fault.error();
    }

    /** One line for logs and developers; people get a sentence from the message bundles. */
    public String summary() {
        StringBuilder line = new StringBuilder(error().engineName());
        if (!place.text().isEmpty()) {
            line.append(" at ").append(place);
        }
        line.append(": ").append(fault.key().replace('-', ' '));
        if (field != null) {
            line.append(' ').append(field);
        }
        if (!arguments.isEmpty()) {
            line.append(" (").append(String.join(", ", arguments)).append(')');
        }
        return line.toString();
    }
}
