package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nija.vault.backup.BackupException;

/** A server's process on the data of a recovery. */
final class RecoveryServer {

    private static final long POLL_MILLIS = 100;
    private static final int STATUS_LINE = 8;
    private static final int TO_STOP_SECONDS = 60;

    private final PostgresPrograms programs;
    private final RecoveryDirectory directory;

    RecoveryServer(PostgresPrograms programs, RecoveryDirectory directory) {
        this.programs = programs;
        this.directory = directory;
    }

    Path log() {
        return directory.server().resolve("log");
    }

    /** The server, once it is started: for many, or for one alone, who writes commands to it that each end with a semicolon and an empty line. */
    ProcessBuilder program(boolean alone) {
        var arguments = new ArrayList<>(alone ? List.of("--single", "-j") : List.<String>of());
        arguments.addAll(List.of("-D", directory.data().toString(), "-c", "config_file=" + RecoverySettings.file(directory)));
        if (alone) {
            arguments.add("template1");
        }
        return programs.run("postgres", arguments).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    /**
     * Starts it and waits until it is ready for use, which after a recovery takes as long as that.
     *
     * @return the process; it has ended by itself when the server did not become ready, and its log says why
     */
    Process start() throws IOException {
        Files.deleteIfExists(status());
        var process = program(false).start();
        var end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        process.onExit().thenRun(() -> forget(end));
        try {
            while (process.isAlive() && !isReady()) {
                Thread.sleep(POLL_MILLIS);
            }
            return process;
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            throw new BackupException("The recovery was stopped.", e);
        }
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This process is ending, and that thread runs.
        }
    }

    private Path status() {
        return directory.data().resolve("postmaster.pid");
    }

    private boolean isReady() throws IOException {
        try {
            var lines = Files.readAllLines(status());
            return lines.size() >= STATUS_LINE && lines.get(STATUS_LINE - 1).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** With a checkpoint, so that the data are whole without WAL. */
    static void stop(Process process) {
        try {
            // Java itself knows the signal TERM only, on which the server waits for whoever is connected.
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            if (!process.waitFor(TO_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
