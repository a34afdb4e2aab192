package holdfast.dvr;

import java.time.LocalDate;

/** How days between two dates are counted. */
public enum DayCount {
    /** Real days. Ours, under {@code zkvm} {@code libzk}. */
    GREGORIAN,
    /** 365 days a year and 28 in February, as the engine 1.5.0 of {@code r0} and {@code sp1} counts. */
    FIXED_365;

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    /** The one that a proof system uses. */
    public static DayCount of(String zkvm) {
        return zkvm.equals("r0") || zkvm.equals("sp1") ? FIXED_365 : GREGORIAN;
    }

    /** Days from one date to the other; negative when {@code to} is earlier. */
    public long between(LocalDate from, LocalDate to) {
        return switch (this) {
            case GREGORIAN -> to.toEpochDay() - from.toEpochDay();
            case FIXED_365 -> number(to) - number(from);
        };
    }

    private static long number(LocalDate date) {
        return 365L * date.getYear() + DAYS_BEFORE_MONTH[date.getMonthValue() - 1] + date.getDayOfMonth();
    }
}
