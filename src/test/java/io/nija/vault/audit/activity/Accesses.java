package io.nija.vault.audit.activity;

import javax.sql.DataSource;

import io.nija.vault.audit.UnusualAccess;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Looks for unusual access in tests outside this package. */
public final class Accesses {

    private Accesses() {
    }

    public static UnusualAccess of(DataSource database) {
        return new UnusualTouches(new NamedParameterJdbcTemplate(database));
    }
}
