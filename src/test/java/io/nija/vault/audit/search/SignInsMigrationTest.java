package io.nija.vault.audit.search;

import java.io.IOException;

import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Sign-ins that failed before they were told from those that succeeded count as failed afterwards, and no other operation does. */
class SignInsMigrationTest {

    private static final String FAILED_AND_KNOWN = "failed and known";
    private static final String FAILED = "failed";
    private static final String DONE = "done";

    private static DevPostgres postgres;
    private static JdbcClient sql;

    @BeforeAll
    static void migrate() throws IOException {
        postgres = DevPostgres.start();
        sql = JdbcClient.create(postgres.dataSource());
        Flyway.configure().dataSource(postgres.dataSource()).target("12").load().migrate();
        sql.sql("create table audit_operation_20261116 partition of audit_operation for values from ('2026-11-16+00') to ('2026-11-23+00')").update();
        sql.sql("create table audit_daily_20261116 partition of audit_daily for values from ('2026-11-16+00') to ('2026-11-23+00')").update();
        sql.sql("insert into audit_source (name) values ('node-0'), ('node-1')").update();
        operations("node-0", "update", "DONE", "-", "", 3, FAILED_AND_KNOWN);
        operations("node-0", "update", "FAILED", "-", "", 2, FAILED_AND_KNOWN);
        operations("node-1", "update", "DONE", "-", "", 5, FAILED);
        operations("node-0", "update", "DONE", "user", "user", 7, DONE);

        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static void operations(String source, String operation, String outcome, String role, String policies, int times, String path) {
        int type = sql.sql("""
                insert into audit_class (source_id, operation, kind, broker, outcome, role, policies)
                select id, ?, 'SIGN_IN', '-', ?, ?, ? from audit_source where name = ? returning id""")
                .params(operation, outcome, role, policies, source).query(Integer.class).single();
        int id = sql.sql("insert into audit_path (path) values (?) on conflict (path) do update set path = excluded.path returning id").param(path).query(Integer.class).single();
        sql.sql("insert into audit_hour values ('2026-11-17 10:00+00', ?, ?)").params(type, times).update();
        sql.sql("insert into audit_daily select '2026-11-17+00', ?, 1, 1, ?, null, ?").params(type, id, times).update();
        sql.sql("insert into audit_operation (at, id, class_id, user_id, address_id, path_id) select '2026-11-17 10:05+00', i, ?, 1, 1, ? from generate_series(1, ?) i")
                .params(type, id, times).update();
    }

    private static long count(String outcome, String path) {
        return sql.sql("select count(*) from audit_operation o join audit_class c on c.id = o.class_id join audit_path p on p.id = o.path_id where c.outcome = ? and p.path = ?")
                .params(outcome, path).query(Long.class).single();
    }

    private static long sum(String table, String outcome) {
        return sql.sql("select coalesce(sum(operations), 0) from " + table + " t join audit_class c on c.id = t.class_id where c.outcome = ?")
                .param(outcome).query(Long.class).single();
    }

    @Test
    void eachOperationOfThoseCountsAsFailed() {
        assertThat(count("FAILED", FAILED_AND_KNOWN)).isEqualTo(5);
        assertThat(count("FAILED", FAILED)).isEqualTo(5);
        assertThat(count("DONE", FAILED_AND_KNOWN)).isZero();
        assertThat(count("DONE", FAILED)).isZero();
        assertThat(count("DONE", DONE)).isEqualTo(7);
    }

    @Test
    void theFiguresOfHoursAndDaysSayTheSame() {
        for (var table : new String[] { "audit_hour", "audit_daily" }) {
            assertThat(sum(table, "FAILED")).as(table).isEqualTo(10);
            assertThat(sum(table, "DONE")).as(table).isEqualTo(7);
        }
    }
}
