package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;

/** Moves the kept ones of several values to the front, in their order. */
public final class Compaction {
    private Compaction() {}

    /**
     * The k-th kept value at place k, zeros behind the last.
     *
     * @param kept for each value 1 or 0
     * @param values rows of equal length, 0 where they are not kept
     */
    public static Expr[][] compact(Program program, WitnessSteps steps, Expr[] kept, Expr[][] values) {
        int n = values.length;
        int width = n == 0 ? 0 : values[0].length;
        try (Section _ = program.section("compaction")) {
            Sum[][] sums = new Sum[n][width];
            for (Sum[] row : sums) {
                java.util.Arrays.setAll(row, w -> program.sum());
            }
            Sum before = program.sum();
            for (int j = 0; j < n; j++) {
                // At most j values are kept before this one.
                Expr[] isRank = rank(program, steps, before.expr(), j);
                for (int k = 0; k <= j; k++) {
                    for (int w = 0; w < width; w++) {
                        sums[k][w].add(isRank[k].times(values[j][w]));
                    }
                }
                before.add(kept[j]);
            }
            Expr[][] result = new Expr[n][width];
            for (int k = 0; k < n; k++) {
                for (int w = 0; w < width; w++) {
                    result[k][w] = sums[k][w].wire();
                }
            }
            return result;
        }
    }

    private static Expr[] rank(Program program, WitnessSteps steps, Expr before, int most) {
        if (most == 0) {
            return new Expr[] {program.one()};
        }
        Place rank = new Place(program, "rank", most + 1);
        program.assertEqual("rank", rank.value(), before);
        steps.add(run -> rank.assign(
                run.assignment(), (int) run.assignment().value(before).w0()));
        return rank.all();
    }
}
