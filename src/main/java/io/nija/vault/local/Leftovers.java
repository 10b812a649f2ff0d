package io.nija.vault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Server processes that a console has left behind when it was killed. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {
    }

    /**
     * The live process that the first line of a file names, if it is provably ours: one of its arguments is exactly the
     * given one. A process id alone proves nothing, it may have gone to somebody else since.
     */
    static Optional<ProcessHandle> find(Path pidFile, String argument) {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> List.of(process.info().arguments().orElse(new String[0])).contains(argument));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Asks the process to end with that signal, and ends it by force when it has not after some seconds. */
    static void end(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
            process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (IOException | CompletionException e) {
            process.destroyForcibly();
            process.onExit().completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
