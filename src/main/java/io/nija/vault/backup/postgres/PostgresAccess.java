package io.nija.vault.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import io.nija.vault.base.SecretValue;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** How a server is reached by the role that backs it up: see {@code docker/postgres/backup-role.sql}. */
public final class PostgresAccess {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    /** An idle replication stream has a word from the server each minute, see {@link #replication}. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(150);

    private final String url;
    private final String user;
    private final SecretValue password;

    /** @param url of JDBC, such as {@code jdbc:postgresql://db:5432/console} */
    public PostgresAccess(String url, String user, SecretValue password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * For SQL.
     *
     * @param name under which the server lists it
     */
    public Connection connection(String name) throws SQLException {
        var properties = properties(name);
        // Files come as they are, and not as twice as many hexadecimal digits.
        PGProperty.PREPARE_THRESHOLD.set(properties, -1);
        return open(properties);
    }

    /** For the commands of the replication protocol, and for SQL in its simple form. */
    public Connection replication(String name) throws SQLException {
        var properties = properties(name);
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        var connection = open(properties);
        try (var statement = connection.createStatement()) {
            // Half of it passes before the server asks a silent client whether it lives. A slow store is no dead client.
            statement.execute("set wal_sender_timeout = '2min'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Null when the address is none of PostgreSQL's. */
    private Connection open(Properties properties) throws SQLException {
        var connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("It is no JDBC address of PostgreSQL: it should be such as jdbc:postgresql://db:5432/console");
        }
        return connection;
    }

    private Properties properties(String name) {
        var properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password.expose());
        PGProperty.APPLICATION_NAME.set(properties, name);
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) TO_CONNECT.toSeconds());
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) TO_ANSWER.toSeconds());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }
}
