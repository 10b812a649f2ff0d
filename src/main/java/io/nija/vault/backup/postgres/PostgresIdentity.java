package io.nija.vault.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which server it is.
 *
 * @param systemIdentifier made when its data directory was; the same for its standbys and for what is recovered from its backups
 * @param timeline         that it writes now
 * @param segmentSize      of its WAL, in bytes
 */
public record PostgresIdentity(String systemIdentifier, int timeline, int segmentSize) {

    /** @param replication as {@link PostgresAccess#replication} opens it */
    public static PostgresIdentity of(Connection replication) throws SQLException {
        try (var statement = replication.createStatement()) {
            int size;
            try (var result = statement.executeQuery("select setting from pg_settings where name = 'wal_segment_size'")) {
                result.next();
                size = result.getInt(1);
            }
            try (var result = statement.executeQuery("IDENTIFY_SYSTEM")) {
                result.next();
                return new PostgresIdentity(result.getString("systemid"), result.getInt("timeline"), size);
            }
        }
    }
}
