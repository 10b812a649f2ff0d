package io.nija.vault.backup.changes;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** {@code changes --since=TIME} prints as CSV what has changed in Vault since then, by its audit logs. */
@Component
@Profile("command")
class ChangesCommand implements ApplicationRunner, ExitCodeGenerator {

    private final VaultChanges changes;
    private int exitCode;

    ChangesCommand(VaultChanges changes) {
        this.changes = changes;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var words = arguments.getNonOptionArgs();
        if (words.isEmpty() || !words.getFirst().equals("changes")) {
            return;
        }
        var since = arguments.getOptionValues("since");
        if (words.size() != 1 || since == null || since.size() != 1) {
            end("Say since when, as in: changes --since=2026-01-31T09:30:00Z", 2);
            return;
        }
        try {
            var found = changes.since(Instant.parse(since.getFirst()));
            ChangesCsv.write(found, new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
            System.err.println("%,d changes since %s, by what the console has read of the audit logs.".formatted(found.size(), since.getFirst()));
        } catch (DateTimeException e) {
            end("“%s” is no time. Write it such as 2026-01-31T09:30:00Z".formatted(since.getFirst()), 2);
        } catch (DataAccessException e) {
            end("The console's database does not answer.", 1);
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
