package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.store.BackupStore;
import org.jspecify.annotations.Nullable;

/**
 * Backs up the server that holds a database: all of its data directory, with what the role of {@code docker/postgres/backup-role.sql} may
 * do. It is done when the WAL that it needs is archived.
 */
public final class DatabaseBackup implements BackupSource {

    private static final int OLDEST_VERSION = 15;
    private static final Duration POLL = Duration.ofMillis(500);

    private final BackupKind kind;
    private final PostgresAccess server;
    private final Supplier<BackupStore> store;
    private final Duration patience;

    /**
     * @param store    where the WAL is archived
     * @param patience how long the archive may take to have the WAL
     */
    public DatabaseBackup(BackupKind kind, PostgresAccess server, Supplier<BackupStore> store, Duration patience) {
        this.kind = kind;
        this.server = server;
        this.store = store;
        this.patience = patience;
    }

    @Override
    public BackupKind kind() {
        return kind;
    }

    @Override
    public void take(Parts parts) throws IOException {
        try (var sql = server.connection("vault-console-backup")) {
            requireBackedUpWhole(sql);
            var identity = identity();
            var base = new BaseBackup(sql, "NIJA Vault Console");
            parts.step("Reading the data directory");
            parts.add(DatabaseFacts.PART, base::writeTo);
            parts.step("Counting rows");
            var counts = RowCounts.of(sql);
            var facts = new DatabaseFacts(identity.systemIdentifier(), sql.getCatalog(), setting(sql, "server_version"), identity.timeline(), identity.segmentSize(),
                    base.start(), base.stop(), base.stopped(), counts.at(), setting(sql, "data_checksums").equals("on"));
            counts.rows().forEach(parts::count);
            facts.addTo(parts);
            parts.step("Waiting for the WAL archive");
            awaitArchived(sql, facts);
        } catch (SQLException e) {
            throw new BackupException("The database server does not let itself be backed up: %s. The role it needs is made by docker/postgres/backup-role.sql."
                    .formatted(e.getMessage()), e);
        }
    }

    private PostgresIdentity identity() throws SQLException {
        try (var replication = server.replication("vault-console-backup")) {
            return PostgresIdentity.of(replication);
        }
    }

    private static void requireBackedUpWhole(Connection sql) throws SQLException {
        if (sql.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
            throw new BackupException("The database server is PostgreSQL %s. Backups need %d or newer."
                    .formatted(setting(sql, "server_version"), OLDEST_VERSION));
        }
        if ("true".equals(text(sql, "select pg_is_in_recovery()::text"))) {
            throw new BackupException("The database server is a standby. Set the address of the primary server.");
        }
        var elsewhere = text(sql, "select string_agg(spcname, ', ' order by spcname) from pg_tablespace where spcname not in ('pg_default', 'pg_global')");
        if (elsewhere != null) {
            throw new BackupException("The database server has tablespaces outside of its data directory (%s), which are not backed up. Move what is in them to pg_default and drop them."
                    .formatted(elsewhere));
        }
    }

    private static String setting(Connection sql, String name) throws SQLException {
        var value = text(sql, "select current_setting('" + name + "')");
        return value == null ? "" : value;
    }

    private static @Nullable String text(Connection sql, String query) throws SQLException {
        try (var statement = sql.createStatement(); var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Up to a commit after the counts, so that recovery can stop at them. */
    private void awaitArchived(Connection sql, DatabaseFacts facts) throws SQLException, IOException {
        var archive = new WalArchive(store.get(), facts.systemIdentifier());
        long end = new WalCloser(sql).close().lsn();
        var last = WalSegment.holding(facts.timeline(), end - 1, facts.segmentSize());
        long deadline = System.nanoTime() + patience.toNanos();
        for (var segment = facts.first(); segment.number() <= last.number(); segment = segment.next()) {
            while (!archive.has(segment.name())) {
                if (System.nanoTime() > deadline) {
                    throw new BackupException("The base backup needs WAL up to %s, and %s has not come into the archive within %d s. Look what keeps the WAL archive."
                            .formatted(last, segment, patience.toSeconds()));
                }
                try {
                    Thread.sleep(POLL);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new BackupException("The backup was stopped while it waited for the WAL archive.", e);
                }
            }
        }
    }
}
