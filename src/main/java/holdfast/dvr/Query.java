package holdfast.dvr;

import holdfast.credential.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A program of the query language, with every path resolved to one of the request's credentials.
 *
 * @param tags the credentials it may read; at least one, {@link Tag#NONE} only alone
 * @param statements at least one
 */
public record Query(SortedSet<Tag> tags, List<Statement> statements) {
    public Query {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        statements = List.copyOf(statements);
    }

    /**
     * Reads the query of a request.
     *
     * @throws QueryException when its text is not a query, or names a credential that the request does not ask for
     */
    public static Query parse(DvrRequest request) throws QueryException {
        return parse(request.query(), request.userDataRequests().keySet());
    }

    /**
     * Reads a query.
     *
     * @param text JSON, at most 64 KiB and 32 levels deep
     * @param tags the request's tags; the first name of each path must be one of them, unless the only one is
     *     {@link Tag#NONE}
     * @throws QueryException when the text is not a query
     */
    public static Query parse(String text, Collection<Tag> tags) throws QueryException {
        return QueryParser.parse(text, new TreeSet<>(tags));
    }

    /**
     * Reads a query about a single credential without a tag.
     *
     * @throws QueryException when the text is not a query
     */
    public static Query parse(String text) throws QueryException {
        return parse(text, Set.of(Tag.NONE));
    }

    /** Its one compact JSON text, which {@link #parse(String, Collection)} reads back as an equal query. */
    public String print() {
        return QueryPrinter.print(this);
    }

    /** Every path in it, in the order of the text, both sides of every {@code if}. */
    public List<Operand.DataVar> dataVars() {
        List<Operand.DataVar> found = new ArrayList<>();
        forEachTerm(statements, term -> {
            if (term instanceof Operand.DataVar dataVar) {
                found.add(dataVar);
            }
        });
        return found;
    }

    /** Visits every term of the statements, outer before inner, in the order of the text. */
    static void forEachTerm(List<Statement> statements, Consumer<Term> visitor) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> forEachTerm(assign.value(), visitor);
                case Statement.Output output -> forEachTerm(output.value(), visitor);
                case Statement.If branch -> {
                    forEachTerm(branch.condition(), visitor);
                    forEachTerm(branch.block(true), visitor);
                    forEachTerm(branch.block(false), visitor);
                }
            }
        }
    }

    /** Visits a term and every term in it, outer before inner. */
    static void forEachTerm(Term term, Consumer<Term> visitor) {
        visitor.accept(term);
        switch (term) {
            case Expression.And and -> and.operands().forEach(operand -> forEachTerm(operand, visitor));
            case Expression.Or or -> or.operands().forEach(operand -> forEachTerm(operand, visitor));
            case Expression.Relation relation -> {
                forEachTerm(relation.left(), visitor);
                forEachTerm(relation.right(), visitor);
            }
            case Operand.GetAge age -> forEachTerm(age.date(), visitor);
            case Operand.GetDayDiff diff -> {
                forEachTerm(diff.date(), visitor);
                if (diff.reference() != null) {
                    forEachTerm(diff.reference(), visitor);
                }
            }
            case Operand.Literal ignored -> {}
            case Operand.DataVar ignored -> {}
            case Operand.LocalVar ignored -> {}
        }
    }
}
