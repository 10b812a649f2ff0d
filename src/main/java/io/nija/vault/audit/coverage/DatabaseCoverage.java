package io.nija.vault.audit.coverage;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import io.nija.vault.audit.AuditCoverage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts by the sets of numbers that PostgreSQL keeps for each caller. */
@Service
class DatabaseCoverage implements AuditCoverage {

    /**
     * {@code made}: all that there were, by the caller's own word or by the highest number on record, where a number far
     * above the caller's own word is somebody else's, who could else make up as many missing calls. {@code due}: those of
     * them that should be on record. A caller that has been silent for a while says nothing any more, so all of its are due; of
     * one that never says anything, such as a Java client, only those are that lie well below its latest.
     */
    static final String CALLERS = """
            with caller as (
                select *, greatest(sent, least(coalesce(upper(seen) - 1, 0), sent + 1000)) as made, last_seen < now() - interval '1 minute' as silent from audit_caller
            ), counted as (
                select *, int8multirange(int8range(1, made + 1)) as all_made, int8multirange(int8range(1,
                    case when silent then made when sent is null then greatest(made - 1000, 0) else least(due, made) end + 1)) as all_due
                from caller
            ), sets as (
                select *, all_due - seen - unanswered as missing, all_made - all_due - seen - unanswered as pending, unanswered * all_made - seen as lost
                from counted
            )
            """;
    static final String SIZE = "(select coalesce(sum(upper(r) - lower(r)), 0) from unnest(%s) r)";

    private final JdbcClient database;

    DatabaseCoverage(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Coverage current() {
        var unread = unread();
        var all = total();
        boolean isBehind = isBehind(unread);
        var gaps = all.missing == 0 || isBehind ? List.<Gap>of() : gaps();
        return new Coverage(all.made, all.matched, all.pending + (isBehind ? all.missing : 0), all.unanswered, isBehind ? 0 : all.missing,
                all.processes, callers(), gaps, unread);
    }

    boolean isBehind() {
        return isBehind(unread());
    }

    /** Also as long as no log has been named at all. */
    private boolean isBehind(List<String> unread) {
        return !unread.isEmpty() || !database.sql("select exists (select from audit_source where name <> 'console')").query(Boolean.class).single();
    }

    /** What is missing may be in what has not been read. */
    private List<String> unread() {
        return database.sql("""
                select name from audit_source where name <> 'console'
                and (read_at is null or read_at < now() - interval '15 seconds' or behind > 1000000 or problem is not null) order by name""")
                .query(String.class).list();
    }

    private record Total(long made, long matched, long pending, long unanswered, long missing, long processes) {
    }

    private Total total() {
        return database.sql(CALLERS + """
                , past as (select coalesce(sum(callers), 0) as callers, coalesce(sum(matched), 0) as matched, coalesce(sum(unanswered), 0) as unanswered
                    from audit_past_callers)
                select coalesce(sum(made), 0) + min(past.matched + past.unanswered) as made, coalesce(sum(%s), 0) + min(past.matched) as matched,
                    coalesce(sum(%s), 0) as pending, coalesce(sum(%s), 0) + min(past.unanswered) as unanswered, coalesce(sum(%s), 0) as missing,
                    count(sets.id) + min(past.callers) as processes
                from past left join sets on true""".formatted(SIZE.formatted("seen * all_made"), SIZE.formatted("pending"), SIZE.formatted("lost"),
                SIZE.formatted("missing"))).query(Total.class).single();
    }

    private List<CallerCoverage> callers() {
        return database.sql(CALLERS + """
                select name, first_seen, last_seen, made, %s as matched, %s as pending, %s as unanswered, %s as missing
                from sets order by isempty(missing), last_seen desc limit 100""".formatted(SIZE.formatted("seen * all_made"), SIZE.formatted("pending"),
                SIZE.formatted("lost"), SIZE.formatted("missing"))).query((row, number) -> new CallerCoverage(row.getString("name"), instant(row.getTimestamp("first_seen")),
                        instant(row.getTimestamp("last_seen")), row.getLong("made"), row.getLong("matched"), row.getLong("pending"),
                        row.getLong("unanswered"), row.getLong("missing"))).list();
    }

    private static Instant instant(Timestamp time) {
        return time.toInstant();
    }

    private List<Gap> gaps() {
        return database.sql(CALLERS + """
                select s.name, n, g.at, g.operation, g.path, g.request_id
                from sets s cross join unnest(s.missing) gap cross join lateral
                    (select n from generate_series(upper(gap) - 1, greatest(lower(gap), upper(gap) - 100), -1) n) n
                    left join audit_gap g on g.caller_id = s.id and g.number = n
                order by s.last_seen desc, n desc limit 100""").query((row, number) -> new Gap(row.getString(1), row.getLong(2),
                        row.getTimestamp(3) == null ? null : instant(row.getTimestamp(3)), row.getString(4), row.getString(5), row.getString(6))).list();
    }
}
