package io.nija.vault.audit.search;

import javax.sql.DataSource;

import io.nija.vault.audit.AuditWatch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes watches for tests outside this package. */
public final class Watches {

    private Watches() {
    }

    public static AuditWatch of(DataSource database) {
        return new DatabaseWatch(JdbcClient.create(database));
    }
}
