package io.nija.vault.alerts.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.AlertEvent;
import io.nija.vault.alerts.AlertEvent.What;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.RuleStatus;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.Silence;
import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.delivery.Outbox;
import io.nija.vault.delivery.Undelivered;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** The alerts as the database has them, or, while that is away, as this console last saw them. */
@Service
class DatabaseAlerts implements Alerts {

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(Alert::severity)
            .thenComparing(Alert::openedAt, Comparator.nullsLast(Comparator.reverseOrder()));

    private final JdbcClient database;
    private final Rules rules;
    private final Board board;
    private final Responsible responsible;
    private final Outbox outbox;

    DatabaseAlerts(JdbcClient database, Rules rules, Board board, Responsible responsible, Outbox outbox) {
        this.database = database;
        this.rules = rules;
        this.board = board;
        this.responsible = responsible;
        this.outbox = outbox;
    }

    @Override
    public Open open() {
        var alerts = current().stream().sorted(WORST_FIRST).toList();
        var counts = new EnumMap<Severity, Long>(Severity.class);
        for (var severity : Severity.values()) {
            counts.put(severity, alerts.stream().filter(alert -> alert.severity() == severity).count());
        }
        return new Open(counts, alerts);
    }

    private List<Alert> current() {
        try {
            return database.sql("select * from alert where opened_at is not null and resolved_at is null").query(AlertRows::alert).list();
        } catch (DataAccessException | TransactionException e) {
            return board.open();
        }
    }

    @Override
    public List<Alert> history(int limit) {
        return database.sql("select * from alert where resolved_at is not null order by resolved_at desc limit :limit").param("limit", limit)
                .query(AlertRows::alert).list();
    }

    @Override
    public Optional<Alert> find(long id) {
        return database.sql("select * from alert where id = :id and opened_at is not null").param("id", id).query(AlertRows::alert).optional();
    }

    @Override
    public List<AlertEvent> events(long id) {
        return database.sql("select at, what, person, detail from alert_event where alert_id = :id order by id").param("id", id)
                .query((row, number) -> new AlertEvent(AlertRows.certain(row, "at"), What.valueOf(row.getString("what")), row.getString("person"),
                        row.getString("detail"))).list();
    }

    private record Asked(String name, Instant checkedAt, @Nullable String problem, @Nullable Instant problemAt) {
    }

    @Override
    public List<RuleStatus> rules() {
        var asked = asked();
        return rules.all().stream().map(rule -> {
            var last = asked.get(rule.name());
            return new RuleStatus(rule.name(), rule.rule().title(), rule.rule().advice(), rule.enabled(), rule.severity(), rule.patience(), rule.threshold(),
                    last == null ? null : last.checkedAt, last == null ? null : last.problem, last == null ? null : last.problemAt);
        }).toList();
    }

    private Map<String, Asked> asked() {
        try {
            return database.sql("select name, checked_at, problem, problem_at from alert_rule")
                    .query((row, number) -> new Asked(row.getString("name"), AlertRows.certain(row, "checked_at"), row.getString("problem"),
                            AlertRows.time(row, "problem_at")))
                    .list().stream().collect(Collectors.toMap(Asked::name, one -> one));
        } catch (DataAccessException | TransactionException e) {
            return board.answers().values().stream().map(answer -> new Asked(answer.rule().name(), answer.at(), answer.problem(), null))
                    .collect(Collectors.toMap(Asked::name, one -> one));
        }
    }

    @Override
    public List<Silence> silences() {
        return database.sql("select * from alert_silence where until_at > now() order by until_at").query(AlertRows::silence).list();
    }

    @Override
    public List<Undelivered> undelivered() {
        return outbox.undelivered();
    }

    @Override
    public void sendAgain(Undelivered letter) {
        responsible.admin();
        outbox.sendAgain(letter.id());
        responsible.record(ConsoleAction.SEND_AGAIN, letter.about() + " by " + letter.channel().label() + " to " + letter.recipient());
        board.tell();
    }

    @Override
    public void acknowledge(long id, Instant until) {
        var person = responsible.admin();
        Responsible.requireAhead(until);
        var alert = change("""
                update alert set acknowledged_by = :person, acknowledged_until = :until where id = :id and opened_at is not null and resolved_at is null
                returning *""", id, person, until);
        note(alert, What.ACKNOWLEDGED, person, "until " + until);
        responsible.record(ConsoleAction.ACKNOWLEDGE, alert.rule() + " (" + alert.subject() + ") until " + until);
        board.tell();
    }

    @Override
    public void release(long id) {
        var person = responsible.admin();
        var alert = change("""
                update alert set acknowledged_by = null, acknowledged_until = null, told = false
                where id = :id and resolved_at is null and acknowledged_by is not null returning *""", id, person, Instant.now());
        note(alert, What.RELEASED, person, null);
        responsible.record(ConsoleAction.RELEASE, alert.rule() + " (" + alert.subject() + ")");
        board.tell();
    }

    private Alert change(String sql, long id, String person, Instant until) {
        return database.sql(sql).param("id", id).param("person", person).param("until", Timestamp.from(until)).query(AlertRows::alert).optional()
                .orElseThrow(AlertGoneException::new);
    }

    private void note(Alert alert, What what, String person, @Nullable String detail) {
        database.sql("insert into alert_event (alert_id, at, what, person, detail) values (:id, now(), :what, :person, :detail)").param("id", alert.id())
                .param("what", what.name()).param("person", person).param("detail", detail).update();
    }

    @Override
    public void silence(String rule, @Nullable String subject, String reason, Instant until) {
        var person = responsible.admin();
        Responsible.requireAhead(until);
        if (rules.find(rule).isEmpty() || reason.isBlank() || reason.length() > 400) {
            throw new IllegalArgumentException("A silence is for a rule there is and has a reason of 400 letters at most");
        }
        database.sql("""
                insert into alert_silence (rule, subject, reason, person, from_at, until_at) values (:rule, :subject, :reason, :person, now(), :until)""")
                .param("rule", rule).param("subject", subject).param("reason", reason.strip()).param("person", person)
                .param("until", Timestamp.from(until)).update();
        responsible.record(ConsoleAction.SILENCE, rule + (subject == null ? "" : " (" + subject + ")") + " until " + until + ": " + reason.strip());
        board.tell();
    }

    @Override
    public void endSilence(long id) {
        responsible.admin();
        database.sql("update alert_silence set until_at = now() where id = :id and until_at > now() returning rule").param("id", id)
                .query(String.class).optional().ifPresent(rule -> responsible.record(ConsoleAction.END_SILENCE, rule));
        board.tell();
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return board.onChange(listener);
    }
}
