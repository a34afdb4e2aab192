package holdfast.zk.compiler;

/** A named part of a program, open until it is closed; names nest, for the names of assertions and the table of costs. */
public final class Section implements AutoCloseable {
    private final Program program;
    private final int outer;

    Section(Program program, int outer) {
        this.program = program;
        this.outer = outer;
    }

    /** Goes back to the part around this one. */
    @Override
    public void close() {
        program.leaveTo(outer);
    }
}
