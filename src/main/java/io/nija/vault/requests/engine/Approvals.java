package io.nija.vault.requests.engine;

import java.sql.Timestamp;

import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.security.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A second person's say on sensitive requests. */
@Component
class Approvals {

    private final JdbcClient database;
    private final RequestStore store;
    private final Course course;
    private final Texts texts;
    private final Telling telling;
    private final RequestProperties properties;

    Approvals(JdbcClient database, RequestStore store, Course course, Texts texts, Telling telling, RequestProperties properties) {
        this.database = database;
        this.store = store;
        this.course = course;
        this.texts = texts;
        this.telling = telling;
        this.properties = properties;
    }

    @Transactional
    public void ask(long id, String why, Person me) {
        var reason = texts.why(why);
        var request = store.lock(id).orElseThrow(() -> Work.missing(me));
        Rules.require(RequestAction.ASK_FOR_APPROVAL, request, me);
        lapse(id);
        var now = course.now();
        database.sql("""
                insert into request_approval (request, asked_at, asked_by, why, expires_at) values (:request, :now, :me, :why, :expires)""")
                .param("request", id).param("now", Timestamp.from(now)).param("me", me.id().value()).param("why", reason)
                .param("expires", Timestamp.from(now.plus(properties.approval()))).update();
        course.note(request, "asked for approval", me.id(), reason);
        telling.approvers(request, "Approval wanted for request %d".formatted(id),
                "%s asks for a second person's approval of: %s.".formatted(telling.name(me.id()), Telling.about(request.summary())), me.id());
    }

    /** One that has run out without a decision makes way for another. */
    private void lapse(long request) {
        database.sql("update request_approval set lapsed_at = now() where request = :id and decision is null and lapsed_at is null and expires_at <= now()")
                .param("id", request).update();
    }

    @Transactional
    public void decide(long approval, Decision decision, String why, Person me) {
        var reason = texts.why(why);
        long id = database.sql("select request from request_approval where id = :id").param("id", approval).query(Long.class).optional()
                .orElseThrow(() -> Work.missing(me));
        var request = store.lock(id).orElseThrow();
        Rules.require(RequestAction.DECIDE, request, me);
        if (request.approval() == null || request.approval() != approval) {
            throw new RequestChangedException("There is nothing to decide any more.");
        }
        database.sql("update request_approval set decision = :decision, decided_by = :me, decided_at = :now, decision_why = :why where id = :id")
                .param("decision", decision.name()).param("me", me.id().value()).param("now", Timestamp.from(course.now())).param("why", reason)
                .param("id", approval).update();
        boolean approved = decision == Decision.APPROVED;
        course.note(request, approved ? "approved" : "approval refused", me.id(), reason);
        telling.responsible(request, NoticeKind.APPROVAL, "Request %d: %s".formatted(id, approved ? "approved" : "approval refused"),
                "%s %s it: %s".formatted(telling.name(me.id()), approved ? "approved" : "refused", reason), me.id());
    }
}
