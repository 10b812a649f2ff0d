package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.util.List;
import java.util.function.LongConsumer;

import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.RequestState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What time does to requests. Each is looked at again with a lock on it, so that two consoles at once do nothing twice. */
@Component
class Deadlines {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final RequestStore store;
    private final Course course;
    private final Telling telling;
    private final TransactionOperations transactions;

    Deadlines(JdbcClient database, RequestStore store, Course course, Telling telling, TransactionOperations transactions) {
        this.database = database;
        this.store = store;
        this.course = course;
        this.telling = telling;
        this.transactions = transactions;
    }

    void round() {
        each("select id from rotation_request where closed_at is null and expires_at <= :now order by expires_at", this::expire);
        each("select request from request_approval where decision is null and lapsed_at is null and expires_at <= :now order by id", this::lapse);
        each("select id from rotation_request where closed_at is null and pressing < :now and escalated_at is null order by pressing, id", this::escalate);
        each("select c.id from rotation_request c join rotation_request p on p.id = c.parent where c.closed_at is null and p.state = 'CANCELLED' order by c.id",
                this::cancel);
    }

    private void each(String which, LongConsumer step) {
        List<Long> found = database.sql(which + " limit " + AT_ONCE).param("now", Timestamp.from(course.now())).query(Long.class).list();
        found.forEach(id -> transactions.executeWithoutResult(transaction -> step.accept(id)));
    }

    private void expire(long id) {
        store.lock(id).filter(request -> request.state().live() && !request.summary().expires().isAfter(course.now())).ifPresent(request -> {
            course.step(request, RequestState.EXPIRED, "expired", null, null);
            var title = "Request %d has expired".formatted(id);
            var text = Telling.about(request.summary()) + ": nothing was done about it in time. Ask anew if it is still wanted.";
            telling.owner(request, NoticeKind.REQUEST, title, text, null);
            if (request.summary().claimedBy() != null) {
                telling.person(request.summary().claimedBy(), request, NoticeKind.QUEUE, title, text);
            }
        });
    }

    private void lapse(long id) {
        int lapsed = database.sql("update request_approval set lapsed_at = :now where request = :id and decision is null and lapsed_at is null and expires_at <= :now")
                .param("now", Timestamp.from(course.now())).param("id", id).update();
        store.lock(id).filter(request -> lapsed > 0 && request.state().live()).ifPresent(request -> {
            course.note(request, "nobody decided in time on the approval that was asked for", null, null);
            telling.responsible(request, NoticeKind.APPROVAL, "No approval for request %d".formatted(id), "Nobody has decided in time. Ask for it anew.", null);
        });
    }

    private void escalate(long id) {
        store.lock(id).filter(request -> request.summary().escalated() == null && request.summary().overdue(course.now())).ifPresent(request -> {
            database.sql("update rotation_request set escalated_at = :now where id = :id").param("now", Timestamp.from(course.now())).param("id", id).update();
            course.note(request, "past its service level", null, null);
            var claimer = request.summary().claimedBy();
            telling.everybody(request, NoticeKind.OVERDUE, "Request %d is past its service level".formatted(id), "%s. %s".formatted(
                    Telling.about(request.summary()), claimer == null ? "Nobody has claimed it." : telling.name(claimer) + " has it."));
        });
    }

    private void cancel(long id) {
        store.lock(id).filter(request -> request.state().live()).ifPresent(request -> {
            course.step(request, RequestState.CANCELLED, "the bulk rotation was cancelled", null, null);
            telling.owner(request, NoticeKind.REQUEST, "Request %d was cancelled".formatted(id),
                    Telling.about(request.summary()) + " is not wanted any more: the bulk rotation was cancelled.", null);
        });
    }
}
