package io.nija.vault.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./vault-console backup} beside a running console, as a cron job calls it. What else the command knows, its own test has. */
@EndToEnd
class BackupCommandIT {

    private static final Path LAUNCHER = Path.of("vault-console").toAbsolutePath();

    private final ConsoleProcess console;

    @TempDir
    private Path elsewhere;

    BackupCommandIT(ConsoleProcess console) {
        this.console = console;
    }

    private record Ended(int code, String output, String errors) {

        String all() {
            return output + errors;
        }
    }

    private Ended backup(String... words) throws IOException, InterruptedException {
        var output = elsewhere.resolve("output");
        var errors = elsewhere.resolve("errors");
        var command = Stream.concat(Stream.of(LAUNCHER.toString(), "backup"), Stream.of(words)).toList();
        var builder = new ProcessBuilder(command).directory(elsewhere.toFile()).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VAULT_") && !name.startsWith("VAULT_CONSOLE_") || name.startsWith("BACKUP_"));
        builder.environment().put("LOCAL_DIRECTORY", console.directory().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    @Test
    void makesOneAndReadsItBack() throws Exception {
        // The console's own first one may be on its way.
        var made = backup("vault", "--wait");
        assertThat(made.code()).as(made.all()).isZero();
        assertThat(made.output()).contains("It is good: ", "read back whole from the folder ");
        assertThat(made.output().lines().findFirst().orElseThrow()).matches("vault-\\d{8}T\\d{6}Z");
        assertThat(console.process().isAlive()).isTrue();
    }

    @Test
    void tellsByItsExitCodeWhenSomethingIsWrong() throws Exception {
        var missing = backup("verify", "vault-20200101T000000Z");
        assertThat(missing.code()).as(missing.all()).isOne();
        assertThat(missing.errors()).contains("There is no backup vault-20200101T000000Z.").doesNotContain("\tat ");
    }
}
