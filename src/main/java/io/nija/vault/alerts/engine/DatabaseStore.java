package io.nija.vault.alerts.engine;

import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.AlertEvent.What;
import io.nija.vault.alerts.Silence;
import io.nija.vault.alerts.tell.Announcer;
import io.nija.vault.alerts.tell.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The alerts in PostgreSQL, through one connection: that which holds the lock of the console that asks the rules, so that
 * a console that has lost the lock can write nothing more.
 */
final class DatabaseStore implements Store {

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Announcer announcer;

    DatabaseStore(Connection connection, Announcer announcer) {
        var source = new SingleConnectionDataSource(connection, true);
        database = JdbcClient.create(source);
        transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        this.announcer = announcer;
    }

    boolean lock() {
        return database.sql("select pg_try_advisory_lock(hashtext('alerts'))").query(Boolean.class).single();
    }

    @Override
    public List<Alert> current() {
        return database.sql("select * from alert where resolved_at is null").query(AlertRows::alert).list();
    }

    @Override
    public List<Alert> untold() {
        return database.sql("select * from alert where not told and opened_at is not null order by opened_at").query(AlertRows::alert).list();
    }

    @Override
    public Map<String, Instant> lastTold() {
        var times = new HashMap<String, Instant>();
        database.sql("select name, told_at from alert_rule where told_at is not null")
                .query((row, number) -> times.put(row.getString(1), AlertRows.certain(row, "told_at"))).list();
        return times;
    }

    @Override
    public List<Silence> silences(Instant now) {
        return database.sql("select * from alert_silence where until_at > :now").param("now", Timestamp.from(now)).query(AlertRows::silence).list();
    }

    @Override
    public void save(List<Change> changes, List<Checked> answers, Instant now) {
        transactions.executeWithoutResult(status -> {
            changes.forEach(change -> save(change, now));
            answers.forEach(this::save);
        });
    }

    private void save(Change change, Instant now) {
        var after = change.after();
        if (after == null) {
            database.sql("delete from alert where id = :id").param("id", Objects.requireNonNull(change.before()).id()).update();
            return;
        }
        long id = change.before() == null ? insert(after) : update(change.before(), after);
        if (change.what() != null) {
            event(id, change.what(), change.detail(), now);
        }
    }

    private long insert(Alert alert) {
        return withAll("""
                insert into alert (rule, subject, severity, text, address, since, opened_at, seen_at, resolved_at, told, told_once)
                values (:rule, :subject, :severity, :text, :address, :since, :opened, :seen, :resolved, :told, :once) returning id""", alert)
                .param("rule", alert.rule()).param("subject", alert.subject()).query(Long.class).single();
    }

    /** Somebody may have acknowledged it since it was read, so that is changed only where this round changed it. */
    private long update(Alert before, Alert alert) {
        var released = before.acknowledged() != null && alert.acknowledged() == null;
        withAll("""
                update alert set severity = :severity, text = :text, address = :address, since = :since, opened_at = :opened, seen_at = :seen,
                    resolved_at = :resolved, told = :told, told_once = told_once or :once%s where id = :id"""
                .formatted(released ? ", acknowledged_by = null, acknowledged_until = null" : ""), alert).param("id", alert.id()).update();
        return alert.id();
    }

    private JdbcClient.StatementSpec withAll(String sql, Alert alert) {
        return database.sql(sql).param("severity", alert.severity().name()).param("text", alert.text()).param("address", alert.address())
                .param("since", Timestamp.from(alert.since())).param("opened", AlertRows.timestamp(alert.openedAt()))
                .param("seen", Timestamp.from(alert.seenAt())).param("resolved", AlertRows.timestamp(alert.resolvedAt()))
                .param("told", alert.told() == Alert.Told.NOW).param("once", alert.told() != Alert.Told.NEVER);
    }

    private void event(long id, What what, @Nullable String detail, Instant now) {
        database.sql("insert into alert_event (alert_id, at, what, detail) values (:id, :at, :what, :detail)").param("id", id)
                .param("at", Timestamp.from(now)).param("what", what.name()).param("detail", detail).update();
    }

    private void save(Checked answer) {
        database.sql("""
                insert into alert_rule (name, checked_at, problem, problem_at) values (:name, :at, :problem, case when :problem::text is not null then :at::timestamptz end)
                on conflict (name) do update set checked_at = excluded.checked_at, problem = excluded.problem,
                    problem_at = case when excluded.problem is null then null else coalesce(alert_rule.problem_at, excluded.problem_at) end""")
                .param("name", answer.rule().name()).param("at", Timestamp.from(answer.at())).param("problem", answer.problem()).update();
    }

    @Override
    public void told(String rule, List<Alert> alerts, @Nullable Message message, Instant now) {
        transactions.executeWithoutResult(status -> {
            for (var alert : alerts) {
                database.sql("update alert set told = true, told_once = true where id = :id").param("id", alert.id()).update();
            }
            if (message != null) {
                database.sql("update alert_rule set told_at = :now where name = :rule").param("now", Timestamp.from(now)).param("rule", rule).update();
                announcer.put(message, database);
                alerts.forEach(alert -> event(alert.id(), What.TOLD, message.subject(), now));
            }
        });
    }

    /** Takes over what happened while the database was away; where it knows of an alert by now, that is what counts. */
    void takeOver(List<Alert> happened) {
        transactions.executeWithoutResult(status -> happened.forEach(this::takeOver));
    }

    private void takeOver(Alert alert) {
        if (alert.id() > 0) {
            database.sql("""
                    update alert set opened_at = coalesce(opened_at, :opened), seen_at = :seen, resolved_at = :resolved, told = :told,
                        told_once = told_once or :told where id = :id and resolved_at is null""")
                    .param("opened", AlertRows.timestamp(alert.openedAt())).param("seen", Timestamp.from(alert.seenAt()))
                    .param("resolved", AlertRows.timestamp(alert.resolvedAt())).param("told", alert.told() == Alert.Told.NOW).param("id", alert.id()).update();
        } else if (!exists(alert)) {
            long id = insert(alert);
            if (alert.openedAt() != null) {
                event(id, What.OPENED, alert.text(), alert.openedAt());
            }
            if (alert.resolvedAt() != null) {
                event(id, What.RESOLVED, null, alert.resolvedAt());
            }
        }
    }

    private boolean exists(Alert alert) {
        return alert.resolvedAt() == null && database.sql("select exists (select from alert where rule = :rule and subject = :subject and resolved_at is null)")
                .param("rule", alert.rule()).param("subject", alert.subject()).query(Boolean.class).single();
    }

    /** Lets go of what is old. */
    void cleanUp(Instant before) {
        var limit = Timestamp.from(before);
        database.sql("delete from alert where resolved_at < :before").param("before", limit).update();
        database.sql("delete from alert_silence where until_at < :before").param("before", limit).update();
    }
}
