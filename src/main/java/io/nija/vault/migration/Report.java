package io.nija.vault.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import io.nija.vault.migration.Verification.Result;

/** The last words of a run, on standard output. */
record Report(FileCheck check, Journal journal, LineList refused, Verification verification) {

    /** @return false: there is something left to do */
    boolean stopped(String why) {
        say("Stopped. %s %,d of %,d keys are done; they were not all read back.", why, journal.done(), check.keys());
        if (refused.count() > 0) {
            say("Refused by Vault: lines %s.", refused);
        }
        say("The same command goes on from here; %s knows how far it came.", journal.path());
        return false;
    }

    /** @return whether all is well */
    boolean finished(Path file, Duration writing, Duration reading) {
        say("Report of %s (SHA-256 %s)", file, check.hash());
        for (var result : Result.values()) {
            var lines = verification.lines(result);
            if (lines.count() > 0 || result.good() || result == Result.THERE_DIFFERENT) {
                line(result.words(), lines, !result.good());
            }
        }
        line("failed: Vault refused", refused, true);
        say("Each key that is done was read back and compared. Writing took %s, reading back %s.", Times.of(writing), Times.of(reading));
        say("Remove %s when it is no longer needed, and the file itself in a safe way.", journal.path());
        return refused.count() == 0 && Arrays.stream(Result.values()).allMatch(r -> r.good() || verification.lines(r).count() == 0);
    }

    private static void line(String what, LineList lines, boolean name) {
        say("  %-30s %,9d%s", what, lines.count(), name && lines.count() > 0 ? "   lines " + lines : "");
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
