package io.nija.vault.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

/** While it is open, nobody else gets a connection to the database: the pool has none left. */
public final class IndexAway implements AutoCloseable {

    private final List<Connection> taken = new ArrayList<>();

    public IndexAway(DataSource pool) throws SQLException {
        for (int i = 0; i < pool.unwrap(HikariDataSource.class).getMaximumPoolSize(); i++) {
            taken.add(pool.getConnection());
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : taken) {
            connection.close();
        }
    }
}
