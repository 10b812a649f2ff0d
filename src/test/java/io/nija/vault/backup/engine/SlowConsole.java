package io.nija.vault.backup.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.settings.TestSetup;
import io.nija.vault.testing.DevPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that makes a backup which gets to its middle and no further, to be killed there. */
final class SlowConsole {

    private final Process process;
    private final BufferedReader output;

    private SlowConsole(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    static SlowConsole start(DevPostgres postgres, Path folder, Path keys) throws IOException {
        return new SlowConsole(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), SlowConsole.class.getName(), postgres.settings().get("SPRING_DATASOURCE_URL"), folder.toString(),
                keys.toString()).redirectErrorStream(true).start());
    }

    /** Returns when it is in the middle. @return the backup's name */
    String awaitBackup() throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("in the middle of ")) {
                return line.substring("in the middle of ".length());
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("It ended: " + said);
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser("postgres");
        var keys = Path.of(arguments[2]);
        var properties = new BackupProperties(Path.of(arguments[1]), null, List.of(keys.resolve("restore.crt")), keys.resolve("signing.key"), null, List.of(),
                null, null, Map.of(), Duration.ofMinutes(15), Duration.ofDays(7), 3);
        var rows = new BackupRows(JdbcClient.create(database));
        var name = rows.begin(BackupKind.CONSOLE_DATABASE, "ada", RunningWork.console()).orElseThrow();
        var middle = new CountDownLatch(1);
        Thread.ofPlatform().start(new BackupRun(TestSource.held(middle, new CountDownLatch(1)), TestSetup.of(properties), rows, new Work(name)));
        middle.await();
        System.out.println("in the middle of " + name);
    }
}
