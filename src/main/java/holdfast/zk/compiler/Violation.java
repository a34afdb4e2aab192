package holdfast.zk.compiler;

/**
 * An assertion that does not hold.
 *
 * @param name the assertion's name after the names of the parts it is in, with strokes between them
 */
public record Violation(String name) {}
