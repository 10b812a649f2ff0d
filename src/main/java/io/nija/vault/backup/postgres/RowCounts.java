package io.nija.vault.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows the tables have at one moment, so that whoever recovers to that moment can compare: to the row when nothing is written
 * meanwhile, and otherwise but for what was committed within the blink of an eye between the counting's view and its time. Very large
 * tables are left out: to count them would take longer than it is worth.
 *
 * @param rows by table
 * @param at   the moment, by the server's clock
 */
public record RowCounts(Map<String, Long> rows, Instant at) {

    private static final int MOST_ROWS = 2_000_000;

    /** @param sql a connection to the database that holds them, outside of a transaction */
    public static RowCounts of(Connection sql) throws SQLException {
        sql.setAutoCommit(false);
        try (var statement = sql.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            Instant at;
            try (var now = statement.executeQuery("select clock_timestamp()")) {
                now.next();
                at = now.getObject(1, OffsetDateTime.class).toInstant();
            }
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery("select quote_ident(nspname) || '.' || quote_ident(relname)"
                    + " from pg_class join pg_namespace on pg_namespace.oid = relnamespace where relkind in ('r', 'p') and not relispartition"
                    + " and relpersistence = 'p' and nspname !~ '^(pg_|information_schema$)' and reltuples < " + MOST_ROWS + " order by 1")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            var rows = new TreeMap<String, Long>();
            for (var table : tables) {
                try (var count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table.replaceFirst("^public\\.", ""), count.getLong(1));
                }
            }
            return new RowCounts(Map.copyOf(rows), at);
        } finally {
            sql.rollback();
            sql.setAutoCommit(true);
        }
    }
}
