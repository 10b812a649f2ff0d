package io.nija.vault.credentials;

import java.util.List;

import io.nija.vault.base.ConsoleException;
import org.springframework.beans.factory.ObjectProvider;
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

    private static final int PROGRESS_EVERY = 100;

    private final ObjectProvider<IndexRebuild> index;
    private int exitCode;

    /** @param index looked up when needed, since it opens the database */
    IndexCommand(ObjectProvider<IndexRebuild> index) {
        this.index = index;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var words = arguments.getNonOptionArgs();
        if (!words.getFirst().equals("index")) {
            return;
        }
        try {
            switch (words.subList(1, words.size())) {
                case List<String> rest when rest.equals(List.of("rebuild")) -> rebuild();
                case List<String> rest when rest.equals(List.of("check")) -> check();
                default -> fail("Use: index rebuild, or index check", 2);
            }
        } catch (ConsoleException e) {
            fail("Not finished: " + e.getMessage(), 1);
        }
    }

    private void rebuild() {
        int rows = index.getObject().rebuild(done -> {
            if (done % PROGRESS_EVERY == 0) {
                System.out.println(done + " keys …");
            }
        });
        System.out.println("The index is as Vault has it: " + rows + " keys.");
    }

    private void check() {
        var drift = index.getObject().check();
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
