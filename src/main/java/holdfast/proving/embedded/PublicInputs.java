package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.Value;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.gadget.CalendarDate;
import holdfast.zk.gadget.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The public inputs of a statement in their order, each with how a verifier computes it from what it has itself. */
final class PublicInputs {
    /** Bytes of a text in one public input: their number is below the modulus of every field in use. */
    static final int CHUNK = 15;

    static final int CHUNKS = (JsonText.MOST_BYTES + CHUNK - 1) / CHUNK;

    private final Program program;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable CalendarDate reference;

    private record Entry(Expr input, Function<Claims, Element> value) {}

    PublicInputs(Program program) {
        this.program = program;
    }

    Expr add(String name, Function<Claims, Element> value) {
        Expr input = program.publicInput(name);
        entries.add(new Entry(input, value));
        return input;
    }

    /** The reference date; its inputs are there only if it is used. */
    CalendarDate reference() {
        if (reference == null) {
            Field field = program.field();
            reference = new CalendarDate(
                    add("reference year", c -> field.fromLong(c.reference().getYear())),
                    add("reference month and day", c -> field.fromLong(CalendarDate.monthDay(c.reference()))),
                    add("reference day", c -> field.fromLong(CalendarDate.number(c.reference()))));
        }
        return reference;
    }

    /** Sets all public inputs. */
    void assign(Assignment assignment, Claims claims) {
        for (Entry entry : entries) {
            assignment.set(entry.input(), entry.value().apply(claims));
        }
    }

    /** The values in their order. */
    List<Element> values(Claims claims) {
        return entries.stream().map(entry -> entry.value().apply(claims)).toList();
    }

    /** A scalar as numbers: one, or for a text its length and its bytes in chunks. */
    static List<Element> numbers(Field field, Value.Scalar value) {
        return switch (value) {
            case Value.Int(long number) -> List.of(signed(field, number));
            case Value.Bool(boolean bool) -> List.of(field.fromLong(bool ? 1 : 0));
            case Value.Text(String text) -> {
                byte[] bytes = text.getBytes(UTF_8);
                List<Element> numbers = new ArrayList<>();
                numbers.add(field.fromLong(bytes.length));
                for (int c = 0; c < CHUNKS; c++) {
                    byte[] element = new byte[field.byteLength()];
                    int from = Math.min(bytes.length, c * CHUNK);
                    System.arraycopy(bytes, from, element, 0, Math.min(CHUNK, bytes.length - from));
                    Element number = field.fromBytes(element, 0);
                    if (number == null) {
                        throw new IllegalStateException(CHUNK + " bytes are not below the modulus");
                    }
                    numbers.add(number);
                }
                yield numbers;
            }
        };
    }

    private static Element signed(Field field, long number) {
        // −2^63 has no positive counterpart, but as an unsigned number it is 2^63.
        return number >= 0 ? field.fromLong(number) : field.negate(field.fromLong(-number));
    }
}
