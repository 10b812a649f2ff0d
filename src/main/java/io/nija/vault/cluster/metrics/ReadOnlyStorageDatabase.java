package io.nija.vault.cluster.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.nija.vault.cluster.ClusterProperties;
import io.nija.vault.cluster.StorageDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks with a connection of the moment, as it does so rarely, which may only read and not for long. */
@Component
class ReadOnlyStorageDatabase implements StorageDatabase {

    private static final Logger log = LoggerFactory.getLogger(ReadOnlyStorageDatabase.class);
    private static final int SECONDS = 3;

    private final @Nullable JdbcClient database;

    ReadOnlyStorageDatabase(ClusterProperties properties) {
        var url = properties.storageDatabase();
        if (url == null || url.isBlank()) {
            database = null;
            return;
        }
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(properties.storageUser());
        source.setPassword(properties.storagePassword());
        source.setConnectTimeout(SECONDS);
        source.setSocketTimeout(SECONDS);
        source.setReadOnly(true);
        source.setApplicationName("vault-console");
        database = JdbcClient.create(source);
    }

    @Override
    public boolean configured() {
        return database != null;
    }

    @Override
    public Optional<State> state() {
        return database == null ? Optional.empty() : Optional.of(state(database));
    }

    private static State state(JdbcClient database) {
        // OpenBao's own name for the table, and the one that it had before.
        var table = database.sql("select coalesce(to_regclass('openbao_ha_locks'), to_regclass('vault_ha_locks'))::text")
                .query((row, number) -> Optional.ofNullable(row.getString(1))).single();
        var lock = table.isEmpty() ? "select null::timestamptz valid_until, null::text ha_identity"
                : "select valid_until, ha_identity from " + table.get() + " where ha_key = 'core/lock'";
        return database.sql("""
                select pg_database_size(current_database()) size, (select count(*) from pg_stat_activity where backend_type = 'client backend') connections,
                       current_setting('max_connections')::int most, pg_is_in_recovery() recovering, current_setting('server_version') version,
                       held.valid_until, held.ha_identity
                from (select 1) one left join (%s) held on true""".formatted(lock)).query((row, number) -> state(row)).single();
    }

    private static State state(ResultSet row) throws SQLException {
        var until = row.getTimestamp("valid_until");
        return new State(row.getLong("size"), row.getInt("connections"), row.getInt("most"), row.getBoolean("recovering"), row.getString("version"),
                until == null ? null : until.toInstant(), row.getString("ha_identity"));
    }

    @Override
    public @Nullable Double size() {
        try {
            return state().map(state -> (double) state.size()).orElse(null);
        } catch (DataAccessException e) {
            log.debug("Vault's database does not answer: {}", e.getMessage());
            return null;
        }
    }
}
