package io.nija.vault.audit.coverage;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Forgets callers by name, once a day: of those that have ended with nothing missing the sums remain, so that the figures
 * stay what they were. Those that miss records stay until they are older than records are kept, and are named in the log then.
 * While a source is not read, all stay: what it has of them would look like another caller with gaps.
 */
@Component
class PastCallers {

    private static final Logger log = LoggerFactory.getLogger(PastCallers.class);

    /** Vault's tokens live for 32 days at most, unless it is told otherwise; whoever has one renews it before, which is a call. */
    private static final Duration ENDED_AFTER = Duration.ofDays(32);

    private final JdbcClient database;
    private final DatabaseCoverage coverage;
    private final @Nullable Duration keep;

    PastCallers(JdbcClient database, DatabaseCoverage coverage, @Value("${audit.keep:#{null}}") @Nullable Duration keep) {
        this.database = database;
        this.coverage = coverage;
        this.keep = keep;
    }

    @Scheduled(initialDelayString = "${audit.first-clean-up:10m}", fixedRateString = "${audit.clean-up:1d}")
    void forget() {
        try {
            if (!coverage.isBehind()) {
                sumUp();
                if (keep != null) {
                    drop(keep);
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Callers of long ago stay for now: {}", e.getMessage());
        }
    }

    private void sumUp() {
        database.sql(DatabaseCoverage.CALLERS + """
                , ended as (
                    delete from audit_caller c using sets s where c.id = s.id and isempty(s.missing) and isempty(s.pending)
                    and c.last_seen < now() - make_interval(secs => :seconds)
                    returning (c.last_seen at time zone 'UTC')::date as day, %s as matched, %s as unanswered
                )
                insert into audit_past_callers (day, callers, matched, unanswered)
                select day, count(*), sum(matched), sum(unanswered) from ended group by day
                on conflict (day) do update set callers = audit_past_callers.callers + excluded.callers,
                    matched = audit_past_callers.matched + excluded.matched, unanswered = audit_past_callers.unanswered + excluded.unanswered"""
                .formatted(DatabaseCoverage.SIZE.formatted("s.seen * s.all_made"), DatabaseCoverage.SIZE.formatted("s.lost")))
                .param("seconds", ENDED_AFTER.toSeconds()).update();
    }

    private void drop(Duration keep) {
        database.sql(DatabaseCoverage.CALLERS + """
                , old as (
                    delete from audit_caller c using sets s where c.id = s.id and c.last_seen < now() - make_interval(secs => :seconds)
                    returning c.name, s.missing
                )
                select name || ': ' || missing from old where not isempty(missing)""").param("seconds", keep.toSeconds()).query(String.class).list()
                .forEach(caller -> log.warn("Calls without a record that are older than records are kept are forgotten: {}", caller));
        database.sql("delete from audit_past_callers where day < ?").param(LocalDate.now(ZoneOffset.UTC).minusDays(keep.toDays())).update();
    }
}
