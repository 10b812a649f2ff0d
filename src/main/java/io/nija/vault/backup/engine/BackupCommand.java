package io.nija.vault.backup.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.InvalidIdentifierException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code backup [KIND]} makes a backup, reads it back and exits with 0 when it is good, and with 1 when it is not; with 3 when another one
 * of that kind is being made, unless {@code --wait} says to wait for that and to take what comes of it. {@code backup list} and
 * {@code backup verify NAME} show and verify what is in the store.
 */
@Component
@Profile("command")
class BackupCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int LISTED = 50;
    private static final int RUNNING_ALREADY = 3;
    private static final Duration OFTEN = Duration.ofMillis(500);

    private final Backups backups;
    private int exitCode;

    BackupCommand(Backups backups) {
        this.backups = backups;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var words = arguments.getNonOptionArgs();
        if (words.isEmpty() || !words.getFirst().equals("backup")) {
            return;
        }
        var second = words.size() < 2 ? BackupKind.VAULT_SNAPSHOT.label() : words.get(1);
        try {
            if (second.equals("list") && words.size() == 2) {
                list();
            } else if (second.equals("verify") && words.size() == 3) {
                verify(Archives.checked(words.get(2)));
            } else if (kind(second).isPresent() && words.size() <= 2) {
                make(kind(second).get(), arguments.containsOption("wait"));
            } else {
                end("There are these commands: backup [%s] [--wait], backup list, backup verify NAME".formatted(
                        Arrays.stream(BackupKind.values()).map(BackupKind::label).collect(Collectors.joining("|"))), 2);
            }
        } catch (ConsoleException | InvalidIdentifierException e) {
            end(e.getMessage(), 1);
        } catch (DataAccessException e) {
            end("The console's database does not answer.", 1);
        }
    }

    private static Optional<BackupKind> kind(String word) {
        return Arrays.stream(BackupKind.values()).filter(kind -> kind.label().equals(word)).findFirst();
    }

    private void make(BackupKind kind, boolean wait) throws InterruptedException {
        var running = backups.overview().stream().filter(one -> one.kind() == kind).map(one -> one.running()).filter(one -> one != null).findFirst();
        if (running.isPresent() && !wait) {
            end("The backup %s is being made already by %s. Wait for it with --wait.".formatted(running.get().name(), running.get().console()), RUNNING_ALREADY);
            return;
        }
        var name = running.isPresent() ? running.get().name() : backups.start(kind, "command");
        System.out.println(name);
        var step = "";
        while (backup(name).state() == BackupState.RUNNING) {
            if (!backup(name).step().equals(step)) {
                step = backup(name).step();
                System.out.println(step + " …");
            }
            Thread.sleep(OFTEN);
        }
        report(backup(name));
    }

    private void verify(String name) throws InterruptedException {
        var before = backups.find(name).orElseThrow(() -> new BackupException("There is no backup " + name + ".")).backup().verified();
        backups.verify(name);
        while (backup(name).verifying() != null) {
            Thread.sleep(OFTEN);
        }
        var now = backup(name);
        if (now.state() == BackupState.GOOD && now.verified() != null && now.verified().equals(before)) {
            end(now.problem() == null ? "It could not be verified." : now.problem(), 1);
        } else {
            report(now);
        }
    }

    private Backup backup(String name) {
        return backups.find(name).orElseThrow().backup();
    }

    private void report(Backup backup) {
        if (backup.state() == BackupState.GOOD) {
            System.out.println("It is good: %,d bytes, read back whole from %s.".formatted(backup.bytes(), backups.place().orElse("the store")));
        } else {
            end(backup.state().label() + (backup.problem() == null ? "." : ": " + backup.problem()), 1);
        }
    }

    private void list() {
        backups.missing().ifPresent(missing -> System.err.println("Backups are not set up. " + missing));
        for (var backup : backups.page(null, LISTED)) {
            System.out.println("%-42s %-12s %,15d bytes  %s".formatted(backup.name(), backup.state().label(), backup.bytes(),
                    backup.problem() == null ? "" : backup.problem()).stripTrailing());
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
