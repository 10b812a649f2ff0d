package io.nija.vault.credentials;

import java.util.Set;

import io.nija.vault.base.ConsoleException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * {@code index rebuild} makes the index anew from Vault; {@code index check} lists where they differ and exits with 1
 * when they do.
 */
@Component
@Profile("command")
class IndexCommand implements ApplicationRunner, ExitCodeGenerator {

    /** First words of commands of other features. */
    private static final Set<String> OF_OTHERS = Set.of("backup", "drill", "changes");
    private static final int PROGRESS_EVERY = 100;

    private final IndexRebuild index;
    private int exitCode;

    IndexCommand(IndexRebuild index) {
        this.index = index;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.getNonOptionArgs().stream().findFirst().filter(OF_OTHERS::contains).isPresent()) {
            return;
        }
        try {
            switch (String.join(" ", arguments.getNonOptionArgs())) {
                case "index rebuild" -> rebuild();
                case "index check" -> check();
                default -> fail("There are these commands: index rebuild, index check, backup, drill, changes, restore, provision, migrate", 2);
            }
        } catch (ConsoleException e) {
            fail("Not finished: " + e.getMessage(), 1);
        }
    }

    private void rebuild() {
        int rows = index.rebuild(done -> {
            if (done % PROGRESS_EVERY == 0) {
                System.out.println(done + " keys …");
            }
        });
        System.out.println("The index is as Vault has it: " + rows + " keys.");
    }

    private void check() {
        var drift = index.check();
        drift.forEach(d -> System.out.println(d.id() + ": " + d.what()));
        System.out.println(drift.isEmpty() ? "The index is as Vault has it." : drift.size() + " differences. Mend them with: index rebuild");
        exitCode = drift.isEmpty() ? 0 : 1;
    }

    private void fail(String message, int code) {
        System.err.println(message);
        exitCode = code;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
