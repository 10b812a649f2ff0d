package io.nija.vault.backup.drill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.postgres.recovery.RunningDatabase;

/** The table of Vault's storage in a recovered database, and beside it one for a Vault of the drill's own. */
final class StorageTables {

    private static final String OWN = "vault_console_drill";
    /** By its columns, as OpenBao and HashiCorp Vault call it differently and it can be set. */
    private static final String FIND = """
            select nspname, relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where relkind = 'r' and relname <> '%s' and 4 = (select count(*) from pg_attribute where attrelid = pg_class.oid
                and (attname, atttypid) in (('parent_path', 'text'::regtype), ('path', 'text'::regtype), ('key', 'text'::regtype), ('value', 'bytea'::regtype)))
            """.formatted(OWN);

    private static final String EXCHANGE = """
            update %s as restored set value = own.value from %s as own
            where restored.path = own.path and restored.key = own.key and substr(own.path, 2) || own.key = any(?)
            """;

    private final RunningDatabase server;
    private final String database;
    private final String schema;
    private final String table;

    private StorageTables(RunningDatabase server, String database, String schema, String table) {
        this.server = server;
        this.database = database;
        this.schema = schema;
        this.table = table;
    }

    /** @throws BackupException when there is none, or more than one */
    static StorageTables in(RunningDatabase server, String database) {
        try (var sql = server.connect(database); var statement = sql.createStatement(); var found = statement.executeQuery(FIND)) {
            if (!found.next()) {
                throw new BackupException("The recovered database %s has no table of Vault's storage. Set where that is: BACKUP_VAULT_STORAGE or BACKUP_VAULT_DATABASE_URL."
                        .formatted(database));
            }
            var tables = new StorageTables(server, database, found.getString(1), found.getString(2));
            if (found.next()) {
                throw new BackupException("The recovered database %s has more than one table that could be Vault's storage: %s and %s."
                        .formatted(database, tables.table, found.getString(2)));
            }
            return tables;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    IsolatedStorage restored() {
        return IsolatedStorage.in(server, database, schema, table);
    }

    /** A new and empty one. */
    IsolatedStorage own() {
        try (var sql = server.connect(database); var statement = sql.createStatement()) {
            statement.execute("create table %s (like %s including all)".formatted(name(sql, OWN), name(sql, table)));
            return IsolatedStorage.in(server, database, schema, OWN);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Puts entries of the drill's own Vault in place of the restored ones. @param entries by their paths, all of which must be there */
    void exchange(Set<String> entries) {
        try (var sql = server.connect(database)) {
            int exchanged;
            try (var update = sql.prepareStatement(EXCHANGE.formatted(name(sql, table), name(sql, OWN)))) {
                update.setArray(1, sql.createArrayOf("text", entries.toArray()));
                exchanged = update.executeUpdate();
            }
            if (exchanged != entries.size()) {
                throw new BackupException("The restored storage lacks some of %s: its seal does not unseal by itself, or it is damaged.".formatted(entries));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private String name(Connection sql, String plain) throws SQLException {
        try (var quote = sql.prepareStatement("select format('%I.%I', ?, ?)")) {
            quote.setString(1, schema);
            quote.setString(2, plain);
            try (var quoted = quote.executeQuery()) {
                quoted.next();
                return quoted.getString(1);
            }
        }
    }

    private static BackupException failed(SQLException e) {
        return new BackupException("The recovered database of Vault's storage does not answer: " + e.getMessage(), e);
    }
}
