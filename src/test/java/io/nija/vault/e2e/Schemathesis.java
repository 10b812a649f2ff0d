package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The fuzzer of that name, from PyPI, in a Python environment of its own below {@code target}. */
record Schemathesis(Path program) {

    private static final Path SETTINGS = Path.of("src", "test", "resources", "schemathesis").toAbsolutePath();
    private static final Path HOME = Path.of("target", "schemathesis").toAbsolutePath();
    private static final Path OUTPUT = HOME.resolve("output.txt");

    /** @param exitCode 0 when every check passed */
    record Result(int exitCode, String output) {
    }

    /** Installs it, unless the last run did with the same requirements. */
    static Schemathesis install() throws IOException, InterruptedException {
        var environment = HOME.resolve("venv");
        var wanted = SETTINGS.resolve("requirements.txt");
        var installed = environment.resolve("installed.txt");
        if (!Files.exists(installed) || Files.mismatch(wanted, installed) != -1) {
            FileSystemUtils.deleteRecursively(environment);
            Files.createDirectories(HOME);
            require(List.of("python3", "-m", "venv", environment.toString()),
                    "The fuzzer needs a python3 (3.10 or newer) with its venv module on PATH. On Debian: apt install python3-venv");
            require(List.of(environment.resolve("bin/pip").toString(), "--disable-pip-version-check", "install", "--quiet",
                    "--only-binary=:all:", "-r", wanted.toString()), "The fuzzer could not be installed from the Python package index by pip.");
            Files.copy(wanted, installed);
        }
        return new Schemathesis(environment.resolve("bin/st"));
    }

    private static void require(List<String> command, String otherwise) throws IOException, InterruptedException {
        int exitCode;
        try {
            exitCode = run(command, Map.of(), Duration.ofMinutes(15));
        } catch (IOException e) {
            throw new IllegalStateException(otherwise, e);
        }
        assertThat(exitCode).as("%s%n%s", otherwise, Files.readString(OUTPUT)).isZero();
    }

    /** @param environment for the settings and hooks beside the requirements */
    Result run(URI description, Map<String, String> environment, Duration atMost) throws IOException, InterruptedException {
        var command = List.of(program.toString(), "--config-file=" + SETTINGS.resolve("schemathesis.toml"), "run", description.toString(),
                "--checks=all", "--no-color", "--report=junit", "--report-junit-path=" + HOME.resolve("report.xml"));
        int exitCode = run(command, environment, atMost);
        return new Result(exitCode, Files.readString(OUTPUT));
    }

    private static int run(List<String> command, Map<String, String> environment, Duration atMost) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(HOME.toFile())
                .redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONPATH", SETTINGS.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var process = builder.start();
        try {
            assertThat(process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)).as("%s ends within %s", command.getFirst(), atMost).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
