package io.nija.vault.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The processes that a benchmark starts. They get nothing of the caller's environment that could change how they run,
 * write to {@code NAME.log} in the benchmark's folder, and end with it: when it is done, when it fails and at Ctrl-C.
 */
final class Children implements AutoCloseable {

    private static final Set<String> PASSED_ON = Set.of("HOME", "PATH", "LANG", "TMPDIR");
    private static final int PATIENCE_SECONDS = 10;

    private final Path directory;
    private final Deque<Process> started = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::endAll);
    private boolean ending;

    Children(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path directory() {
        return directory;
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    Process start(String name, Path workingDirectory, Map<String, String> environment, List<String> command) {
        var builder = builder(workingDirectory, environment, command);
        return start(builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile())));
    }

    /** Returns what it wrote to its standard output when it has ended. */
    String run(String name, Map<String, String> environment, List<String> command) {
        var process = start(builder(directory, environment, command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log(name).toFile())));
        try {
            var output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new BenchException(name + " failed: " + output + lastWords(name));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            end(process);
        }
    }

    private static ProcessBuilder builder(Path workingDirectory, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().putAll(environment);
        return builder;
    }

    private Process start(ProcessBuilder builder) {
        waitWhenEnding();
        synchronized (this) {
            try {
                var process = builder.start();
                started.push(process);
                return process;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** After Ctrl-C nothing goes on, and nothing has failed: the thread waits while the others are ended. */
    void waitWhenEnding() {
        while (isEnding()) {
            LockSupport.park();
        }
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    /** The end of what a process wrote to its log, for a message. */
    String lastWords(String name) {
        try (var lines = Files.lines(log(name))) {
            var all = lines.toList();
            return "\n" + String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** Returns when it and all that it has started have ended. */
    void end(Process process) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        process.destroy();
        for (var each : all) {
            try {
                each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (Exception e) {
                each.destroyForcibly();
            }
        }
        synchronized (this) {
            started.remove(process);
        }
    }

    private void endAll() {
        List<Process> left;
        synchronized (this) {
            ending = true;
            left = List.copyOf(started);
        }
        left.forEach(this::end);
    }

    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
