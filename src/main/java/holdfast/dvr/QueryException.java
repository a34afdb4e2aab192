package holdfast.dvr;

/** A text that is not a query of the language. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    QueryException(Problem problem) {
        super(problem.summary());
        this.problem = problem;
    }

    QueryException(Problem problem, Throwable cause) {
        super(problem.summary(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The engine's name for it. */
    public EngineError error() {
        return problem.error();
    }

    public Place place() {
        return problem.place();
    }
}
