package io.nija.vault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A process with a stack in it, to be killed or spoken to from outside. */
final class StackProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private StackProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static StackProcess start(Path directory, Map<String, String> variables, String... arguments) throws IOException {
        var output = Files.createTempFile("stack", ".txt");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), StackOnly.class.getName(),
                "--local.directory=" + directory, "--server.port=0"));
        command.addAll(arguments.length == 0 ? List.of("--local.oidc-port=0") : List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        return new StackProcess(builder.start(), output);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    StackProcess awaitStarted() throws Exception {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!output().contains("started")) {
            assertThat(process.isAlive() && System.nanoTime() < deadline).as(output()).isTrue();
            Thread.sleep(50);
        }
        return this;
    }

    /** Waits for its end and returns the exit code. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }

    /** The server processes that belong to a directory. */
    static List<ProcessHandle> serversOf(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(candidate -> List.of(candidate.info().arguments().orElse(new String[0])).stream()
                        .anyMatch(argument -> argument.equals(directory.resolve("postgres").toString())
                                || argument.equals("-config=" + directory.resolve("vault").resolve("bao.hcl"))))
                .toList();
    }
}
