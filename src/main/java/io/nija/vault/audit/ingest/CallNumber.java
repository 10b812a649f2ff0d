package io.nija.vault.audit.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The number that whoever called Vault gave the call, and the numbers of earlier calls that Vault did not answer, as the
 * header says them: {@code caller.12} or {@code caller.12 lost=5,7-9}.
 *
 * @param lost as PostgreSQL writes ranges
 */
record CallNumber(String caller, long number, List<String> lost) {

    /** Nobody calls that often, and sums of such numbers still fit. */
    private static final Pattern FORM = Pattern.compile("([a-z]+-[0-9a-f]{16})\\.([1-9][0-9]{0,14})(?: lost=([0-9,-]{1,2000}))?");
    private static final Pattern RUN = Pattern.compile("([1-9][0-9]{0,14})(?:-([1-9][0-9]{0,14}))?");

    /** A number may be given out just before others whose loss its header tells of. */
    private static final int AHEAD = 1000;

    /** @return null for what is not of this form, or tells of calls that are still to come: anybody may send a header */
    static @Nullable CallNumber read(String header) {
        var parts = FORM.matcher(header);
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(2));
        var lost = new ArrayList<String>();
        if (parts.group(3) != null) {
            for (var text : parts.group(3).split(",")) {
                var run = RUN.matcher(text);
                if (!run.matches()) {
                    return null;
                }
                long first = Long.parseLong(run.group(1));
                long last = run.group(2) == null ? first : Long.parseLong(run.group(2));
                if (last < first || last > number + AHEAD) {
                    return null;
                }
                lost.add("[" + first + "," + last + "]");
            }
        }
        return new CallNumber(parts.group(1), number, lost);
    }
}
