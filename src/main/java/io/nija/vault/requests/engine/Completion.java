package io.nija.vault.requests.engine;

import java.util.Set;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.KeyWatcher;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Completes a request when its owner does what it asks for. What comes out is a version's number and never a value. */
@Component
class Completion implements KeyWatcher {

    static final Set<RequestKind> BY_ROTATION = Set.of(RequestKind.ROTATION, RequestKind.ROTATION_AFTER_CHECK);
    static final Set<RequestKind> BY_DESTRUCTION = Set.of(RequestKind.DESTRUCTION, RequestKind.EARLY_REVOCATION);

    private final JdbcClient database;
    private final RequestStore store;
    private final Course course;
    private final Telling telling;

    Completion(JdbcClient database, RequestStore store, Course course, Telling telling) {
        this.database = database;
        this.store = store;
        this.course = course;
        this.telling = telling;
    }

    @Override
    @Transactional
    public void changed(CredentialId key, Change change, int version, UserId by) {
        store.live(key).flatMap(found -> store.lock(found.id())).filter(request -> request.state().live()).ifPresent(request -> {
            switch (change) {
                case ROTATED -> rotated(request, version, by);
                case ROLLED_BACK -> rolledBack(request, version, by);
                case REVOKED -> revoked(request, by);
                case DESTROYED -> destroyed(request, by);
                case RESTORED -> course.note(request, "the key was restored", by, null);
            }
        });
    }

    void rotated(RequestRow request, int version, @Nullable UserId by) {
        var what = "the key was rotated to version " + version;
        if (isReadyFor(request, BY_ROTATION)) {
            done(request, version, what, by);
        } else {
            course.note(request, what, by, null);
        }
    }

    /** That is a newer version too, and no rotation. */
    private void rolledBack(RequestRow request, int version, UserId by) {
        database.sql("update rotation_request set ready_version = :version where id = :id and ready_version is not null").param("version", version)
                .param("id", request.id()).update();
        course.note(request, "the key was rolled back, as version " + version, by, null);
    }

    void revoked(RequestRow request, @Nullable UserId by) {
        if (isReadyFor(request, Set.of(RequestKind.EARLY_REVOCATION))) {
            done(request, null, "the key was revoked", by);
        } else {
            course.note(request, "the key was revoked", by, null);
        }
    }

    void destroyed(RequestRow request, @Nullable UserId by) {
        if (isReadyFor(request, BY_DESTRUCTION)) {
            done(request, null, "the key was destroyed", by);
        } else {
            course.step(request, RequestState.CANCELLED, "the key was destroyed", by, null);
            tellClaimer(request, "was cancelled", "The key was destroyed", by);
        }
    }

    private static boolean isReadyFor(RequestRow request, Set<RequestKind> kinds) {
        return request.state() == RequestState.READY_TO_ROTATE && kinds.contains(request.summary().kind());
    }

    private void done(RequestRow request, @Nullable Integer version, String what, @Nullable UserId by) {
        course.done(request, version, what, by);
        tellClaimer(request, "is done", Telling.about(request.summary()) + ": " + what, by);
    }

    private void tellClaimer(RequestRow request, String title, String text, @Nullable UserId by) {
        var claimer = request.summary().claimedBy();
        if (claimer != null && !claimer.equals(by)) {
            telling.person(claimer, request, NoticeKind.QUEUE, "Request %d %s".formatted(request.id(), title), text + ".");
        }
    }
}
