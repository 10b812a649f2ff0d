package io.nija.vault.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.nija.vault.testing.DevVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console's jar as a person starts it: a process of its own, with its vault, database and provider beside it. */
final class ConsoleProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "vault-console.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path directory;
    private final int port = freePort();
    private final int oidcPort = freePort();
    private final List<String> arguments;
    private Process process;

    private ConsoleProcess(Path directory, List<String> arguments) {
        this.directory = directory;
        this.arguments = arguments;
        process = launch();
    }

    /** Returns when it has said that it is ready. */
    static ConsoleProcess start(String name, String... arguments) {
        assertThat(JAR).as("the jar; make it by: ./vault-console build").exists();
        var directory = Path.of("target", "e2e", "data-" + name).toAbsolutePath();
        delete(directory);
        var console = new ConsoleProcess(directory, List.of(arguments));
        try {
            console.awaitReady();
        } catch (RuntimeException | AssertionError e) {
            console.close();
            throw e;
        }
        return console;
    }

    private Process launch() {
        try {
            Files.createDirectories(directory.getParent());
            var command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx512m", "-jar", JAR.toString(), "--spring.profiles.active=local",
                    "--local.directory=" + directory, "--server.port=" + port, "--local.oidc-port=" + oidcPort,
                    // A restore drill would take the processor from the tests.
                    "--backup.drill.first-due=1h"));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("VAULT_") && !name.startsWith("VAULT_CONSOLE_"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || Files.readString(output()).contains("The console is ready"));
        assertThat(process.isAlive()).as(text(output())).isTrue();
    }

    /** The same console once more, on the data of before. */
    void startAgain() {
        assertThat(process.isAlive()).isFalse();
        process = launch();
        awaitReady();
    }

    String url() {
        return "http://localhost:" + port + "/";
    }

    String providerUrl() {
        return "http://localhost:" + oidcPort + "/";
    }

    Path directory() {
        return directory;
    }

    /** What it prints to the terminal. */
    Path output() {
        return directory.resolveSibling(directory.getFileName() + ".txt");
    }

    Path auditLog() {
        return directory.resolve("vault").resolve("audit.log");
    }

    String password(String person) {
        return properties("demo-people.properties").getProperty(person);
    }

    Properties properties(String file) {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    ProcessHandle vault() {
        return server("-config=" + directory.resolve("vault").resolve("bao.hcl"));
    }

    ProcessHandle database() {
        return server(directory.resolve("postgres").toString());
    }

    private ProcessHandle server(String argument) {
        return processes().stream().filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains(argument))
                .findFirst().orElseThrow();
    }

    /** Every process that has to do with this console's data. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(p -> List.of(p.info().arguments().orElse(new String[0])).stream().anyMatch(a -> a.contains(directory.toString())))
                .toList();
    }

    /** Sends a signal by name: KILL, STOP, CONT, INT, TERM. */
    static void signal(String name, ProcessHandle process) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in the way of Ctrl-C or of the system, and returns when it has ended. */
    void stop(String signal) {
        signal(signal, process.toHandle());
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() {
        try {
            return DevVault.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
