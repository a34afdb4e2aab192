package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A day of the Gregorian calendar, years 0 to 9999.
 *
 * @param year the year
 * @param monthDay 32 times the month and the day
 * @param number the day's number; differences of numbers are days
 */
public record CalendarDate(Expr year, Expr monthDay, Expr number) {
    private static final int[] MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int LENGTH = 10;
    private static final int DAY_BITS = 5;
    private static final int MONTH_DAY = 32;
    private static final int YEAR = 512;

    /** A known day. */
    public static CalendarDate of(Program program, LocalDate date) {
        return new CalendarDate(
                program.constant(date.getYear()), program.constant(monthDay(date)), program.constant(number(date)));
    }

    /** What {@link #monthDay} is for a day. */
    public static long monthDay(LocalDate date) {
        return (long) MONTH_DAY * date.getMonthValue() + date.getDayOfMonth();
    }

    /** What {@link #number} is for a day. */
    public static long number(LocalDate date) {
        return date.toEpochDay() - LocalDate.of(0, 1, 1).toEpochDay();
    }

    /**
     * Reads ten characters: two digits, two digits, four digits, with the same delimiter between them; asserts that there is such a
     * day.
     */
    public static CalendarDate read(Program program, WitnessSteps steps, JsonText text, boolean dayFirst) {
        try (Section _ = program.section("date")) {
            Expr[] c = text.following(LENGTH + 1);
            program.assertZero("has ten characters", c[LENGTH].minus('"'));
            program.assertEqual("delimiters are the same", c[2], c[5]);
            program.assertZeroProduct(
                    "delimiter", c[2].minus('/').times(c[2].minus('-')).wire(), c[2].minus('.'));
            Expr[] digit = new Expr[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                if (i != 2 && i != 5) {
                    digit[i] = c[i].minus('0').wire();
                    Decimal.assertDigit(program, "digit", digit[i]);
                }
            }
            Expr first = digit[0].times(10).plus(digit[1]);
            Expr second = digit[3].times(10).plus(digit[4]);
            return new Reader(program, steps)
                    .day(
                            dayFirst ? first : second,
                            dayFirst ? second : first,
                            digit[6].times(10).plus(digit[7]),
                            digit[8].times(10).plus(digit[9]));
        }
    }

    /** Whole years from the earlier of two days to the later. */
    public Expr yearsTo(Program program, WitnessSteps steps, CalendarDate other) {
        try (Section _ = program.section("age")) {
            int bits = 24;
            Expr later = IntegerRelation.atLeast(
                    program,
                    steps,
                    other.year.times(YEAR).plus(other.monthDay),
                    year.times(YEAR).plus(monthDay),
                    bits);
            Expr otherReached = IntegerRelation.atLeast(program, steps, other.monthDay, monthDay, 10);
            Expr thisReached = IntegerRelation.atLeast(program, steps, monthDay, other.monthDay, 10);
            Expr years = other.year.minus(year);
            Expr forward = years.minus(1).plus(otherReached);
            Expr backward = years.negate().minus(1).plus(thisReached);
            return program.select(later, forward.wire(), backward.wire()).wire();
        }
    }

    /** Puts a day together from its parts. */
    private record Reader(Program program, WitnessSteps steps) {

        CalendarDate day(Expr day, Expr month, Expr century, Expr yearOfCentury) {
            Quarter high = new Quarter(century);
            Quarter low = new Quarter(yearOfCentury);
            Expr firstOfCentury = ZeroTest.isZero(program, steps, "first year of a century", yearOfCentury);
            Expr leap = program.select(firstOfCentury, high.divides(), low.divides())
                    .wire();
            Expr[] is = month(month);
            Sum length = program.sum();
            Sum before = program.sum();
            Sum afterFebruary = program.sum();
            int total = 0;
            for (int m = 0; m < MONTHS.length; m++) {
                length.add(is[m], MONTHS[m]);
                before.add(is[m], total);
                total += MONTHS[m];
                if (m > 1) {
                    afterFebruary.add(is[m]);
                }
            }
            length.add(is[1].times(leap));
            inRange("day is not 0", day.minus(1));
            inRange("month has the day", length.expr().minus(day));
            // Leap years before this one: 24 in each century, its first year's if 400 divides it, and those of this
            // century.
            Expr leapYears = century.times(24)
                    .plus(high.quotient())
                    .plus(high.divides().complement())
                    .plus(low.quotient())
                    .plus(low.divides().complement())
                    .minus(firstOfCentury.complement().times(high.divides().complement()));
            Expr year = century.times(100).plus(yearOfCentury);
            Expr number = year.times(365)
                    .plus(leapYears)
                    .plus(before.expr())
                    .plus(afterFebruary.expr().times(leap))
                    .plus(day)
                    .minus(1);
            return new CalendarDate(
                    year.wire(), month.times(MONTH_DAY).plus(day).wire(), number.wire());
        }

        /** The month as one of twelve bits. */
        private Expr[] month(Expr month) {
            Expr[] is = program.privateInputs("month", MONTHS.length);
            Sum one = program.sum();
            Sum value = program.sum();
            for (int m = 0; m < is.length; m++) {
                program.assertBit("month", is[m]);
                one.add(is[m]);
                value.add(is[m], m + 1);
            }
            program.assertZero("one month", one.expr().minus(1));
            program.assertEqual("month", value.expr(), month);
            steps.add(run -> {
                long number = run.assignment().value(month).w0();
                for (int m = 0; m < is.length; m++) {
                    run.assignment().set(is[m], number == m + 1 ? 1 : 0);
                }
            });
            return Arrays.copyOf(is, is.length);
        }

        private void inRange(String name, Expr value) {
            Digits digits = new Digits(program, name, DAY_BITS);
            program.assertEqual(name, digits.value(), value);
            steps.add(run -> digits.assign(
                    run.assignment(), run.assignment().value(value).w0()));
        }

        /** A number from 0 to 99 as 4 times a quotient and a rest. */
        private final class Quarter {
            private final Digits quotient = new Digits(program, "quotient", DAY_BITS);
            private final TwoBits rest = new TwoBits(program, "rest");

            Quarter(Expr number) {
                program.assertEqual("divided by 4", quotient.value().times(4).plus(rest.value()), number);
                steps.add(run -> {
                    Assignment assignment = run.assignment();
                    long value = assignment.value(number).w0();
                    quotient.assign(assignment, value / 4);
                    rest.assign(assignment, value % 4);
                });
            }

            Expr quotient() {
                return quotient.value();
            }

            /** 1 if 4 divides the number. */
            Expr divides() {
                return rest.is(0);
            }
        }
    }
}
