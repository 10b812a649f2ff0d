package io.nija.vault.audit.search;

import java.io.IOException;

import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Where values occur is still known after the table for it has become another one. */
class ValuesMigrationTest {

    @Test
    void valuesAreWhereTheyWere() throws IOException {
        try (var postgres = DevPostgres.start()) {
            Flyway.configure().dataSource(postgres.dataSource()).target("8").load().migrate();
            var sql = JdbcClient.create(postgres.dataSource());
            sql.sql("create table audit_operation_20261116 partition of audit_operation for values from ('2026-11-16+00') to ('2026-11-23+00')").update();
            sql.sql("insert into audit_path (path) values ('secret/data/users/ada/kraken')").update();
            sql.sql("insert into audit_value select 42, id, 'response.data.data.api_key', date '2026-11-22' from audit_path").update();

            Flyway.configure().dataSource(postgres.dataSource()).load().migrate();

            assertThat(sql.sql("""
                    select p.path || ' ' || f.name || ' ' || (v.at at time zone 'UTC') from audit_value_20261116 v
                    join audit_path p on p.id = v.path_id join audit_field f on f.id = v.field_id where v.hash = 42""").query(String.class).list())
                    .containsExactly("secret/data/users/ada/kraken response.data.data.api_key 2026-11-22 00:00:00");
            assertThat(sql.sql("select count(*) from audit_daily_20261116").query(Long.class).single()).isZero();
        }
    }
}
