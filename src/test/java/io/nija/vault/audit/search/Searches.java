package io.nija.vault.audit.search;

import javax.sql.DataSource;

import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.ingest.IngestedLog;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The search without the console around it. */
public final class Searches {

    private Searches() {
    }

    public static AuditSearch over(DataSource database) {
        return new DatabaseSearch(new NamedParameterJdbcTemplate(database), IngestedLog.lines(database));
    }
}
