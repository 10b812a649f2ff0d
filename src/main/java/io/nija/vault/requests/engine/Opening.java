package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;

import io.nija.vault.base.UserId;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.DuplicateRequestException;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens requests, whoever asks: puts them down with their clock, and tells those whose turn it is. */
@Component
class Opening {

    private static final String INSERT = """
            insert into rotation_request (kind, state, urgency, source, owner, key, broker, scope_owners, reason, asked_by, claimed_by, parent, created_at,
                changed_at, expires_at, answer_due, answered_at, resolve_by, owner_since, ready_at, ready_version)
            values (:kind, :state, :urgency, :source, :owner::varchar, :key::varchar, :broker::varchar, :scope::varchar[], :reason, :asker::varchar,
                :claimer::varchar, :parent::bigint, :now, :now, :expires, :answer, case when :ready then :now::timestamptz end, :resolve, case when :ready then :now::timestamptz end,
                case when :ready then :now::timestamptz end, case when :ready then :version::integer end)
            returning id""";

    private final JdbcClient database;
    private final RequestStore store;
    private final Course course;
    private final Telling telling;
    private final Links links;
    private final RequestProperties properties;

    Opening(JdbcClient database, RequestStore store, Course course, Telling telling, Links links, RequestProperties properties) {
        this.database = database;
        this.store = store;
        this.course = course;
        this.telling = telling;
        this.links = links;
        this.properties = properties;
    }

    /**
     * For a key in use. What the staff or the console asks for and is not sensitive is the owner's turn at once.
     *
     * @param asker  null for the console
     * @param parent of which bulk rotation it is part; null for none
     * @throws DuplicateRequestException when there is a live one already
     */
    @Transactional
    public long open(CredentialSummary key, RequestKind kind, Urgency urgency, RequestSource source, String reason, @Nullable UserId asker,
            @Nullable Long parent) {
        store.lockKey(key.id());
        store.live(key.id()).ifPresent(live -> {
            throw new DuplicateRequestException("There is request %d for this key already. Go on there.".formatted(live.id()));
        });
        boolean ready = source != RequestSource.OWNER && !kind.sensitive();
        var now = course.now();
        long id = insert(now, kind, ready, urgency, source, reason, asker, parent).param("owner", key.id().owner().value()).param("key", key.id().key())
                .param("broker", key.id().broker().value()).param("scope", null).param("version", key.version()).query(Long.class).single();
        opened(id, now, ready, source, asker, reason);
        return id;
    }

    /** For all keys in use of a broker, of some people, or of those of them. */
    @Transactional
    public long openForBulk(BulkScope scope, Urgency urgency, RequestSource source, String reason, UserId asker) {
        var now = course.now();
        long id = insert(now, RequestKind.BULK_ROTATION, false, urgency, source, reason, asker, null).param("owner", null).param("key", null)
                .param("broker", scope.broker() == null ? null : scope.broker().value())
                .param("scope", scope.owners().stream().map(UserId::value).toArray(String[]::new)).param("version", null).query(Long.class).single();
        opened(id, now, false, source, asker, reason);
        return id;
    }

    private JdbcClient.StatementSpec insert(Instant now, RequestKind kind, boolean ready, Urgency urgency, RequestSource source, String reason,
            @Nullable UserId asker, @Nullable Long parent) {
        var level = properties.level(urgency);
        boolean staff = source == RequestSource.SUPPORT || source == RequestSource.ADMIN;
        return database.sql(INSERT).param("kind", kind.name()).param("state", (ready ? RequestState.READY_TO_ROTATE : RequestState.OPEN).name())
                .param("urgency", urgency.name()).param("source", source.name()).param("reason", reason)
                .param("asker", asker == null ? null : asker.value())
                // Who asks an owner for something goes on with it.
                .param("claimer", ready && staff && asker != null ? asker.value() : null).param("parent", parent).param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(properties.expire()))).param("answer", Timestamp.from(now.plus(level.answer())))
                .param("resolve", Timestamp.from(now.plus(level.resolution()))).param("ready", ready);
    }

    private void opened(long id, Instant now, boolean ready, RequestSource source, @Nullable UserId asker, String reason) {
        course.opened(id, now, ready ? RequestState.READY_TO_ROTATE : RequestState.OPEN, asker, reason);
        var request = store.find(id, null).orElseThrow();
        var about = Telling.about(request.summary());
        if (ready) {
            telling.ownerWithLink(request, NoticeKind.REQUEST, "Please rotate " + request.summary().key().key(),
                    "%s: %s. You can do it now.".formatted(source.label(), reason), asker, links.tryMake(request));
        } else {
            telling.support(request, NoticeKind.QUEUE, "New request %d".formatted(id), "%s (%s). %s: %s".formatted(about,
                    request.summary().urgency().label().toLowerCase(Locale.ROOT), source.label(), reason), asker);
            telling.owner(request, NoticeKind.REQUEST, "Request %d about your key".formatted(id), "%s. %s: %s".formatted(about, source.label(), reason), asker);
        }
    }
}
