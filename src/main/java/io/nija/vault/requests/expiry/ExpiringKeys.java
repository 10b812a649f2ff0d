package io.nija.vault.requests.expiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the keys in use that expire, in the index and by the rules. */
@Component
class ExpiringKeys {

    /** A date before the last rotation was that of the key before. Days are those of UTC, the same for everybody. */
    private static final String UNTIL = """
            select owner, key, label, due, case when due = by_age then days end as days from (
                select c.owner, c.key, c.label, r.days, w.written + r.days as by_age,
                    least(case when c.expires_on >= w.written then c.expires_on end, w.written + r.days) as due
                from credential c left join expiry_rule r on r.broker = c.broker
                cross join lateral (select (coalesce(c.rotated_at, c.created_at) at time zone 'UTC')::date as written) w
                where c.state = 'ACTIVE' and (c.expires_on is not null or r.broker is not null)) keys
            where due <= :last order by due, owner, key""";

    private final JdbcClient database;

    ExpiringKeys(JdbcClient database) {
        this.database = database;
    }

    /** Those whose last day is that or an earlier one, the most urgent first. */
    List<ExpiringKey> until(LocalDate last) {
        return database.sql(UNTIL).param("last", last).query(ExpiringKeys::key).list();
    }

    private static ExpiringKey key(ResultSet row, int number) throws SQLException {
        return new ExpiringKey(CredentialId.parse(new UserId(row.getString("owner")), row.getString("key")), row.getString("label"),
                row.getObject("due", LocalDate.class), row.getObject("days", Integer.class));
    }
}
