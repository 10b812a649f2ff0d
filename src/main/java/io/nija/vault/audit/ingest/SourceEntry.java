package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** What the database has of a source beside its lines: who reads it, and how the reading goes, for people. */
final class SourceEntry {

    private static final int LONGEST_PROBLEM = 400;

    private final Connection connection;
    private final int id;

    private SourceEntry(Connection connection, int id) {
        this.connection = connection;
        this.id = id;
    }

    /** The one of this name, which is made when there is none. */
    static SourceEntry of(Connection connection, String name) throws SQLException {
        try (var insert = connection.prepareStatement("insert into audit_source (name) select ? where not exists (select from audit_source where name = ?) on conflict do nothing");
                var select = connection.prepareStatement("select id from audit_source where name = ?")) {
            insert.setString(1, name);
            insert.setString(2, name);
            insert.executeUpdate();
            select.setString(1, name);
            try (var found = select.executeQuery()) {
                found.next();
                return new SourceEntry(connection, found.getInt(1));
            }
        }
    }

    int id() {
        return id;
    }

    /** @return whether nobody else reads it; then nobody else does until it is unlocked or the connection ends */
    boolean lock() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(hashtext('audit source'), ?)")) {
            statement.setInt(1, id);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getBoolean(1);
            }
        }
    }

    void unlock() throws SQLException {
        if (connection.isValid(1)) {
            try (var statement = connection.prepareStatement("select pg_advisory_unlock(hashtext('audit source'), ?)")) {
                statement.setInt(1, id);
                statement.execute();
            }
        }
    }

    /** Notes that it has just been read as far as could be. */
    void read(long behind, @Nullable String problem) throws SQLException {
        try (var statement = connection.prepareStatement("update audit_source set read_at = now(), behind = ?, problem = ? where id = ?")) {
            statement.setLong(1, behind);
            statement.setString(2, problem == null ? null : Names.clean(problem, LONGEST_PROBLEM));
            statement.setInt(3, id);
            statement.executeUpdate();
        }
    }

    /** Notes why it is not read on. */
    void problem(String problem) throws SQLException {
        try (var statement = connection.prepareStatement("update audit_source set problem = ? where id = ?")) {
            statement.setString(1, Names.clean(problem, LONGEST_PROBLEM));
            statement.setInt(2, id);
            statement.executeUpdate();
        }
    }
}
