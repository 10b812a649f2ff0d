package io.nija.vault.requests.engine;

import java.sql.Timestamp;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestState;
import io.nija.vault.security.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What owner and staff write to each other, and the staff's notes. */
@Component
class Conversation {

    private final JdbcClient database;
    private final RequestStore store;
    private final Course course;
    private final Texts texts;
    private final Telling telling;

    Conversation(JdbcClient database, RequestStore store, Course course, Texts texts, Telling telling) {
        this.database = database;
        this.store = store;
        this.course = course;
        this.texts = texts;
        this.telling = telling;
    }

    private RequestRow begin(long id, RequestAction action, Person person) {
        var request = store.lock(id).orElseThrow(() -> Work.missing(person));
        Rules.require(action, request, person);
        return request;
    }

    @Transactional
    public void askOwner(long id, String message, Person me) {
        var text = texts.message(message);
        var request = begin(id, RequestAction.ASK_OWNER, me);
        course.staff(request, RequestState.WAITING_FOR_USER, me.id(), "asked the owner", me.id(), null);
        add(request, me.id(), true, text);
        telling.owner(request, NoticeKind.MESSAGE, "A question about request %d".formatted(id),
                "%s asks you something about: %s.".formatted(telling.name(me.id()), Telling.about(request.summary())), me.id());
    }

    @Transactional
    public void write(long id, String message, Person me) {
        var text = texts.message(message);
        var request = begin(id, RequestAction.WRITE, me);
        boolean owner = me.id().equals(request.summary().owner());
        if (owner && request.state() == RequestState.WAITING_FOR_USER) {
            course.step(request, RequestState.CLAIMED, "the owner answered", me.id(), null);
        }
        add(request, me.id(), !owner, text);
        var title = "A message about request %d".formatted(id);
        var line = "%s wrote about: %s.".formatted(telling.name(me.id()), Telling.about(request.summary()));
        if (owner) {
            telling.responsible(request, NoticeKind.MESSAGE, title, line, me.id());
        } else {
            telling.owner(request, NoticeKind.MESSAGE, title, line, me.id());
        }
    }

    @Transactional
    public void note(long id, String note, Person me) {
        var text = texts.message(note);
        var request = begin(id, RequestAction.NOTE, me);
        store.message(id, course.now(), me.id(), true, true, text);
        course.touched(request);
        var claimer = request.summary().claimedBy();
        if (claimer != null && !claimer.equals(me.id())) {
            telling.person(claimer, request, NoticeKind.QUEUE, "A note on request %d".formatted(id), "%s left a note.".formatted(telling.name(me.id())));
        }
    }

    private void add(RequestRow request, UserId person, boolean staff, String text) {
        var now = course.now();
        store.message(request.id(), now, person, staff, false, text);
        // Whoever answers has read what was written to them.
        database.sql("""
                update rotation_request set unread_owner = case when :staff then unread_owner + 1 else 0 end,
                    unread_staff = case when :staff then 0 else unread_staff + 1 end,
                    answered_at = coalesce(answered_at, case when :staff then :now::timestamptz end) where id = :id""")
                .param("staff", staff).param("now", Timestamp.from(now)).param("id", request.id()).update();
        course.touched(request);
    }

    /** The reader has the conversation before them: an owner theirs, and of the staff whoever has the request, or anybody while nobody has. */
    @Transactional
    public void read(RequestRow request, Person reader) {
        boolean owner = reader.id().equals(request.summary().owner());
        var claimer = request.summary().claimedBy();
        if (request.summary().unread() > 0 && (owner || claimer == null || claimer.equals(reader.id()))) {
            database.sql("update rotation_request set %s = 0 where id = :id".formatted(owner ? "unread_owner" : "unread_staff"))
                    .param("id", request.id()).update();
        }
    }
}
