package io.nija.vault.migration;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import io.nija.vault.vault.MigrationVault;
import org.jspecify.annotations.Nullable;

/** The steps of bringing a file into Vault: a look at all of it, the writing, the reading back, the report. */
final class Migration {

    private final SourceFile file;
    private final RowCheck rules;
    private final int parallel;
    private final Stop stop;
    private @Nullable FileCheck checked;

    Migration(SourceFile file, RowCheck rules, int parallel, Stop stop) {
        this.file = file;
        this.rules = rules;
        this.parallel = parallel;
        this.stop = stop;
    }

    /** Prints what the file holds. @return whether all of it is good */
    boolean check() throws IOException {
        var check = FileCheck.of(file, rules);
        checked = check;
        say("%s: %s, %s.", file.path(), number(check.keys(), "key"), check.wrong() == 0 ? "no problems" : number(check.wrong(), "problem"));
        check.brokers().forEach((broker, count) -> say("  %-24s %,9d", broker, count));
        check.problems().forEach(problem -> say("line %d: %s", problem.line(), problem.what()));
        if (check.wrong() > check.problems().size()) {
            say("… and %s more.", number(check.wrong() - check.problems().size(), "problem"));
        }
        if (check.incomplete().count() > 0) {
            say("Note: %s without a parameter that the broker wants besides, such as a passphrase: lines %s.",
                    number(check.incomplete().count(), "key"), check.incomplete());
        }
        if (check.keys() == 0 && check.wrong() == 0) {
            throw new MigrationException("The file is empty.");
        }
        return check.wrong() == 0;
    }

    /** After a {@link #check} that was good. @return whether every key is in Vault as the file has it */
    boolean write(MigrationVault vault) throws IOException {
        var check = checked;
        if (check == null || check.wrong() > 0) {
            throw new IllegalStateException("The file was not checked");
        }
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
