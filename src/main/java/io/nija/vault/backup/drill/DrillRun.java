package io.nija.vault.backup.drill;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One drill from the store to the verdict, which is noted. Its thread has to live until the end, as what is started ends with it. Whatever
 * happens, nothing of it is left.
 */
final class DrillRun {

    private static final Logger log = LoggerFactory.getLogger(DrillRun.class);

    private final Drill drill;
    private final Rehearsal rehearsal;
    private final BackupSetup backups;
    private final DrillSetup setup;
    private final DrillRows rows;
    private final Steps steps = new Steps();

    DrillRun(Drill drill, Rehearsal rehearsal, BackupSetup backups, DrillSetup setup, DrillRows rows) {
        this.drill = drill;
        this.rehearsal = rehearsal;
        this.backups = backups;
        this.setup = setup;
        this.rows = rows;
    }

    long id() {
        return drill.id();
    }

    /** What is being done now. */
    String step() {
        return steps.current();
    }

    void run() {
        List<Check> checks = List.of();
        @Nullable String problem;
        try {
            checks = rehearse();
            var wrong = checks.stream().filter(check -> !check.passed()).map(check -> check.what() + ": " + check.result()).collect(Collectors.joining(". "));
            problem = wrong.isEmpty() ? null : "Not all is there. " + wrong;
        } catch (ConsoleException e) {
            problem = e.getMessage();
        } catch (IOException e) {
            problem = "A file or the store did not work: " + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            log.error("A restore drill broke off", e);
            problem = "An error of the console's own: its log has more.";
        }
        steps.end();
        if (problem != null) {
            log.error("The restore drill of {} failed: {}", drill.kind().label(), problem);
        }
        rows.end(drill.id(), problem, steps.recovery(), checks, steps.times());
    }

    private List<Check> rehearse() throws IOException {
        var name = drill.backup() == null ? newest() : drill.backup();
        return new RestoreDrill(backups.store(), backups.reader(), setup.key(), setup.directory())
                .run(name, rehearsal, steps, manifest -> rows.chosen(drill.id(), name, manifest.began(), manifest.bytes()));
    }

    private String newest() throws IOException {
        return backups.reader().names().stream().filter(name -> name.matches(drill.kind().label() + "-\\d.*")).reduce((one, later) -> later)
                .orElseThrow(() -> new BackupException("There is no backup to restore in %s.".formatted(backups.store().place())));
    }
}
