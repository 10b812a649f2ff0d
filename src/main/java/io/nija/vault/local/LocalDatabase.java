package io.nija.vault.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with passwords for everybody, and for the console a role of its own that owns one database and no more. */
final class LocalDatabase implements AutoCloseable {

    private static final String VERSION = "18";
    private static final String SUPERUSER = "postgres";
    private static final String CONSOLE = "console";
    private static final String BACKUP = "backup";

    private final Path data;
    private final Path passwords;
    private final int port;
    private final PostgresServer server;
    private @Nullable Supervised supervised;

    LocalDatabase(LocalDirectory directory, int port) {
        this.data = data(directory);
        this.passwords = passwords(directory);
        this.port = port;
        this.server = new PostgresServer(data, directory.resolve("postgres.log"), port,
                SecretValue.of(PrivateFiles.remembered(passwords, SUPERUSER)));
    }

    private static Path data(LocalDirectory directory) {
        return directory.resolve("postgres");
    }

    private static Path passwords(LocalDirectory directory) {
        return directory.resolve("database.properties");
    }

    /** What is wrong with the data of an earlier start, or null. */
    static @Nullable String damage(LocalDirectory directory) {
        var version = data(directory).resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return version + " is missing";
        }
        var found = PrivateFiles.readText(version);
        if (!found.equals(VERSION)) {
            return "%s is of PostgreSQL %s, and this console brings PostgreSQL %s".formatted(data(directory), found, VERSION);
        }
        var passwords = passwords(directory);
        return PrivateFiles.read(passwords).stringPropertyNames().containsAll(List.of(SUPERUSER, CONSOLE)) ? null : passwords + " is missing or incomplete";
    }

    static void endLeftovers(LocalDirectory directory) {
        PostgresServer.endLeftovers(data(directory));
    }

    /** Returns when it accepts connections and the console's database is there. */
    void open() throws Exception {
        supervised = Supervised.start("PostgreSQL", server);
        try (var connection = server.administration().getConnection()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + CONSOLE + "'")) {
                execute(connection, "CREATE ROLE " + CONSOLE + " LOGIN PASSWORD '" + PrivateFiles.remembered(passwords, CONSOLE) + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + CONSOLE + "'")) {
                execute(connection, "CREATE DATABASE " + CONSOLE + " OWNER " + CONSOLE);
            }
            requirePasswords(connection);
        }
        try (var connection = server.administration(CONSOLE).getConnection()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + BACKUP + "'")) {
                execute(connection, backupRole() + ";ALTER ROLE " + BACKUP + " PASSWORD '" + PrivateFiles.remembered(passwords, BACKUP) + "'");
            }
        }
    }

    private static String backupRole() throws IOException {
        try (var commands = LocalDatabase.class.getResourceAsStream("backup-role.sql")) {
            return new String(Objects.requireNonNull(commands).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** New data trusts everybody on this machine, until both roles have their passwords. */
    private void requirePasswords(Connection connection) throws SQLException, IOException {
        var rules = data.resolve("pg_hba.conf");
        var wanted = "host all all 127.0.0.1/32 scram-sha-256\n";
        if (!Files.readString(rules).equals(wanted)) {
            execute(connection, "ALTER ROLE " + SUPERUSER + " PASSWORD '" + PrivateFiles.remembered(passwords, SUPERUSER) + "'");
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
        settings.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + port + "/" + CONSOLE);
        settings.setProperty("spring.datasource.username", CONSOLE);
        settings.setProperty("spring.datasource.password", PrivateFiles.remembered(passwords, CONSOLE));
        settings.setProperty("backup.console-database.user", BACKUP);
        settings.setProperty("backup.console-database.password", PrivateFiles.remembered(passwords, BACKUP));
        settings.setProperty("backup.postgres-programs", server.installation().toString());
    }

    @Override
    public void close() {
        if (supervised != null) {
            supervised.close();
        }
        server.close();
    }
}
