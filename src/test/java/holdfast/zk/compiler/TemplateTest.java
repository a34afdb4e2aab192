package holdfast.zk.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.zk.field.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copied part is the same as the part made anew. */
class TemplateTest {
    private final Program program = new Program(Fields.fp128());

    /** A witnessed root of a product, and the sum with it. */
    private record Part(Expr root, Expr sum) {
        static Part of(Program program, Expr a, Expr b) {
            Expr root = program.privateInput("root");
            program.assertEqual("root", root.squared(), a.times(b));
            Expr square = root.times(a).plus(b.times(7)).wire();
            program.assertZeroProduct("part", square.minus(root), square.plus(a));
            return new Part(root, square.times(square).plus(b).wire());
        }
    }

    private static Expr[] operands(Program program) {
        Expr[] operands = program.privateInputs("operand", 4);
        for (int i = 0; i < operands.length; i++) {
            operands[i] = operands[i].squared().plus(i).wire();
        }
        return operands;
    }

    private static byte[] circuit(Program program) {
        return program.compile().circuit().id();
    }

    @Test
    void copy_comparedWithThePartMadeAnew_givesTheSameCircuit() {
        Expr[] x = operands(program);
        Template template = program.template();
        Part part = Part.of(program, x[0], x[1]);
        template.end();
        Template.Copy copy = template.copy(List.of(x[0], x[1]), List.of(x[2], x[3]));
        program.assertZero("end", copy.of(part.sum()).minus(part.sum()));

        Program plain = new Program(Fields.fp128());
        Expr[] y = operands(plain);
        Part first = Part.of(plain, y[0], y[1]);
        Part second = Part.of(plain, y[2], y[3]);
        plain.assertZero("end", second.sum().minus(first.sum()));

        assertThat(circuit(program)).isEqualTo(circuit(plain));
    }

    @Test
    void assignment_ofACopy_setsTheInputsOfTheCopyAndNamesItsAssertions() {
        Expr[] inputs = program.privateInputs("operand", 4);
        Template template = program.template();
        Part part = Part.of(program, inputs[0], inputs[1]);
        template.end();
        Template.Copy copy = template.copy(List.of(inputs[0], inputs[1]), List.of(inputs[2], inputs[3]));

        Assignment assignment = program.assignment();
        for (Expr input : inputs) {
            assignment.set(input, 0);
        }
        assignment.set(part.root(), 0);
        assignment.of(copy).set(part.root(), 3);
        assertThat(assignment.value(copy.of(part.root())).w0()).isEqualTo(3);
        assertThat(assignment.violations()).containsExactly(new Violation("root"));
    }

    @Test
    void copy_operandMissing_refused() {
        Expr[] x = operands(program);
        Template template = program.template();
        Part.of(program, x[0], x[1]);
        template.end();
        assertThatThrownBy(() -> template.copy(List.of(x[0]), List.of(x[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void copy_operandsInAnotherOrderOrOfAnotherDepth_refused() {
        Expr[] x = operands(program);
        Expr deep = x[3].squared().squared().wire();
        Template template = program.template();
        Part.of(program, x[0], x[1]);
        template.end();
        for (Expr[] other : new Expr[][] {{x[3], x[2]}, {x[2], deep}}) {
            assertThatThrownBy(() -> template.copy(List.of(x[0], x[1]), List.of(other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another depth or order");
        }
        Expr sum = x[2].plus(1);
        assertThatThrownBy(() -> template.copy(List.of(x[0], x[1]), List.of(sum, x[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another form");
    }

    @Test
    void expression_notOfThePart_hasNoCopy() {
        Expr[] x = operands(program);
        Template template = program.template();
        Part.of(program, x[0], x[1]);
        template.end();
        Template.Copy copy = template.copy(List.of(x[0], x[1]), List.of(x[2], x[3]));
        assertThatThrownBy(() -> copy.of(x[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
