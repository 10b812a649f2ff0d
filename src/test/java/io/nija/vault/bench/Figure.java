package io.nija.vault.bench;

import java.util.Locale;

/**
 * A figure that is to be reached.
 *
 * @param measured NaN when it could not be
 * @param why      it could not be measured
 */
record Figure(String name, double measured, String unit, Goal goal, double limit, String why) {

    enum Goal {
        AT_LEAST("at least"), AT_MOST("at most"), UNDER("under");

        private final String words;

        Goal(String words) {
            this.words = words;
        }

        boolean isReached(double measured, double limit) {
            return switch (this) {
                case AT_LEAST -> measured >= limit;
                case AT_MOST -> measured <= limit;
                case UNDER -> measured < limit;
            };
        }
    }

    /** @param valid whether it may be called good at all */
    String row(boolean valid) {
        var number = Double.isNaN(measured) ? why : String.format(Locale.ROOT, "%.2f%s", measured, unit);
        var verdict = Double.isNaN(measured) ? "not measured" : goal.isReached(measured, limit) ? "ok" : "short";
        return String.format(Locale.ROOT, "%s | %s | %s %s%s | %s", name, number, goal.words, number(limit), unit,
                valid || Double.isNaN(measured) ? verdict : verdict + " (not valid)");
    }

    private static String number(double limit) {
        return limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
    }
}
