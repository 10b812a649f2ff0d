package io.nija.vault.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nija.vault.backup.postgres.PostgresAccess;
import io.nija.vault.backup.postgres.recovery.PostgresPrograms;
import io.nija.vault.base.SecretValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A PostgreSQL server of a test's own by any version's programs, set up as in production: passwords for everybody, what was committed
 * survives a kill, and the role {@code backup} by the file that {@code docker} ships.
 */
public final class InstalledPostgres implements AutoCloseable {

    /** Debian's; get it by: apt-get install postgresql. */
    public static final Path DEBIAN = Path.of("/usr/lib/postgresql/15/bin");
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "app";

    private final PostgresPrograms programs;
    private final Path directory;
    private final int port;
    private final SecretValue password = SecretValue.of(UUID.randomUUID().toString());
    private final Thread end = new Thread(this::killAll);
    private Process process;

    private InstalledPostgres(Path programs, Path directory) throws IOException {
        this.programs = new PostgresPrograms(programs);
        this.directory = directory;
        port = DevVault.freePort();
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** The programs of the embedded PostgreSQL. */
    public static Path embedded() throws IOException {
        try (var server = DevPostgres.start()) {
            return server.programs();
        }
    }

    /**
     * A new server with the database {@code app}. Returns when it serves.
     *
     * @param settings lines for its {@code postgresql.conf}
     */
    public static InstalledPostgres start(Path programs, String... settings) throws Exception {
        var server = new InstalledPostgres(programs, Files.createTempDirectory("postgres"));
        try {
            server.create(settings);
            return server;
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void create(String... settings) throws Exception {
        var secret = Files.writeString(directory.resolve("password"), password.expose());
        run("initdb", "-D", data().toString(), "-U", SUPERUSER, "--pwfile=" + secret, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N");
        Files.delete(secret);
        Files.writeString(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Files.writeString(data().resolve("postgresql.conf"), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                log_timezone = 'UTC'
                %s
                """.formatted(port, String.join("\n", settings)));
        startAgain();
        try (var sql = superuser("postgres"); var statement = sql.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        execute(Files.readString(Path.of("docker", "postgres", "backup-role.sql")));
        execute("alter role backup password '" + password.expose() + "'");
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var output = directory.resolve("output").toFile();
        int status = programs.run(program, List.of(arguments)).redirectOutput(ProcessBuilder.Redirect.appendTo(output)).start().waitFor();
        assertThat(status).as(Files.readString(output.toPath())).isZero();
    }

    /** On the data of its earlier life. Returns when it serves. */
    public void startAgain() throws IOException {
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        process = programs.run("postgres", List.of("-D", data().toString()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        await().atMost(60, TimeUnit.SECONDS).pollInterval(100, TimeUnit.MILLISECONDS).until(() -> !process.isAlive() || serves());
        assertThat(process.isAlive()).as(Files.readString(log())).isTrue();
    }

    private boolean serves() {
        try (var sql = superuser("postgres")) {
            return sql.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** As {@code kill -9} of all its processes at once. Returns when they have ended. */
    public void kill() {
        killAll();
    }

    private void killAll() {
        if (process != null) {
            var all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        }
    }

    /** As a service manager does. Returns when it has ended. */
    public void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
    }

    public Path data() {
        return directory.resolve("data");
    }

    public Path log() {
        return directory.resolve("log");
    }

    public int port() {
        return port;
    }

    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Of both roles. */
    public SecretValue password() {
        return password;
    }

    /** As the role {@code backup}. */
    public PostgresAccess backup() {
        return new PostgresAccess(url(), "backup", password);
    }

    public Connection superuser(String database) throws SQLException {
        return new PostgresAccess(url(database), SUPERUSER, password).connection("test");
    }

    /** Some commands in the database {@code app}, as the superuser. */
    public void execute(String commands) throws SQLException {
        try (var sql = superuser(DATABASE); var statement = sql.createStatement()) {
            statement.execute(commands);
        }
    }

    /** The one value that a query has in the database {@code app}. */
    public String value(String query) throws SQLException {
        try (var sql = superuser(DATABASE)) {
            return value(sql, query);
        }
    }

    /** The one value that a query has. */
    public static String value(Connection sql, String query) throws SQLException {
        try (var statement = sql.createStatement(); var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        Runtime.getRuntime().removeShutdownHook(end);
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
