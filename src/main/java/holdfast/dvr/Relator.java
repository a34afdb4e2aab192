package holdfast.dvr;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How two values are compared. */
public enum Relator {
    /** Both of one type and the same; text by its bytes. */
    EQUAL("==", Domain.SAME),
    NOT_EQUAL("!=", Domain.SAME),
    GREATER(">", Domain.INTEGERS),
    GREATER_OR_EQUAL(">=", Domain.INTEGERS),
    LESS("<", Domain.INTEGERS),
    LESS_OR_EQUAL("<=", Domain.INTEGERS),
    /** The same text when A–Z count as a–z; other letters as they are. */
    SIMILAR("~==", Domain.TEXTS),
    NOT_SIMILAR("~!=", Domain.TEXTS),
    /** The first text contains the second when A–Z count as a–z. */
    CONTAINS("~contains", Domain.TEXTS);

    /** What values a relator compares. */
    public enum Domain {
        /** Two of the same type. */
        SAME,
        INTEGERS,
        TEXTS
    }

    private static final Map<String, Relator> BY_SYMBOL =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Relator::symbol, Function.identity()));

    private final String symbol;
    private final Domain domain;

    Relator(String symbol, Domain domain) {
        this.symbol = symbol;
        this.domain = domain;
    }

    /** As a query spells it. */
    public String symbol() {
        return symbol;
    }

    public Domain domain() {
        return domain;
    }

    /** The relator that holds between the two values when they change places; {@link #CONTAINS} has none but itself. */
    public Relator mirrored() {
        return switch (this) {
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case EQUAL, NOT_EQUAL, SIMILAR, NOT_SIMILAR, CONTAINS -> this;
        };
    }

    static Optional<Relator> of(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }
}
