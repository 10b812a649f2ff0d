package io.nija.vault.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

/** While it is open, nobody else gets a connection to the database: the pool has none left. */
public final class IndexAway implements AutoCloseable {

    private final List<Connection> taken = new ArrayList<>();

    public IndexAway(DataSource pool) throws SQLException {
        int size = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
        try {
            while (taken.size() < size) {
                taken.add(pool.getConnection());
            }
        } catch (SQLTransientConnectionException e) {
            // The engine of the alerts keeps one for itself, and now there is none left for anybody else.
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : taken) {
            connection.close();
        }
    }
}
