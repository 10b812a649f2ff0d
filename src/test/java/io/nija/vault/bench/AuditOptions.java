package io.nija.vault.bench;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param stages how many operations there are each time the searches are measured
 * @param aFile  how many operations a log file has, as the files of ten million would fill the disk
 */
record AuditOptions(boolean quick, List<Integer> stages, int aFile) {

    static AuditOptions parse(String... arguments) {
        var quick = false;
        for (var argument : arguments) {
            if (!argument.equals("--quick")) {
                throw new BenchException("unknown: " + argument + "; there is --quick");
            }
            quick = true;
        }
        return quick ? new AuditOptions(true, List.of(100_000, 300_000, 1_000_000), 100_000)
                : new AuditOptions(false, List.of(1_000_000, 3_000_000, 10_000_000), 200_000);
    }

    /** How often each search is repeated. */
    int repetitions() {
        return quick ? 3 : 20;
    }

    int seconds() {
        return quick ? 5 : 15;
    }
}
