package io.nija.vault.audit.search;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** No page costs a walk through a table, by PostgreSQL's own word, on five weeks of operations: enough for its choice to be one. */
class PagePlansTest {

    private static final Instant FROM = Instant.parse("2026-10-05T00:00:00Z");
    private static final Instant TO = FROM.plus(35, ChronoUnit.DAYS);
    private static final int OPERATIONS = 300_000;
    private static final int PAGE = 50;

    /** Of 60,000 a week. A page may look at some more than it shows, as at the latest of each key of a broker. */
    private static final int IN_VAIN_AT_MOST = 20_000;

    static DevPostgres postgres;
    static Plans plans;
    static AuditSearch search;

    @BeforeAll
    static void fill() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        var sql = new JdbcTemplate(postgres.dataSource());
        for (int week = 0; week < 5; week++) {
            sql.execute("create table audit_operation_week%d partition of audit_operation for values from ('%s') to ('%s')"
                    .formatted(week, FROM.plus(7 * week, ChronoUnit.DAYS), FROM.plus(7 * week + 7, ChronoUnit.DAYS)));
        }
        sql.execute("insert into audit_source (name) values ('node-1'), ('node-2')");
        sql.execute("insert into audit_user (name) select 'user-' || n from generate_series(1, 2000) n");
        sql.execute("insert into audit_address (name) select '10.0.' || n / 250 || '.' || n % 250 from generate_series(1, 1000) n");
        sql.execute("insert into audit_error (text) values ('permission denied'), ('timeout')");
        sql.execute("""
                insert into audit_path (path, owner, key) select 'secret/data/users/user-' || n || '/' || k, 'user-' || n, k
                from generate_series(1, 2000) n, unnest(array['kraken', 'okx', 'coinbase--main']) k""");
        sql.execute("""
                insert into audit_class (source_id, operation, kind, broker, outcome, role, policies) select s, o, k, b, c, r, r
                from unnest(array['DONE', 'NOT_FOUND', 'DENIED', 'FAILED']) c, unnest(array['read', 'update', 'delete']) o, unnest(array['kraken', 'okx', 'coinbase']) b,
                    unnest(array['VALUES', 'METADATA']) k, unnest(array['user', 'trading-engine', 'support']) r, generate_series(1, 2) s""");
        // A few do nearly all, as in life. Each random() is drawn anew.
        sql.execute("""
                select setseed(0.5);
                insert into audit_operation (at, id, class_id, user_id, address_id, path_id, error_id, response, vault_request, request_id)
                select timestamptz '%s' + n * interval '35 days' / %d, n, 1 + power(random(), 5) * 431, 1 + power(random(), 4) * 1999, 1 + power(random(), 4) * 999,
                    1 + power(random(), 4) * 5999, case when random() < 0.02 then 1 + random() end, 1, md5(n::text)::uuid, 'request-' || n
                from generate_series(0, %d) n""".formatted(FROM, OPERATIONS, OPERATIONS - 1));
        sql.execute("vacuum (analyze)");
        plans = new Plans(postgres.dataSource());
        search = Searches.over(plans);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private record Value(int field, String frequent, String rare, @Nullable String none) {

        List<String> all() {
            return none == null ? List.of(frequent, rare) : List.of(frequent, rare, none);
        }

        /** The other's values that are worth a look beside one of this one's: two that are rare cost nothing. */
        List<String> beside(Value other, String value) {
            return value.equals(frequent) ? List.of(other.frequent, other.rare) : value.equals(rare) ? List.of(other.frequent) : List.of();
        }
    }

    private static final List<Value> VALUES = List.of(new Value(0, "user-1", "user-1990", "nobody"), new Value(1, "user-1", "user-1990", "nobody"),
            new Value(2, "kraken", "coinbase--main", "none"), new Value(3, "kraken", "coinbase", "none"), new Value(4, "read", "delete", "none"),
            new Value(5, "VALUES", "METADATA", null), new Value(6, "DONE", "FAILED", null), new Value(7, "user", "support", "none"),
            new Value(8, "10.0.0.1", "10.0.3.240", "none"), new Value(9, "node-1", "node-2", "none"), new Value(10, "request-77", "request-299999", "none"));

    private static final List<String> TEXTS = List.of("user-1", "user-199", "user-1777", "permission", "support", "10.0.3.1", "no such text");

    static List<AuditFilter> filters() {
        var filters = new ArrayList<>(List.of(AuditFilter.between(FROM, TO)));
        for (var first : VALUES) {
            for (var a : first.all()) {
                filters.add(filter(first.field, a, first.field, a, null));
                for (var second : VALUES.subList(first.field + 1, VALUES.size())) {
                    first.beside(second, a).forEach(b -> filters.add(filter(first.field, a, second.field, b, null)));
                }
            }
        }
        return filters;
    }

    static List<AuditFilter> texts() {
        var filters = new ArrayList<AuditFilter>();
        for (var text : TEXTS) {
            filters.add(filter(-1, "", -1, "", text));
            VALUES.forEach(value -> filters.add(filter(value.field, value.frequent, value.field, value.frequent, text)));
        }
        return filters;
    }

    private static AuditFilter filter(int first, String a, int second, String b, @Nullable String text) {
        var value = new @Nullable String[VALUES.size()];
        if (first >= 0) {
            value[first] = a;
            value[second] = b;
        }
        return new AuditFilter(FROM, TO, value[0], value[1], value[2], value[3], value[4], value[5] == null ? null : OperationKind.valueOf(value[5]),
                value[6] == null ? null : OperationOutcome.valueOf(value[6]), value[7], value[8], value[9], value[10], text);
    }

    private static void assertCheap(AuditFilter filter, @Nullable AuditCursor after) {
        plans.taken();
        var page = search.page(filter, after, PAGE);
        var taken = plans.taken();
        assertThat(taken.isEmpty()).as("nothing was asked").isIn(false, page.isEmpty());
        for (var plan : taken) {
            assertThat(Plans.scans(plan)).as(plan.toPrettyString()).noneMatch(scan -> scan.get("Node Type").asString().equals("Seq Scan"));
            assertThat(Plans.inVain(plan)).as(plan.toPrettyString()).isLessThan(IN_VAIN_AT_MOST);
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theFirstPageOfAFilterOrOfTwo(AuditFilter filter) {
        assertCheap(filter, null);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageDeepDown(AuditFilter filter) {
        assertCheap(filter, new AuditCursor(FROM.plus(9, ChronoUnit.DAYS), 77_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aPageOfWhatHasATextInIt(AuditFilter filter) {
        assertCheap(filter, null);
    }
}
