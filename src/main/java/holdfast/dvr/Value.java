package holdfast.dvr;

import holdfast.json.JsonValue;
import java.util.List;

/** A value of the language: text, a signed 64-bit integer, yes or no, or a list of those. */
public sealed interface Value {

    /** A value that is not a list. */
    sealed interface Scalar extends Value {}

    record Text(String value) implements Scalar {}

    record Int(long value) implements Scalar {}

    record Bool(boolean value) implements Scalar {}

    /** The elements of an array; they may be of different types. */
    record Items(List<Scalar> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** The type of a value, as sentences name it. */
    enum Type {
        TEXT,
        INTEGER,
        BOOLEAN,
        LIST
    }

    default Type type() {
        return switch (this) {
            case Text ignored -> Type.TEXT;
            case Int ignored -> Type.INTEGER;
            case Bool ignored -> Type.BOOLEAN;
            case Items ignored -> Type.LIST;
        };
    }

    default JsonValue toJson() {
        return switch (this) {
            case Text text -> JsonValue.of(text.value());
            case Int integer -> JsonValue.of(integer.value());
            case Bool bool -> JsonValue.of(bool.value());
            case Items items ->
                JsonValue.array(items.values().stream().map(Value::toJson).toList());
        };
    }
}
