package io.nija.vault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a real server would be: data that survives, passwords for everybody, and for the console a role of its
 * own that owns one database and nothing else.
 */
final class LocalDatabase implements Supervised.Server, AutoCloseable {

    private static final String VERSION = "18";
    private static final String NAME = "console";

    private final Path data;
    private final Path log;
    private final Path passwords;
    private final int port;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Supervised supervised;

    LocalDatabase(LocalDirectory directory, int port) {
        this.data = directory.resolve("postgres");
        this.log = directory.resolve("postgres.log");
        this.passwords = directory.resolve("database.properties");
        this.port = port;
    }

    /** What is wrong with the data of an earlier start, or null. */
    static @Nullable String damage(LocalDirectory directory) {
        var version = directory.resolve("postgres").resolve("PG_VERSION");
        try {
            if (!Files.exists(version)) {
                return version + " is missing";
            }
            var found = Files.readString(version).strip();
            if (!found.equals(VERSION)) {
                return "%s says PostgreSQL %s, and this console brings PostgreSQL %s".formatted(version, found, VERSION);
            }
            var passwords = directory.resolve("database.properties");
            return PrivateFiles.read(passwords).size() < 2 ? passwords + " is missing or incomplete" : null;
        } catch (IOException e) {
            return version + " cannot be read";
        }
    }

    static void endLeftovers(LocalDirectory directory) {
        var data = directory.resolve("postgres");
        Leftovers.find(data.resolve("postmaster.pid"), data.toString()).ifPresent(process -> Leftovers.end(process, "INT"));
    }

    /** Returns when it accepts connections and the console's database is there. */
    void open() throws Exception {
        supervised = Supervised.start("PostgreSQL", this);
        var console = PrivateFiles.remembered(passwords, NAME);
        try (var connection = running().getPostgresDatabase().getConnection()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                execute(connection, "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + console + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                execute(connection, "CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
            requirePasswords(connection);
        }
    }

    /** A new cluster trusts everybody on this machine, until both roles have their passwords. */
    private void requirePasswords(Connection connection) throws SQLException, IOException {
        var rules = data.resolve("pg_hba.conf");
        var wanted = "host all all 127.0.0.1/32 scram-sha-256\n";
        if (!Files.readString(rules).equals(wanted)) {
            execute(connection, "ALTER ROLE postgres PASSWORD '" + PrivateFiles.remembered(passwords, "postgres") + "'");
            PrivateFiles.write(rules, wanted);
            execute(connection, "SELECT pg_reload_conf()");
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    void addTo(Properties settings) {
        settings.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME);
        settings.setProperty("spring.datasource.username", NAME);
        settings.setProperty("spring.datasource.password", PrivateFiles.remembered(passwords, NAME));
    }

    @Override
    public ProcessHandle start() throws Exception {
        if (postgres == null) {
            postgres = startEmbedded();
        } else {
            startAgain();
        }
        return Leftovers.find(data.resolve("postmaster.pid"), data.toString())
                .orElseThrow(() -> new IOException("PostgreSQL is not running, see " + log));
    }

    private EmbeddedPostgres startEmbedded() throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setConnectConfig("password", PrivateFiles.remembered(passwords, "postgres"))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                // The library is made for tests, and trades the data's safety for speed unless it is told not to.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(30))
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .start();
    }

    /** The library's default is a directory in /tmp that everybody may write to. */
    private static Path binaries() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home = cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        var ours = home.resolve("vault-console");
        PrivateFiles.createDirectory(ours);
        return ours.resolve("postgres");
    }

    /** With the program and the options of the last start, which the server has written down itself. */
    private void startAgain() throws IOException, InterruptedException {
        var lastStart = Files.readString(data.resolve("postmaster.opts"));
        var programs = Path.of(lastStart.substring(0, lastStart.indexOf(" \""))).getParent();
        var command = new ArrayList<String>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", data.toString(), "-w", "restart"));
        new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
    }

    private EmbeddedPostgres running() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return postgres;
    }

    @Override
    public void stop(ProcessHandle process) {
        release();
        if (process.isAlive()) {
            Leftovers.end(process, "INT");
        }
    }

    @Override
    public void close() {
        if (supervised != null) {
            supervised.close();
        }
        release();
    }

    /** Stops it, if it still runs, and gives up the library's lock on the data. */
    private void release() {
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
