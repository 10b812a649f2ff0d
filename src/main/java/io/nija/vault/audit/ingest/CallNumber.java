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

    private static final Pattern FORM = Pattern.compile("([a-z]+-[0-9a-f]{16})\\.([1-9][0-9]{0,17})(?: lost=([0-9,-]{1,2000}))?");
    private static final Pattern RUN = Pattern.compile("([1-9][0-9]{0,17})(?:-([1-9][0-9]{0,17}))?");

    /** @return null for what is not of this form: anybody may send a header */
    static @Nullable CallNumber read(String header) {
        var parts = FORM.matcher(header);
        if (!parts.matches()) {
            return null;
        }
        var lost = new ArrayList<String>();
        if (parts.group(3) != null) {
            for (var text : parts.group(3).split(",")) {
                var run = RUN.matcher(text);
                if (!run.matches() || run.group(2) != null && Long.parseLong(run.group(2)) < Long.parseLong(run.group(1))) {
                    return null;
                }
                lost.add("[" + run.group(1) + "," + (run.group(2) == null ? run.group(1) : run.group(2)) + "]");
            }
        }
        return new CallNumber(parts.group(1), Long.parseLong(parts.group(2)), lost);
    }
}
