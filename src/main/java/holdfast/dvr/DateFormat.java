package holdfast.dvr;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a date is written: two digits, two digits, four digits, with one of {@code / - .} between them, the same both
 * times.
 */
public enum DateFormat {
    DAY_FIRST("DD/MM/YYYY"),
    MONTH_FIRST("MM/DD/YYYY");

    private static final int LENGTH = 10;
    private final String symbol;

    DateFormat(String symbol) {
        this.symbol = symbol;
    }

    /** As a query spells it, always with slashes. */
    public String symbol() {
        return symbol;
    }

    static Optional<DateFormat> of(String symbol) {
        for (DateFormat format : values()) {
            if (format.symbol.equals(symbol)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The date that the text writes; empty when it has another form, or when there is no such day (Gregorian). */
    public Optional<LocalDate> parse(String text) {
        if (text.length() != LENGTH || text.charAt(2) != text.charAt(5) || "/-.".indexOf(text.charAt(2)) < 0) {
            return Optional.empty();
        }
        int first = number(text, 0, 2);
        int second = number(text, 3, 5);
        int year = number(text, 6, LENGTH);
        if (first < 0 || second < 0 || year < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    this == DAY_FIRST ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The number that these characters write in ASCII digits; -1 when one is not a digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
