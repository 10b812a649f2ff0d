package io.nija.vault.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;

import io.nija.vault.backup.BackupException;
import org.postgresql.replication.LogSequenceNumber;

/** What has the server keep the WAL that is not archived yet, and lets one console at a time in. */
final class ReplicationSlot {

    static final String NAME = "vault_console";
    /** Of {@code max_slot_wal_keep_size}: the server has thrown away what the slot was to keep. */
    private static final String LOST = "lost";

    private ReplicationSlot() {
    }

    /**
     * Makes it, if it is not there or has lost what it was to keep.
     *
     * @param sql a connection for SQL
     * @return from where on the server keeps WAL
     * @throws SlotTakenException when another console archives
     */
    static long ensure(Connection sql) throws SQLException {
        try (var find = sql.prepareStatement("select restart_lsn::text, wal_status, active from pg_replication_slots where slot_name = ?")) {
            find.setString(1, NAME);
            try (var found = find.executeQuery()) {
                if (found.next()) {
                    if (found.getBoolean(3)) {
                        throw new SlotTakenException();
                    }
                    if (found.getString(1) != null && !LOST.equals(found.getString(2))) {
                        return LogSequenceNumber.valueOf(found.getString(1)).asLong();
                    }
                    call(sql, "select pg_drop_replication_slot(?)");
                }
            }
        }
        call(sql, "select pg_create_physical_replication_slot(?, true)");
        return ensure(sql);
    }

    private static void call(Connection sql, String function) throws SQLException {
        try (var statement = sql.prepareStatement(function)) {
            statement.setString(1, NAME);
            statement.execute();
        }
    }

    /** Another console archives this server's WAL: nothing is wrong. */
    static final class SlotTakenException extends BackupException {

        private SlotTakenException() {
            super("Another console archives the WAL of this server.");
        }
    }
}
