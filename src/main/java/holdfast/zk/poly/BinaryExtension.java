package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/** Extension over the subfield's points of GF(2^128): the known values give the coefficients, and these the values of coset after coset. */
final class BinaryExtension implements ReedSolomon.Extension {
    private final Field field;
    private final int known;
    private final int total;
    private final int log;
    private final AdditiveFourier fourier;

    BinaryExtension(Field field, int known, int total) {
        this.field = field;
        this.known = known;
        this.total = total;
        this.log = 32 - Integer.numberOfLeadingZeros(known - 1);
        this.fourier = new AdditiveFourier(field);
    }

    @Override
    public void extend(FieldArray[] rows, int from, int to) {
        FieldArray coefficients = field.newArray(1 << log);
        FieldArray values = field.newArray(1 << log);
        for (int i = from; i < to; i++) {
            extend(rows[i], coefficients, values);
        }
    }

    @Override
    public FieldArray evaluate(FieldArray row, int[] places) {
        FieldArray whole = field.newArray(total);
        field.copy(whole.slice(0, known), row);
        extend(new FieldArray[] {whole}, 0, 1);
        FieldArray result = field.newArray(places.length);
        field.gather(result, whole, places, 0);
        return result;
    }

    private void extend(FieldArray row, FieldArray coefficients, FieldArray values) {
        int size = 1 << log;
        FieldArray unknown = coefficients.slice(known);
        field.copy(coefficients.slice(0, known), row.slice(0, known));
        field.fill(unknown, Element.ZERO);
        fourier.exchange(coefficients, log, 0, known);
        int end = Math.min(size, total);
        field.copy(row.slice(known, end - known), unknown.slice(0, end - known));
        field.fill(unknown, Element.ZERO);
        for (int coset = size; coset < total; coset += size) {
            int count = Math.min(size, total - coset);
            field.copy(values, coefficients);
            fourier.forward(values, log, coset);
            field.copy(row.slice(coset, count), values.slice(0, count));
        }
    }
}
