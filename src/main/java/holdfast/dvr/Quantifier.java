package holdfast.dvr;

/** How the elements of a list count together in a comparison. */
public enum Quantifier {
    /** All of them; true for an empty list. */
    AND("and"),
    /** At least one of them; false for an empty list. */
    OR("or");

    private final String symbol;

    Quantifier(String symbol) {
        this.symbol = symbol;
    }

    /** As a query spells it. */
    public String symbol() {
        return symbol;
    }
}
