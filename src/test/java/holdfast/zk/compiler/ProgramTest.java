package holdfast.zk.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    private static final Field P256 = Fields.p256();

    @Test
    void equation_solutionsAccepted_othersNamed() {
        Program program = new Program(P256);
        Expr target = program.publicInput("target");
        Expr x = program.privateInput("x");
        try (Section _ = program.section("cubic")) {
            program.assertEqual(
                    "x³ + x + 5", x.squared().wire().times(x).plus(x).plus(5), target);
        }
        Assignment good = program.assignment().set(x, 3).set(target, 35);
        assertEquals(List.of(), good.violations());
        Assignment bad = program.assignment().set(x, 4).set(target, 35);
        assertEquals(List.of(new Violation("cubic/x³ + x + 5")), bad.violations());
        CompiledCircuit compiled = program.compile();
        assertTrue(LayeredEvaluation.satisfied(compiled.circuit(), good.inputs()));
        assertFalse(LayeredEvaluation.satisfied(compiled.circuit(), bad.inputs()));
        assertEquals(2, compiled.circuit().publicInputs());
        assertEquals(1, compiled.circuit().privateInputs());
    }

    @Test
    void inputs_notSet_namedInTheError() {
        Program program = new Program(P256);
        Expr x = program.privateInput("x");
        program.privateInput("forgotten");
        Assignment half = program.assignment().set(x, 1);
        assertTrue(assertThrows(IllegalStateException.class, half::violations)
                .getMessage()
                .contains("forgotten"));
    }

    @Test
    void expression_setLikeAnInput_refused() {
        Program program = new Program(P256);
        Expr x = program.privateInput("x");
        assertThrows(IllegalArgumentException.class, () -> program.assignment().set(x.plus(1), 1));
        assertThrows(IllegalArgumentException.class, () -> program.assignment().set(program.one(), 2));
    }

    @Test
    void equalExpressions_oneWire() {
        Program program = new Program(P256);
        Expr x = program.privateInput("x");
        Expr y = program.privateInput("y");
        assertTrue(x.times(y).plus(x).wire().minus(x.plus(y.times(x)).wire()).isZero());
    }

    @Test
    void constants_foldAway() {
        Program program = new Program(P256);
        Expr x = program.privateInput("x");
        assertEquals(1, x.times(3).times(x.dividedBy(3)).terms());
        assertTrue(x.plus(7).minus(x).isConstant());
        assertEquals(P256.fromLong(7), x.plus(7).minus(x).constantValue());
        assertTrue(x.times(program.zero()).isZero());
    }

    @Test
    void impossibleAssertion_refusedByName() {
        Program program = new Program(P256);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> program.assertZero("never", program.one()))
                .getMessage()
                .contains("never"));
    }

    @Test
    void omittedAssertion_notMade() {
        Program program = new Program(P256, "a/x is 0"::equals);
        Expr x = program.privateInput("x");
        Expr y = program.privateInput("y");
        try (Section _ = program.section("a")) {
            program.assertZero("x is 0", x);
            program.assertZero("y is 0", y);
        }
        assertEquals(
                List.of(new Violation("a/y is 0")),
                program.assignment().set(x, 1).set(y, 1).violations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "fp128"})
    void randomPrograms_layeredAndDirectEvaluationAgree(String name) {
        Field field = name.equals("p256") ? Fields.p256() : Fields.fp128();
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Program program = new Program(field);
            RandomProgram made = new RandomProgram(program, random);
            CompiledCircuit compiled = program.compile();
            Assignment honest = made.assign();
            assertEquals(List.of(), honest.violations(), "seed " + seed);
            assertTrue(LayeredEvaluation.satisfied(compiled.circuit(), honest.inputs()), "seed " + seed);
            Perturbation perturbation = new Perturbation(program, honest);
            for (int i = 0; i < 4; i++) {
                Expr victim = made.secrets.get(random.nextInt(made.secrets.size()));
                Assignment bad = made.assign().set(victim, random.nextLong(1, 1L << 40));
                assertEquals(
                        bad.violations().isEmpty(),
                        LayeredEvaluation.satisfied(compiled.circuit(), bad.inputs()),
                        "seed " + seed);
                int at = made.secrets.indexOf(victim);
                assertEquals(
                        bad.violations().stream().map(Violation::name).toList(),
                        perturbation.violations(at, bad.value(victim)),
                        "seed " + seed);
            }
        }
    }

    @Test
    void sameProgram_sameCircuitId() {
        byte[][] ids = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Program program = new Program(P256);
            new RandomProgram(program, new SplittableRandom(7));
            ids[i] = program.compile().circuit().id();
        }
        assertArrayEquals(ids[0], ids[1]);
    }

    /** Random sums and products, with results witnessed by further inputs that are asserted equal to them. */
    private static final class RandomProgram {
        private final Program program;
        private final List<Expr> secrets = new ArrayList<>();
        private final List<Expr> results = new ArrayList<>();
        private final List<Expr> meanings = new ArrayList<>();
        private final long seed;

        RandomProgram(Program program, SplittableRandom random) {
            this.program = program;
            List<Expr> pool = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Expr x = random.nextInt(4) == 0 ? program.publicInput("public") : program.privateInput("private");
                pool.add(x);
            }
            List<Expr> inputs = List.copyOf(pool);
            for (int i = 0; i < 40; i++) {
                Expr a = pool.get(random.nextInt(pool.size()));
                Expr b = pool.get(random.nextInt(pool.size()));
                pool.add(
                        switch (random.nextInt(6)) {
                            case 0 -> a.times(b);
                            case 1 -> a.plus(b.times(random.nextLong(-9, 9)));
                            case 2 -> a.minus(b).plus(random.nextInt());
                            case 3 -> a.wire();
                            case 4 -> program.select(a, b, pool.get(random.nextInt(pool.size())));
                            default ->
                                a.times(field().inverse(field().fromLong(random.nextLong(2, 99))))
                                        .plus(b.times(a));
                        });
            }
            for (int i = 0; i < 8; i++) {
                Expr meaning = pool.get(random.nextInt(pool.size()));
                Expr result = program.privateInput("result");
                program.assertEqual("result " + i, result, meaning);
                results.add(result);
                meanings.add(meaning);
            }
            program.assertZeroProduct("first", results.get(0).minus(meanings.get(0)), pool.getLast());
            for (Expr x : inputs) {
                secrets.add(x);
            }
            secrets.addAll(results);
            seed = random.nextLong();
            publicInputs =
                    program.inputs().stream().filter(Program.Input::isPublic).toList();
            this.inputs = inputs;
            secrets.removeIf(x -> publicInputs.stream().anyMatch(p -> p.node() == (int) x.pairs[0]));
        }

        private final List<Expr> inputs;
        private final List<Program.Input> publicInputs;

        private Field field() {
            return program.field();
        }

        Assignment assign() {
            SplittableRandom random = new SplittableRandom(seed);
            Assignment assignment = program.assignment();
            for (Expr x : inputs) {
                Element value = random.nextBoolean()
                        ? field().fromLong(random.nextInt(1000))
                        : field().inverse(field().fromLong(random.nextLong(1, 1L << 62)));
                assignment.set(x, value);
            }
            for (int i = 0; i < results.size(); i++) {
                assignment.set(results.get(i), assignment.value(meanings.get(i)));
            }
            return assignment;
        }
    }
}
