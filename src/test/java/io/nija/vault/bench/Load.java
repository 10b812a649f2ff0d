package io.nija.vault.bench;

import java.util.regex.Pattern;

/**
 * What wrk has seen of a load.
 *
 * @param p50      milliseconds, as the others
 * @param failures answers that were not 200, and calls that had no answer
 * @param usedUp   whether calls that may be made once only ran out before the time did
 */
record Load(long requests, double seconds, double p50, double p99, double p999, long failures, boolean usedUp) {

    private static final Pattern LINE = Pattern.compile("measured requests=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+) p999=(\\d+)"
            + " refused=(\\d+) broken=(\\d+) usedUp=(\\d+)");

    /** @param output of wrk with {@code replay.lua} */
    static Load parse(String output) {
        var line = LINE.matcher(output);
        if (!line.find()) {
            throw new BenchException("wrk measured nothing: " + output);
        }
        return new Load(number(line, 1), number(line, 2) / 1e6, number(line, 3) / 1e3, number(line, 4) / 1e3,
                number(line, 5) / 1e3, number(line, 6) + number(line, 7), number(line, 8) > 0);
    }

    private static long number(java.util.regex.Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }

    double perSecond() {
        return requests / seconds;
    }
}
