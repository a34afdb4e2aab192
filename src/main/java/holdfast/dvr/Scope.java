package holdfast.dvr;

import org.jspecify.annotations.Nullable;

/**
 * What the names of a query mean at one place of one branch. A chain that later assignments extend; what a name means
 * is a term in the scope in which it was assigned, so that nothing is ever written out twice.
 */
public final class Scope {
    /** Where no name has a meaning yet. */
    public static final Scope EMPTY = new Scope("", null, null);

    private final String name;
    private final @Nullable Meaning meaning;
    private final @Nullable Scope outer;

    /**
     * A term and the scope of the names in it.
     *
     * @param id the same for two meanings of one explanation that are the same term with the same meanings in it
     * @param constant whether it always or never holds; null when that depends on the data, or when it is no condition
     */
    public record Meaning(
            Term term, Scope scope, int id, @Nullable Boolean constant) {
        // By id: a term that uses names which use names would otherwise be compared in exponential time.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Meaning meaning && id == meaning.id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    private Scope(String name, @Nullable Meaning meaning, @Nullable Scope outer) {
        this.name = name;
        this.meaning = meaning;
        this.outer = outer;
    }

    Scope with(String assigned, Meaning value) {
        return new Scope(assigned, value, this);
    }

    /** What the name means here; null when nothing was assigned to it. */
    public @Nullable Meaning meaning(String local) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.meaning != null && scope.name.equals(local)) {
                return scope.meaning;
            }
        }
        return null;
    }
}
