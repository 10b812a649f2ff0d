package io.nija.vault.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

/** While it is open, nobody else gets a connection to the database: the pool has none left. */
public final class IndexAway implements AutoCloseable {

    private final List<Connection> taken = new ArrayList<>();

    public IndexAway(DataSource pool) throws SQLException {
        int size = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
        var end = Instant.now().plusSeconds(30);
        while (taken.size() < size) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLTransientConnectionException e) {
                // Whoever is at work gives theirs back soon.
                if (Instant.now().isAfter(end)) {
                    close();
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : taken) {
            connection.close();
        }
    }
}
