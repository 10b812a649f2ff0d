package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.requests.Approval;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.RequestEvent;
import io.nija.vault.requests.RequestMessage;
import io.nija.vault.requests.RequestState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The requests and what was said and done about them, as the database has them. */
@Component
class RequestStore {

    private final JdbcClient database;

    RequestStore(JdbcClient database) {
        this.database = database;
    }

    Optional<RequestRow> find(long id, @Nullable UserId reader) {
        return database.sql(RequestRow.SELECT + "where r.id = :id").param("id", id).query(RequestRow.mapper(reader)).optional();
    }

    /** Nobody else changes it until the end of the transaction, nor the bulk rotation that it is part of: that one is locked first. */
    Optional<RequestRow> lock(long id) {
        database.sql("select 1 from rotation_request where id = (select parent from rotation_request where id = :id) for no key update").param("id", id)
                .query(Integer.class).optional();
        return database.sql(RequestRow.SELECT + "where r.id = :id for no key update of r").param("id", id).query(RequestRow.mapper(null)).optional();
    }

    /** Nobody else opens a request about the key until the end of the transaction. */
    void lockKey(CredentialId key) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))").param("key", "request " + key.path()).query((row, number) -> "").single();
    }

    /** Whose update finds it unclaimed has it; the others wait for that, and find it claimed. @return whether it is theirs now */
    boolean claim(long id, UserId claimer) {
        return database.sql("update rotation_request set claimed_by = :claimer, state = case state when 'OPEN' then 'CLAIMED' else state end "
                + "where id = :id and claimed_by is null and state in ('OPEN', 'READY_TO_ROTATE')").param("claimer", claimer.value()).param("id", id).update() == 1;
    }

    /** So many more messages that one side has not read. */
    void unread(long id, int staff, int owner) {
        database.sql("update rotation_request set unread_staff = unread_staff + :staff, unread_owner = unread_owner + :owner where id = :id")
                .param("staff", staff).param("owner", owner).param("id", id).update();
    }

    /** The live one about a key. */
    Optional<RequestRow> live(CredentialId key) {
        return database.sql(RequestRow.SELECT + "where r.owner = :owner and r.key = :key and r.closed_at is null").param("owner", key.owner().value())
                .param("key", key.key()).query(RequestRow.mapper(null)).optional();
    }

    void event(long request, Instant at, @Nullable RequestState from, RequestState to, String what, @Nullable UserId person, @Nullable String why) {
        database.sql("""
                insert into request_event (request, at, from_state, to_state, what, person, why)
                values (:request, :at, :from::varchar, :to, :what, :person::varchar, :why::varchar)""")
                .param("request", request).param("at", Timestamp.from(at)).param("from", from == null ? null : from.name()).param("to", to.name())
                .param("what", what).param("person", person == null ? null : person.value()).param("why", why).update();
    }

    List<RequestEvent> events(long request) {
        return database.sql("select * from request_event where request = :id order by id").param("id", request).query((row, number) -> {
            var from = row.getString("from_state");
            return new RequestEvent(RequestRow.certain(row, "at"), from == null ? null : RequestState.valueOf(from),
                    RequestState.valueOf(row.getString("to_state")), row.getString("what"), RequestRow.person(row, "person"), row.getString("why"));
        }).list();
    }

    /** What was said and done last, by its numbers. */
    String latest(long request) {
        return database.sql("""
                select coalesce((select max(id) from request_event where request = :id), 0) || '-'
                    || coalesce((select max(id) from request_message where request = :id), 0)""").param("id", request).query(String.class).single();
    }

    long message(long request, Instant at, UserId person, boolean staff, boolean internal, String text) {
        return database.sql("""
                insert into request_message (request, at, person, staff, internal, text) values (:request, :at, :person, :staff, :internal, :text)
                returning id""").param("request", request).param("at", Timestamp.from(at)).param("person", person.value()).param("staff", staff)
                .param("internal", internal).param("text", text).query(Long.class).single();
    }

    /** @param internal whether the staff's notes are wanted too */
    List<RequestMessage> messages(long request, boolean internal) {
        return database.sql("select * from request_message where request = :id and (:internal or not internal) order by id").param("id", request)
                .param("internal", internal)
                .query((row, number) -> new RequestMessage(row.getLong("id"), RequestRow.certain(row, "at"), new UserId(row.getString("person")),
                        row.getBoolean("staff"), row.getBoolean("internal"), row.getString("text"))).list();
    }

    List<Approval> approvals(long request) {
        return database.sql("select * from request_approval where request = :id order by id").param("id", request).query((row, number) -> {
            var decision = row.getString("decision");
            return new Approval(row.getLong("id"), RequestRow.certain(row, "asked_at"), new UserId(row.getString("asked_by")), row.getString("why"),
                    RequestRow.certain(row, "expires_at"), RequestRow.person(row, "decided_by"), RequestRow.time(row, "decided_at"),
                    decision == null ? null : Decision.valueOf(decision), row.getString("decision_why"));
        }).list();
    }
}
