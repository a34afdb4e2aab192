package holdfast.zk.ligero;

/** {@code witness[x] · witness[y] = witness[z]}. */
public record QuadraticConstraint(int x, int y, int z) {}
