package io.nija.vault.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL whose answers are durable: the access records of cached reads must be, and that is what they cost. */
final class BenchDatabase implements AutoCloseable {

    static final String USER = "postgres";

    private final EmbeddedPostgres postgres;
    private final ProcessHandle process;

    private BenchDatabase(EmbeddedPostgres postgres, ProcessHandle process) {
        this.postgres = postgres;
        this.process = process;
    }

    static BenchDatabase start(Children children) throws IOException {
        return start(children, Map.of());
    }

    /** @param settings of the server, for what needs more than a small one */
    static BenchDatabase start(Children children, Map<String, String> settings) throws IOException {
        var data = children.directory().resolve("postgres");
        var output = ProcessBuilder.Redirect.appendTo(children.log("postgres").toFile());
        var builder = EmbeddedPostgres.builder().setDataDirectory(data)
                .setOverrideWorkingDirectory(Path.of("target", "postgres-programs").toFile())
                .setOutputRedirector(output).setErrorRedirector(output)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        var postgres = builder.start();
        var process = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        var database = new BenchDatabase(postgres, ProcessHandle.of(process).orElseThrow());
        database.refuseToForget();
        return database;
    }

    /** The library is made for tests, and what it sets goes before some settings. */
    private void refuseToForget() {
        for (var setting : new String[] { "fsync", "synchronous_commit", "full_page_writes" }) {
            try (var connection = postgres.getPostgresDatabase().getConnection(); var statement = connection.createStatement();
                    var result = statement.executeQuery("SHOW " + setting)) {
                result.next();
                if (!result.getString(1).equals("on")) {
                    throw new BenchException("PostgreSQL runs with " + setting + " off");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @return the JDBC address of a new, empty database */
    String create(String name) {
        try (var connection = postgres.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    ProcessHandle process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
