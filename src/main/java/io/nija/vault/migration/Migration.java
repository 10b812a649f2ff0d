package io.nija.vault.migration;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import io.nija.vault.vault.MigrationVault;

/** The steps of bringing a file into Vault: a look at all of it, the writing, the reading back, the report. */
final class Migration {

    private final SourceFile file;
    private final RowCheck rules;
    private final int parallel;
    private final Stop stop;

    Migration(SourceFile file, RowCheck rules, int parallel, Stop stop) {
        this.file = file;
        this.rules = rules;
        this.parallel = parallel;
        this.stop = stop;
    }

    /** Prints what the file holds. */
    FileCheck check() throws IOException {
        var check = FileCheck.of(file, rules);
        say("%s: %s, %s.", file.path(), number(check.keys(), "key"), check.isGood() ? "no problems" : number(check.wrong(), "problem"));
        check.brokers().forEach((broker, count) -> say("  %-24s %,9d", broker, count));
        check.problems().forEach(problem -> say("line %d: %s", problem.line(), problem.what()));
        if (check.wrong() > check.problems().size()) {
            say("… and %s more.", number(check.wrong() - check.problems().size(), "problem"));
        }
        if (check.incomplete().count() > 0) {
            say("Note: %s without a parameter that the broker wants besides, such as a passphrase: lines %s.",
                    number(check.incomplete().count(), "key"), check.incomplete());
        }
        if (check.keys() == 0 && check.isGood()) {
            throw new MigrationException("The file holds no key.");
        }
        return check;
    }

    /**
     * Writes what is not in Vault yet, reads all of it back and reports.
     *
     * @param check a good one
     * @return whether every key is in Vault as the file has it
     */
    boolean write(FileCheck check, MigrationVault vault) throws IOException {
        try (var journal = Journal.open(file.path(), check.hash(), vault.name())) {
            if (journal.before() > 0) {
                say("Going on after an earlier run: %,d of %,d keys are done.", journal.before(), check.keys());
            }
            var pass = new Pass(file, rules, check.hash(), parallel, stop);
            var began = System.nanoTime();
            var writing = new Writing(vault, journal, stop, Clock.systemUTC());
            try (var progress = new Progress("written", check.keys(), journal.before())) {
                writing.run(pass, progress);
            }
            var wrote = System.nanoTime();
            var verification = new Verification(vault, journal, stop);
            if (!stop.requested()) {
                try (var progress = new Progress("read back", journal.done(), 0)) {
                    verification.run(pass, progress);
                }
            }
            var report = new Report(check, journal, writing.refused(), verification);
            return stop.reason().map(report::stopped).orElseGet(() -> report.finished(file.path(),
                    Duration.ofNanos(wrote - began), Duration.ofNanos(System.nanoTime() - wrote)));
        }
    }

    static String number(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
