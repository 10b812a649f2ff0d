package io.nija.vault.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;

/** A PostgreSQL of a test's own, empty at first, which may be killed. */
public final class DevPostgres implements AutoCloseable {

    private final Path directory;
    private final EmbeddedPostgres server;

    private DevPostgres(Path directory) throws IOException {
        this.directory = directory;
        var output = ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile());
        server = EmbeddedPostgres.builder().setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // What was answered for has to be there after a kill, as in production.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(90))
                .setOutputRedirector(output).setErrorRedirector(output)
                .start();
    }

    public static DevPostgres start() throws IOException {
        return new DevPostgres(Files.createTempDirectory("dev-postgres"));
    }

    /** What a console is given to use it. */
    public Map<String, String> settings() {
        return Map.of("SPRING_DATASOURCE_URL", server.getJdbcUrl("postgres", "postgres"),
                "SPRING_DATASOURCE_USERNAME", "postgres", "SPRING_DATASOURCE_PASSWORD", "");
    }

    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** The process that started all others of it. */
    public ProcessHandle process() throws IOException {
        var pid = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** As {@code kill -9} of all its processes at once, as when a machine stops. Returns when they have ended. */
    public void kill() throws IOException {
        var main = process();
        var all = Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** Where its programs are: those of the last start, which it has written down. */
    public Path programs() throws IOException {
        var lastStart = Files.readString(directory.resolve("data").resolve("postmaster.opts"));
        return Path.of(lastStart.substring(0, lastStart.indexOf(" \""))).getParent();
    }

    /** With the program and the options of its earlier life, which it has written down. Returns when it serves. */
    public void startAgain() throws IOException, InterruptedException {
        var data = directory.resolve("data");
        var programs = programs();
        var command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.<String>of());
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", data.toString(), "-w", "restart"));
        var log = ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile());
        if (new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start().waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL did not start again: " + Files.readString(directory.resolve("log")));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
