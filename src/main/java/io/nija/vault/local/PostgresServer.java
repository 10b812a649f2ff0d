package io.nija.vault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.base.SecretValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL process, set up as a real server would be: what has been committed survives. */
final class PostgresServer implements Supervised.Server, AutoCloseable {

    private final Path data;
    private final Path log;
    private final int port;
    private final SecretValue password;
    private @Nullable EmbeddedPostgres postgres;

    /** @param password of the superuser */
    PostgresServer(Path data, Path log, int port, SecretValue password) {
        this.data = data;
        this.log = log;
        this.port = port;
        this.password = password;
    }

    static void endLeftovers(Path data) {
        Leftovers.find(pidFile(data), data.toString()).ifPresent(process -> Leftovers.end(process, "INT"));
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    @Override
    public ProcessHandle start() throws IOException, InterruptedException {
        if (postgres == null) {
            postgres = startFirst();
        } else {
            startAgain();
        }
        return Leftovers.find(pidFile(data), data.toString())
                .orElseThrow(() -> new IOException("PostgreSQL is not running; its own words are in " + log));
    }

    private EmbeddedPostgres startFirst() throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setConnectConfig("password", password.expose())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                // The library is made for tests, and trades the data's safety for speed unless it is told not to.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(90))
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .start();
    }

    /** The library's own choice is a directory in /tmp that everybody may write to. */
    private static Path programs() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home = cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        var ours = home.resolve("vault-console");
        PrivateFiles.createDirectory(ours);
        return ours.resolve("postgres");
    }

    /** With the program and the options of the last start, which the server has written down itself. */
    private void startAgain() throws IOException, InterruptedException {
        var command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.<String>of());
        command.addAll(List.of(installation().resolve("pg_ctl").toString(), "-D", data.toString(), "-w", "restart"));
        new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
    }

    /** As the superuser. It must have been started. */
    DataSource administration() {
        return administration(null);
    }

    /** The same, in a database other than the superuser's own. */
    DataSource administration(@Nullable String database) {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return database == null ? postgres.getPostgresDatabase() : postgres.getDatabase("postgres", database);
    }

    /** Where its programs are. It must have been started once. */
    Path installation() {
        var lastStart = PrivateFiles.readText(data.resolve("postmaster.opts"));
        return Path.of(lastStart.substring(0, lastStart.indexOf(" \""))).getParent();
    }

    @Override
    public void stop(ProcessHandle process) {
        close();
        if (process.isAlive()) {
            Leftovers.end(process, "INT");
        }
    }

    /** Stops what it has started, if that still runs, and gives up the library's lock on the data. */
    @Override
    public void close() {
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
