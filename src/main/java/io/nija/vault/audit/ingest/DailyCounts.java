package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the operations of each day that is over, so that the figures of a month need not go through millions of rows. What
 * comes later of such a day, as from a node that was away, has it counted anew: until then, its rows are gone through.
 */
@Component
class DailyCounts {

    private static final Logger log = LoggerFactory.getLogger(DailyCounts.class);

    private static final Duration SETTLED = Duration.ofHours(1);

    private final JdbcClient database;
    private final TransactionTemplate transactions;

    DailyCounts(DataSource database) {
        this.database = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Scheduled(initialDelayString = "${audit.first-count:1m}", fixedDelayString = "${audit.count:10m}")
    void count() {
        try {
            for (var day : uncounted()) {
                transactions.executeWithoutResult(status -> count(day));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The operations of past days cannot be counted at the moment: {}", e.getMessage());
        }
    }

    /** The first day that may still be going on. */
    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now().minus(SETTLED), ZoneOffset.UTC);
    }

    private List<LocalDate> uncounted() {
        return database.sql("""
                select distinct (hour at time zone 'UTC')::date from audit_hour where hour < ?::timestamp at time zone 'UTC'
                except select day from audit_counted_day order by 1""")
                .param(today()).query(LocalDate.class).list();
    }

    private void count(LocalDate day) {
        // Whoever writes to the day shares this lock, so nothing comes between the counting and the note that it is counted.
        boolean mine = database.sql("select pg_try_advisory_xact_lock(hashtext('audit day'), ?)").param((int) day.toEpochDay()).query(Boolean.class).single();
        if (!mine || database.sql("insert into audit_counted_day values (?) on conflict do nothing").param(day).update() == 0) {
            return;
        }
        database.sql("delete from audit_daily where at = ?::timestamp at time zone 'UTC'").param(day).update();
        database.sql("""
                insert into audit_daily (at, class_id, user_id, address_id, path_id, error_id, operations)
                select ?::timestamp at time zone 'UTC', class_id, user_id, address_id, path_id, error_id, count(*) from audit_operation
                where at >= ?::timestamp at time zone 'UTC' and at < ?::timestamp at time zone 'UTC' group by 2, 3, 4, 5, 6""")
                .param(day).param(day).param(day.plusDays(1)).update();
    }

    /** Called in the transaction in which operations of these days are written: their counts are no longer right. */
    static void changed(Connection connection, Collection<LocalDate> days) throws SQLException {
        var past = days.stream().filter(day -> day.isBefore(today())).sorted().toArray();
        if (past.length == 0) {
            return;
        }
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock_shared(hashtext('audit day'), day - date '1970-01-01') from unnest(?::date[]) days (day)");
                var delete = connection.prepareStatement("delete from audit_counted_day where day = any (?::date[])")) {
            var array = connection.createArrayOf("date", past);
            lock.setArray(1, array);
            lock.execute();
            delete.setArray(1, array);
            delete.executeUpdate();
        }
    }
}
