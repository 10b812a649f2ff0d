package io.nija.vault.backup.drill;

import java.time.Duration;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.base.ConsoleException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code drill [NAME]} asks for a restore drill, of the newest backup unless one is named, waits for a running console to do it, and exits
 * with 0 when it has passed.
 */
@Component
@Profile("command")
class DrillCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final Duration OFTEN = Duration.ofMillis(500);

    private final Drills drills;
    private int exitCode;

    DrillCommand(Drills drills) {
        this.drills = drills;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var words = arguments.getNonOptionArgs();
        if (words.isEmpty() || !words.getFirst().equals("drill")) {
            return;
        }
        try {
            if (words.size() > 2) {
                end("Name one backup, or none for the newest: drill [NAME]", 2);
            } else {
                var name = words.size() == 2 ? Archives.checked(words.get(1)) : null;
                var kind = name == null ? BackupKind.VAULT_SNAPSHOT : Archives.kind(name);
                drills.ask(kind, name, "command");
                report(waited(drills.latest(kind).orElseThrow()));
            }
        } catch (ConsoleException e) {
            end(e.getMessage(), 1);
        } catch (DataAccessException e) {
            end("The console's database does not answer.", 1);
        }
    }

    private Drill waited(Drill asked) throws InterruptedException {
        var step = "Waiting for a console with the key for drills";
        System.out.println(step + " …");
        var drill = asked;
        while (drill.state().isOpen()) {
            if (!drill.step().isEmpty() && !drill.step().equals(step)) {
                step = drill.step();
                System.out.println(step + " …");
            }
            Thread.sleep(OFTEN);
            drill = drills.find(asked.id()).orElseThrow(() -> new BackupException("It was withdrawn."));
        }
        return drill;
    }

    private void report(Drill drill) {
        drill.checks().forEach(check -> System.out.println("%-12s %s".formatted(check.what(), check.result())));
        if (drill.state() == DrillState.PASSED) {
            System.out.println("Passed: %s was restored in %.1f s.".formatted(drill.backup(), drill.recovery() == null ? 0 : drill.recovery().toMillis() / 1000.0));
        } else {
            end("Failed: " + drill.problem(), 1);
        }
    }

    private void end(String message, int code) {
        System.err.println(message);
        exitCode = code;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
