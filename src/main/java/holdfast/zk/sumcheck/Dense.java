package holdfast.zk.sumcheck;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.Workers;

/** An array cut into pieces that begin at even places. */
record Dense(int length, int parts) {
    Dense(int length, Workers workers) {
        this(length, SumcheckCircuit.parts(length, workers));
    }

    int from(int part) {
        return part == parts ? length : (int) ((long) length * part / parts) & ~1;
    }

    FieldArray slice(FieldArray array, int part) {
        return array.slice(from(part), from(part + 1) - from(part));
    }

    /** A table of an array, made on all threads. */
    static GatherTable table(Field field, FieldArray array, Workers workers) {
        GatherTable table = field.newTable(array.length());
        Dense dense = new Dense(array.length(), workers);
        workers.run(dense.parts(), p -> field.store(table, dense.from(p), dense.slice(array, p)));
        return table;
    }
}
