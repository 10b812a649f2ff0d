package io.nija.vault.base;

import java.time.Duration;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Connections past the pool, for what keeps one for as long as it works: pages need those of the pool. */
public final class OwnConnections {

    private static final int CONNECT_SECONDS = 3;

    private OwnConnections() {
    }

    /**
     * @param name   under which the database lists them
     * @param answer how long the database may take for one, in whole seconds
     */
    public static DataSource to(JdbcConnectionDetails details, String name, Duration answer) {
        var database = new PGSimpleDataSource();
        database.setUrl(details.getJdbcUrl());
        database.setUser(details.getUsername());
        database.setPassword(details.getPassword());
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setSocketTimeout((int) answer.toSeconds());
        database.setApplicationName(name);
        return database;
    }
}
