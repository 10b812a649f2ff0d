package io.nija.vault.audit.search;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.audit.AuditWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Queries over recent operations. Which classes are meant is looked up first, in a table of some hundred rows, so that each
 * query goes along the index by class and time.
 */
@Service
class DatabaseWatch implements AuditWatch {

    private static final Duration PAST = Duration.ofDays(14);
    private static final int ROWS = 500;

    private static final String VALUES = "kind = 'VALUES' and operation in ('read', 'cached-read') and outcome = 'DONE'";

    private final JdbcClient database;

    DatabaseWatch(JdbcClient database) {
        this.database = database;
    }

    @Override
    public @Nullable Instant beginning() {
        var first = database.sql("select min(hour) from audit_hour").query((row, number) -> row.getTimestamp(1)).list().getFirst();
        return first == null ? null : first.toInstant();
    }

    /** Of sign-ins to Vault by a name that is in the path, such as those by userpass, that is whose it was. */
    @Override
    public List<FailedSignIn> failedSignIns(Instant from) {
        return database.sql("""
                select coalesce(nullif(nullif(u.name, '-'), ''), substring(p.path from '/login/([^/]+)$'), '-') as who, a.name,
                    sum(case when e.text like '% more within a minute:%' then substring(e.text from '^\\d+')::bigint else 1 end) as times, max(o.at) as last
                from audit_operation o join audit_user u on u.id = o.user_id join audit_address a on a.id = o.address_id
                    join audit_path p on p.id = o.path_id left join audit_error e on e.id = o.error_id
                where o.at >= :from and o.class_id = any (array(select id from audit_class
                    where (kind = 'SIGN_IN' or kind = 'CONSOLE' and operation = 'sign-in') and outcome not in ('DONE', 'UNANSWERED')))
                group by 1, 2 order by 3 desc limit :rows""").param("from", Timestamp.from(from)).param("rows", ROWS)
                .query((row, number) -> new FailedSignIn(row.getString(1), row.getString(2), row.getLong(3), row.getTimestamp(4).toInstant())).list();
    }

    @Override
    public List<RootUse> rootTokens(Instant from) {
        return database.sql("""
                select u.name, a.name, count(*), max(o.at) from audit_operation o join audit_user u on u.id = o.user_id join audit_address a on a.id = o.address_id
                where o.at >= :from and o.class_id = any (array(select id from audit_class where role = 'root' or policies ~ '(^|, )root(,|$)'))
                group by 1, 2 order by 3 desc limit :rows""").param("from", Timestamp.from(from)).param("rows", ROWS)
                .query((row, number) -> new RootUse(row.getString(1), row.getString(2), row.getLong(3), row.getTimestamp(4).toInstant())).list();
    }

    @Override
    public List<Reader> readersOfMany(Instant from, int atLeast) {
        return database.sql("""
                with recent as (
                    select o.user_id, u.name, c.role, count(distinct p.owner) as owners
                    from audit_operation o join audit_class c on c.id = o.class_id join audit_path p on p.id = o.path_id join audit_user u on u.id = o.user_id
                    where o.at >= :from and p.owner is not null and lower(p.owner) <> lower(u.name)
                        and o.class_id = any (array(select id from audit_class where %1$s))
                    group by 1, 2, 3 having count(distinct p.owner) >= :least order by 4 desc limit :rows
                )
                select name, role, owners, coalesce((select max(of_day) from (select count(distinct p.owner) as of_day
                    from audit_daily d join audit_class c on c.id = d.class_id join audit_path p on p.id = d.path_id
                    where d.user_id = recent.user_id and d.at >= :past and c.role = recent.role and p.owner is not null and %1$s group by d.at) days), 0)
                from recent""".formatted(VALUES)).param("from", Timestamp.from(from)).param("past", past()).param("least", atLeast).param("rows", ROWS)
                .query((row, number) -> new Reader(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4))).list();
    }

    @Override
    public List<BusyKey> busyKeys(Instant from, int atLeast) {
        return database.sql("""
                with recent as (
                    select p.owner, p.key, count(*) as reads from audit_operation o join audit_path p on p.id = o.path_id
                    where o.at >= :from and p.key is not null and o.class_id = any (array(select id from audit_class where %1$s))
                    group by 1, 2 having count(*) >= :least order by 3 desc limit :rows
                ), past as (
                    select recent.*, coalesce((select max(of_day) from (select sum(d.operations) as of_day
                        from audit_path p join audit_daily d on d.path_id = p.id join audit_class c on c.id = d.class_id
                        where p.owner = recent.owner and p.key = recent.key and d.at >= :past and %1$s group by d.at) days), 0) as busiest
                    from recent
                )
                select owner, key, reads, busiest from past where reads > busiest and exists (select from audit_path p join audit_operation o on o.path_id = p.id
                    where p.owner = past.owner and p.key = past.key and o.at < :yesterday)""".formatted(VALUES)).param("from", Timestamp.from(from))
                .param("past", past()).param("least", atLeast).param("rows", ROWS).param("yesterday", Timestamp.from(Instant.now().minus(Duration.ofDays(1))))
                .query((row, number) -> new BusyKey(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4))).list();
    }

    private static Timestamp past() {
        return Timestamp.from(Instant.now().minus(PAST));
    }
}
