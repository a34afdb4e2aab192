package holdfast.dvr;

/** Ends an evaluation; never leaves the package. */
final class EvaluationError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    EvaluationError(Problem problem) {
        super(problem.summary(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
